//! What stands in the cell of a code. A cell has at most one thing wrong with it: the first.

use super::{Input, check, lines_of};
use crate::generator::document::Document;
use crate::generator::finding::{Finding, Level};
use crate::generator::listing::{self, CodeRow, Field, Listing};
use crate::generator::name;
use crate::generator::source::Span;
use crate::generator::text;

/// What is wrong with the cell of a code.
#[derive(Clone, Debug)]
pub(super) enum Fault {
    Empty,
    Hidden,
    NotLiteral,
    Several(Vec<String>),
    Shape,
    Reserved(&'static str),
    /// The status stands there, and the code in the status's cell.
    Swapped,
}

fn fault(document: &Document, row: &CodeRow<'_>) -> Option<Fault> {
    let code = row.name();
    let span = row.code.cell.span?;
    if name::is_code(code) && document.source.slice(span) == code {
        // As nearly all of them are: nothing can be wrong but what Rust makes of it.
        return name::unfit_code(code).map(Fault::Reserved);
    }
    if hidden(document, row.code).is_some() {
        Some(Fault::Hidden)
    } else if !is_literal(document, row.code) {
        Some(several(code).map_or(Fault::NotLiteral, Fault::Several))
    } else if code.is_empty() {
        Some(Fault::Empty)
    } else if let Some(codes) = several(code) {
        Some(Fault::Several(codes))
    } else if is_swapped(row) {
        Some(Fault::Swapped)
    } else if !name::is_code(code) {
        let reserved =
            name::is_code(&format!("A{code}")) && !text::starts(code, &|c| c.is_ascii_uppercase());
        let why = if code.starts_with('_') {
            "a Rust name cannot start so"
        } else {
            "a Rust name cannot start with a digit"
        };
        Some(if reserved {
            Fault::Reserved(why)
        } else {
            Fault::Shape
        })
    } else {
        name::unfit_code(code).map(Fault::Reserved)
    }
}

/// The first character of a code or status cell that hides what the cell says. Bidirectional and
/// control characters are for the checks that look for them everywhere.
pub(super) fn hidden(document: &Document, field: Field<'_>) -> Option<(Span, char)> {
    let span = field.cell.span?;
    let hides = |c: char| {
        text::is_invisible(c)
            || (c.is_whitespace() && !c.is_ascii() && !text::is_bidi(c))
            || text::look_alike(c).is_some()
    };
    document.source.find(span, &hides)
}

/// Whether a cell's source is its text, but for one pair of backticks or asterisks around it.
pub(super) fn is_literal(document: &Document, field: Field<'_>) -> bool {
    let source = document.source_of(field.cell).trim();
    let inside = |mark: &str| source.strip_prefix(mark)?.strip_suffix(mark).map(str::trim);
    source == field.text
        || inside("`") == Some(field.text)
        || inside("**") == Some(field.text)
        || inside("*") == Some(field.text)
}

/// Whether the status stands in the code's cell, and the code in the status's.
pub(super) fn is_swapped(row: &CodeRow<'_>) -> bool {
    listing::number(row.name()).is_some() && name::is_code(row.status.text)
}

/// The codes in a cell that lists several.
fn several(text: &str) -> Option<Vec<String>> {
    let separators = |c: char| c.is_whitespace() || "/,，、;；|&+".contains(c);
    let mut codes = Vec::new();
    for part in text.split(separators) {
        if part.is_empty() {
            continue;
        }
        if !name::is_code(part) {
            return None;
        }
        codes.push(part.to_owned());
    }
    (codes.len() > 1).then_some(codes)
}

/// The rows whose code has something wrong with it.
pub(super) fn faults<'a>(document: &Document, listing: &Listing<'a>) -> Vec<(CodeRow<'a>, Fault)> {
    let mut faults = Vec::new();
    for row in &listing.rows {
        if let Some(fault) = fault(document, row) {
            faults.push((*row, fault));
        }
    }
    faults
}

check! {
    /// **Empty code.** The cell of a code is blank, so the row names nothing.
    ///
    /// *Example:* `|  | 400 | 参数错误 | |`.
    ///
    /// *Mend:* write the code, or delete the row.
    ///
    /// *Accept:* not possible.
    EC201 "empty-code" Error, empty_code
}

fn empty_code(input: &Input<'_>, findings: &mut Vec<Finding>) {
    // Where cells are missing or too many, a code may be none for that reason.
    let shifted = lines_of(&["EC104", "EC105"], input, findings);
    let mut spans = Vec::new();
    for (row, fault) in input.faults {
        if matches!(fault, Fault::Empty) && !shifted.contains(&row.row.line) {
            spans.push(row.row.span);
        }
    }
    if let Some((&first, rest)) = spans.split_first() {
        let message = match spans.len() {
            1 => "a row without a code".to_owned(),
            count => format!("{count} rows without a code"),
        };
        let finding =
            Finding::new(&EC201, first, message).help("write the code, or delete the row");
        findings.push(finding.also_at(rest));
    }
}

check! {
    /// **Bad code shape.** A code is not of the form `[A-Z][A-Z0-9_]*`, or is over 63 characters
    /// long.
    ///
    /// *Example:* `Not_Found`, `A-B`, `错误`.
    ///
    /// *Mend:* write the code as the gateway sends it. This crate never changes a code's text.
    ///
    /// *Accept:* not possible.
    EC206 "bad-code-shape" Error, bad_code_shape
}

fn bad_code_shape(input: &Input<'_>, findings: &mut Vec<Finding>) {
    for (row, fault) in input.faults {
        if matches!(fault, Fault::Shape) {
            let code = row.name();
            let message = match code.chars().count() {
                length if length > name::LONGEST_CODE => format!("a code of {length} characters"),
                _ => format!("{} is no code", text::quoted(code)),
            };
            let finding = Finding::new(&EC206, row.code_span(), message).on(code).help(
                "a code starts with A to Z, goes on with A to Z, 0 to 9 and `_`, and has at most 63 \
                 characters",
            );
            let meant = upper_case(code);
            findings.push(if name::is_code(&meant) {
                let when = format!("if the gateway sends {}, ", text::quoted(&meant));
                finding.rewrite(&input.document.source, &when, row.code_span(), &meant)
            } else {
                finding
            });
        }
    }
}

/// A name as a code is written: `NotFound`, `not-found` and `not found` are `NOT_FOUND`.
fn upper_case(name: &str) -> String {
    let mut upper = String::new();
    let mut above = false;
    for c in name.chars() {
        if above && c.is_ascii_uppercase() {
            upper.push('_');
        }
        above = c.is_ascii_lowercase();
        upper.push(if matches!(c, ' ' | '-' | '.') {
            '_'
        } else {
            c.to_ascii_uppercase()
        });
    }
    upper
}

check! {
    /// **Hidden character.** A code or a status holds a character that nobody sees, or one that
    /// looks like another: zero-width characters, odd spaces, fillers, Cyrillic, Greek or
    /// full-width letters.
    ///
    /// *Example:* `NОT_FOUND` with a Cyrillic О.
    ///
    /// *Mend:* replace the line with the one that the finding shows.
    ///
    /// *Accept:* only white space such as U+3000 or U+00A0 at the ends of the cell, which is left
    /// out.
    EC209 "hidden-character" Error, hidden_character,
    accepted Warning: "the white space around the cell's text is left out"
}

fn hidden_character(input: &Input<'_>, findings: &mut Vec<Finding>) {
    let source = &input.document.source;
    for row in &input.listing.rows {
        for cell in [row.code, row.status] {
            let around = outer(row, cell).map(|outer| source.slice(outer));
            if around.is_some_and(str::is_ascii) {
                continue;
            }
            let full_width_number =
                |c: char| core::ptr::eq(cell.cell, row.status.cell) && matches!(c, '０'..='９');
            // A control character is for EC112 to name.
            if let Some((span, c)) = hidden(input.document, cell)
                .filter(|&(_, c)| !full_width_number(c) && !c.is_control())
            {
                let mended = unhidden(input.document.source_of(cell.cell));
                let what = text::look_alike(c).map_or_else(
                    || "which nobody sees".to_owned(),
                    |ascii| format!("which looks like {}", text::quoted(&ascii.to_string())),
                );
                findings.push(
                    Finding::new(
                        &EC209,
                        span,
                        format!("the cell holds U+{:04X}, {what}", u32::from(c)),
                    )
                    .on(unhidden(&row.subject()))
                    .label("here")
                    .rewrite(source, "", row.span_of(cell), &mended),
                );
            } else if let Some((span, c)) = padding(input.document, row, cell) {
                let line = source.line(row.row.line);
                findings.push(
                    Finding::new(
                        &EC209,
                        span,
                        format!("U+{:04X} as white space around a cell's text", u32::from(c)),
                    )
                    .at_level(Level::Warning)
                    .on(row.subject())
                    .replace_line(source, row.row.line, line.replace(c, " ")),
                );
            }
        }
    }
}

fn unhidden(text: &str) -> String {
    text::mapped(&text::plain(text), &|c| {
        Some(if c.is_whitespace() { ' ' } else { c })
    })
}

/// A cell with the white space around it.
fn outer(row: &CodeRow<'_>, field: Field<'_>) -> Option<Span> {
    let inner = field.cell.span?;
    for outer in &row.row.source_cells {
        if outer.start <= inner.start && inner.end <= outer.end {
            return Some(*outer);
        }
    }
    None
}

/// White space around a cell's text that is not ASCII.
fn padding(document: &Document, row: &CodeRow<'_>, field: Field<'_>) -> Option<(Span, char)> {
    let outer = outer(row, field)?;
    let space = |c: char| c.is_whitespace() && !c.is_ascii();
    let odd = |c: char| space(c) && !c.is_control() && !text::is_bidi(c);
    document.source.find(outer, &odd)
}

check! {
    /// **Not literal.** What a reader sees of a code or a status is not what the source says:
    /// markup, an entity, a backslash or a link stands in the cell. One pair of backticks or
    /// asterisks around the whole cell is allowed.
    ///
    /// *Example:* `NOT\_FOUND`, `NOT&#95;FOUND`, `[NOT_FOUND](#x)`.
    ///
    /// *Mend:* write the text as it is, as the finding shows it.
    ///
    /// *Accept:* not possible.
    EC210 "not-literal" Error, not_literal
}

fn not_literal(input: &Input<'_>, findings: &mut Vec<Finding>) {
    let document = input.document;
    let mut cells = Vec::new();
    for (row, fault) in input.faults {
        if matches!(fault, Fault::NotLiteral) {
            cells.push((row, row.code));
        }
    }
    for row in &input.listing.rows {
        let status = row.status;
        // As nearly all of them are.
        let plain = row.number.is_some() && document.source_of(status.cell) == status.text;
        if !plain
            && status.cell.span.is_some()
            && hidden(document, status).is_none()
            && !is_literal(document, status)
        {
            cells.push((row, status));
        }
    }
    for &(row, cell) in &cells {
        let source = &document.source;
        let span = row.span_of(cell);
        let message = format!(
            "{} reads as {}",
            text::quoted(document.source_of(cell.cell)),
            text::quoted(cell.text)
        );
        let first = cell.text.split_whitespace().next().unwrap_or_default();
        let meant = if name::is_code(first) {
            first
        } else {
            cell.text
        };
        let meant = text::markdown_cell(meant);
        findings.push(
            Finding::new(&EC210, span, message)
                .on(row.subject())
                .rewrite(source, "", span, &meant),
        );
    }
}

check! {
    /// **Several codes.** One cell lists several codes.
    ///
    /// *Example:* `NOT_FOUND / GONE`.
    ///
    /// *Mend:* give each code a row of its own, as the finding shows.
    ///
    /// *Accept:* not possible.
    EC211 "several-codes" Error, several_codes
}

fn several_codes(input: &Input<'_>, findings: &mut Vec<Finding>) {
    let source = &input.document.source;
    for (row, fault) in input.faults {
        let Fault::Several(codes) = fault else {
            continue;
        };
        let (span, line) = (row.code_span(), source.lines()[row.row.line]);
        let mut rows = Vec::new();
        for code in codes {
            rows.push(source.rewritten(span, code));
        }
        let edit = text::joined(&rows, "\n");
        findings.push(
            Finding::new(&EC211, span, format!("{} codes in one cell", codes.len()))
                .on(row.subject())
                .help_lines(format!("replace line {} with:", row.row.line + 1), rows)
                .edit(line, edit),
        );
    }
}
