//! What stands in the cell of a code. A cell has at most one thing wrong with it: the first.

use core::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::identity::rows_by;
use super::{Input, Rule, Stage, at_row, check, is_accepted};
use crate::generator::annotations::CodeName;
use crate::generator::document::{Cell, Row, line};
use crate::generator::finding::{Edit, Finding, Level};
use crate::generator::name::{self, LONGEST_CODE, Shape};
use crate::generator::rows::{CodeRow, Fault};
use crate::generator::schema::CODE_NAMES;
use crate::generator::source::Span;
use crate::generator::text;

pub(super) const RULES: &[Rule] = &[
    Rule(&EC201, Stage::Content, no_code),
    Rule(&EC206, Stage::Content, odd_code),
    Rule(&EC208, Stage::Content, unfit_name),
    Rule(&EC209, Stage::Content, hidden_character),
    Rule(&EC210, Stage::Content, not_literal),
    Rule(&EC211, Stage::Content, several_codes),
];

/// The rows whose code has something wrong with it. Where code and status have changed places, the status is
/// what is found.
fn faults<'a, 'i>(input: &'i Input<'a>) -> impl Iterator<Item = (&'i CodeRow<'a>, Fault)> {
    let rows = input.rows.all.iter();
    let rows = rows.filter(|row| !row.is_swapped());
    rows.filter_map(|row| Some((row, row.code.value.err()?)))
}

check! {
    /// No code.
    ///
    /// # What it finds
    ///
    /// Rows that name no code: its cell is blank, or a dash or `N/A`; or it is the only cell with a text, as in a
    /// title of the rows below it.
    ///
    /// # Why it matters
    ///
    /// They name nothing that a program could ask for.
    ///
    /// # Example
    ///
    /// `|  | 400 | 参数错误 | |`, `| — | 401 | no error body | |`, `| **Billing** | | | |`.
    ///
    /// # Mend
    ///
    /// Write the code, or what is missing beside it; or delete the row.
    ///
    /// # Accept
    ///
    /// The rows are left out. The subject is what the row says.
    EC201 "no-code" Error, accept Error: "the rows are left out"
}

fn no_code(input: &Input<'_>) -> Vec<Finding> {
    let mut alike: BTreeMap<Vec<&str>, Vec<&CodeRow<'_>>> = BTreeMap::new();
    for row in &input.rows.codeless {
        let texts = row.row.cells.iter().map(|cell| cell.text.as_str());
        let texts = texts.filter(|text| !text.is_empty()).collect();
        alike.entry(texts).or_default().push(row);
    }
    let finding = |(texts, rows): (Vec<&str>, Vec<&CodeRow<'_>>)| {
        let (what, help) = match rows[0].code.value {
            Err(Fault::Title) => (
                format!("with nothing but {}", text::quoted(texts[0])),
                "if it is a code, write its other cells; if not, delete the row",
            ),
            _ => (
                "without a code".to_owned(),
                "write the code, or delete the row",
            ),
        };
        let message = match rows.len() {
            1 => format!("a row {what}"),
            count => format!("{count} rows {what}"),
        };
        let spans: Vec<Span> = rows.iter().map(|row| row.row.span).collect();
        Finding::at(&EC201, &spans, message)
            .on(texts.join(" "))
            .help(help)
    };
    alike.into_iter().map(finding).collect()
}

check! {
    /// Odd code.
    ///
    /// # What it finds
    ///
    /// Codes that are not written as most codes of the document are: capitals (`NOT_FOUND`), a number (`10001`), one
    /// word (`NoSuchUpload`), several words with marks between them (`invalid.parameter`), or anything else, as are
    /// codes with spaces, with letters beyond ASCII, or of more than 63 characters.
    ///
    /// # Why it matters
    ///
    /// It is mostly a misprint, and this crate never changes what goes over the wire.
    ///
    /// # Example
    ///
    /// `Not_Found` among codes such as `INVALID_ARGUMENT`.
    ///
    /// # Mend
    ///
    /// Write the code as the gateway sends it.
    ///
    /// # Accept
    ///
    /// The codes are used as they stand, byte for byte. The subject is the codes.
    EC206 "odd-code" Error, accept Error: "the codes are used as they stand"
}

fn odd_code(input: &Input<'_>) -> Vec<Finding> {
    let mut shapes: BTreeMap<Shape, BTreeMap<&str, Span>> = BTreeMap::new();
    for row in &input.rows.all {
        if let Some(code) = row.code.value.ok().filter(|_| !row.is_swapped()) {
            let codes = shapes.entry(Shape::of(code)).or_default();
            codes.entry(code).or_insert(row.code.cell.span);
        }
    }
    let known = shapes.iter().filter(|(shape, _)| **shape != Shape::Other);
    let usual = known.max_by_key(|(shape, codes)| (codes.len(), Reverse(**shape)));
    let usual = usual.map(|(shape, codes)| (*shape, *codes.keys().next().unwrap_or(&"")));
    // Whoever has named a code has looked at it; and one that has no name has a finding of its own.
    let is_open = |code: &str| {
        let variant = input.rows.variants.get(code);
        is_visible(code)
            && input.annotations.variant(code).is_none()
            && variant.is_none_or(|name| name::unfit_variant(name).is_none())
    };
    let finding = |(_, mut codes): (Shape, BTreeMap<&str, Span>)| {
        codes.retain(|code, _| is_open(code));
        let mut spans: Vec<Span> = codes.values().copied().collect();
        spans.sort_unstable();
        let codes: Vec<&str> = codes.into_keys().collect();
        let are = match codes.as_slice() {
            [code] if code.chars().count() > LONGEST_CODE => {
                format!("a code of {} characters is", code.chars().count())
            }
            [code] => format!("{} is", text::quoted(code)),
            [code, others @ ..] => format!(
                "{} and {} are",
                text::quoted(code),
                text::counted(others.len(), "more code")
            ),
            [] => String::new(),
        };
        let message = match usual {
            Some((_, example)) => format!(
                "{are} not written as most codes are, such as {}",
                text::quoted(example)
            ),
            None => format!("{are} not written as codes mostly are, such as `NOT_FOUND`"),
        };
        let finding = Finding::at(&EC206, &spans, message).on(codes.join(" "));
        (!codes.is_empty())
            .then(|| finding.help("if it is a misprint, write the code as the gateway sends it"))
    };
    let odd = shapes
        .into_iter()
        .filter(|(shape, _)| usual.is_none_or(|(usual, _)| *shape != usual));
    odd.filter_map(finding).collect()
}

/// Whether a code holds nothing that nobody sees, of which there is a finding for the whole document.
fn is_visible(code: &str) -> bool {
    text::visible(code) == code
}

/// The codes of which it is not decided yet whether they are misprinted.
pub(super) fn odd<'i>(input: &'i Input<'_>) -> BTreeSet<&'i str> {
    let findings = input
        .found
        .iter()
        .filter(|finding| finding.check.id == EC206.id);
    let open = findings.filter(|finding| !is_accepted(finding, input.annotations));
    let spans: BTreeSet<Span> = open
        .flat_map(|finding| &finding.labels)
        .map(|label| label.span)
        .collect();
    let rows = input.rows.all.iter().map(|row| row.code.cell);
    rows.filter(|cell| spans.contains(&cell.span))
        .map(|cell| cell.text.as_str())
        .collect()
}

check! {
    /// Unfit name.
    ///
    /// # What it finds
    ///
    /// A code or a table whose name cannot be a Rust name, or a code to which the document gives several.
    ///
    /// # Why it matters
    ///
    /// The generated code would not compile.
    ///
    /// # Example
    ///
    /// `SELF` would be `Self`, `错误` has no letter of a Rust name here, `^` leaves nothing.
    ///
    /// # Mend
    ///
    /// Give the code a name under "Codes" in the annotations, or correct it; or correct the name that the annotations
    /// give.
    EC208 "unfit-name" Error
}

fn unfit_name(input: &Input<'_>) -> Vec<Finding> {
    let mut unfit: Vec<(&CodeRow<'_>, String)> = Vec::new();
    for (code, rows) in rows_by(input, |row| row.code.value.ok()) {
        let is_open = input.annotations.variant(code).is_none() && !rows[0].is_swapped();
        let said: BTreeSet<&str> = rows.iter().filter_map(|row| row.variant_text()).collect();
        let variant = input.rows.variants.get(code);
        let why = variant.and_then(|variant| name::unfit_variant(variant));
        let quoted = || text::quoted(code);
        if let (Some(why), Some(variant)) = (why.filter(|_| is_open && is_visible(code)), variant) {
            let variant = match variant.as_str() {
                "" => "nothing".to_owned(),
                variant => text::quoted(variant),
            };
            unfit.push((
                rows[0],
                format!("the variant of {} would be {variant}: {why}", quoted()),
            ));
        } else if said.len() > 1 && is_open {
            let names: Vec<String> = said.into_iter().map(text::quoted).collect();
            unfit.push((
                rows[0],
                format!("{} is called {}", quoted(), text::listed(&names)),
            ));
        }
    }
    let mut findings = unfit_codes(input);
    unfit.sort_by_key(|(row, _)| row.row.line);
    if let Some(((first, message), others)) = unfit.split_first() {
        let message = match others.len() {
            0 => message.clone(),
            more => format!("{message}; and {more} more such"),
        };
        let finding = Finding::new(&EC208, first.code.cell.span, message);
        let finding = others.iter().fold(finding, |finding, (row, message)| {
            finding.also(row.code.cell.span, message)
        });
        let codes: Vec<&str> = unfit
            .iter()
            .map(|(row, _)| row.code.cell.text.as_str())
            .collect();
        let rows = codes
            .iter()
            .map(|code| text::markdown_row(&[code, ""]))
            .collect();
        let say = "write {place}, with a name such as `NotFound` in the last cell";
        let help = input.annotations.help(&CODE_NAMES, say, rows);
        findings.push(finding.on(codes.join(" ")).with_help(help));
    }
    findings
}

/// Names that the annotations give and Rust cannot bear.
fn unfit_codes(input: &Input<'_>) -> Vec<Finding> {
    let rows = input.annotations.codes.iter();
    let named = rows.filter(|row| !row.variant.is_empty() || row.status.is_empty());
    let unfit = |row: &CodeName| {
        let whose = format!("the code {}", text::quoted(&row.code));
        let finding = unfit_in_row(row.span, &whose, &row.variant)?;
        Some(finding.help("write a name such as `NotFound`"))
    };
    named.filter_map(unfit).collect()
}

/// A row of the annotations that gives something no name, or one that Rust cannot bear.
pub(super) fn unfit_in_row(row: Span, whose: &str, name: &str) -> Option<Finding> {
    let why = name::unfit_variant(name)?;
    let message = match name {
        "" => format!("{whose} is given no name"),
        name => format!("{} cannot be a Rust name: {why}", text::quoted(name)),
    };
    Some(at_row(&EC208, row, message))
}

check! {
    /// Hidden character.
    ///
    /// # What it finds
    ///
    /// A code or a status with a character that nobody sees, or that looks like another one: zero-width
    /// characters, odd spaces, fillers, Cyrillic, Greek or full-width letters.
    ///
    /// # Why it matters
    ///
    /// Two codes that look the same would not be the same on the wire.
    ///
    /// # Example
    ///
    /// `NОT_FOUND` with a Cyrillic О.
    ///
    /// # Mend
    ///
    /// Write plain characters, as shown.
    ///
    /// # Accept
    ///
    /// Only white space such as U+3000 or U+00A0 at the ends of the cell, which is left out. The subject is the
    /// code with its status.
    EC209 "hidden-character" Error,
    accept Warning: "the white space around the cell's text is left out"
}

fn hidden_character(input: &Input<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for row in &input.rows.all {
        let cells = [
            (row.code.cell, row.code.value.err()),
            (row.status.cell, row.status.value.err()),
        ];
        let cells = cells
            .into_iter()
            .take(if row.has_status_of_table() { 1 } else { 2 });
        let subject = || shown(&row.subject());
        let mut odd = Vec::new();
        for (cell, fault) in cells {
            let Some(Fault::Hidden(span, c)) = fault else {
                odd.extend(padding(input, row.row, cell));
                continue;
            };
            let what = text::look_alike(c).map_or_else(
                || "which nobody sees".to_owned(),
                |ascii| format!("which looks like `{ascii}`"),
            );
            let message = format!("the cell holds U+{:04X}, {what}", u32::from(c));
            let edit = Edit::replace(cell.span, shown(input.document.source_of(cell)));
            let finding = Finding::new(&EC209, span, message)
                .on(subject())
                .label("here");
            findings.push(finding.propose("write plain characters:", vec![edit]));
        }
        if let [(span, c), ..] = &odd[..] {
            let message = format!(
                "U+{:04X} as white space around a cell's text",
                u32::from(*c)
            );
            let edits = odd
                .iter()
                .map(|(span, _)| Edit::replace(*span, " "))
                .collect();
            let finding = Finding::new(&EC209, *span, message).with_level(Level::Warning);
            findings.push(finding.on(subject()).edit("write a space:", edits));
        }
    }
    findings
}

/// A text with plain characters in place of those that hide what it says.
fn shown(text: &str) -> String {
    let plain = text::plain(text);
    plain
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .collect()
}

/// White space around a cell's text that is not ASCII.
fn padding(input: &Input<'_>, row: &Row, cell: &Cell) -> Vec<(Span, char)> {
    let source = &input.document.source;
    let text = source.slice(row.span);
    if text.is_ascii() {
        return Vec::new();
    }
    let at = |span: Span| Span::new(row.span.start + span.start, row.span.start + span.end);
    let outer = line::cells(text).into_iter().map(at);
    let mut outer =
        outer.filter(|outer| outer.start <= cell.span.start && cell.span.end <= outer.end);
    let is_odd =
        |c: char| c.is_whitespace() && !c.is_ascii() && !c.is_control() && !text::is_bidi(c);
    let Some(outer) = outer.next() else {
        return Vec::new();
    };
    let is_around = |span: &Span| span.end <= cell.span.start || cell.span.end <= span.start;
    let odd = source.find_all(outer, is_odd);
    odd.filter(|(span, _)| is_around(span)).collect()
}

check! {
    /// Not literal.
    ///
    /// # What it finds
    ///
    /// A code or a status that a reader sees as something else than the source says: it holds markup, an
    /// entity or a backslash. Marks around the whole cell are allowed: backticks, asterisks, `<code>`, a link.
    ///
    /// # Why it matters
    ///
    /// Which of the two goes over the wire is not certain.
    ///
    /// # Example
    ///
    /// `NOT\_FOUND`, `NOT&#95;FOUND`, `NOT_**FOUND**`.
    ///
    /// # Mend
    ///
    /// Write the text as it is, as shown.
    EC210 "not-literal" Error
}

fn not_literal(input: &Input<'_>) -> Vec<Finding> {
    let source = &input.document.source;
    // Behind white space that only a person takes for some, every cell is the one before; EC111 says so.
    let is_shifted = |row: &CodeRow<'_>| {
        let line = source.line(row.row.line);
        line.trim_start() != line.trim_start_matches([' ', '\t'])
    };
    let mut findings = Vec::new();
    for row in input.rows.all.iter().filter(|row| !is_shifted(row)) {
        let cells = [
            (row.code.cell, row.code.value.err()),
            (row.status.cell, row.status.value.err()),
        ];
        for (cell, _) in cells
            .into_iter()
            .filter(|(_, fault)| *fault == Some(Fault::NotLiteral))
        {
            let message = format!(
                "{} reads as {}",
                text::quoted(input.document.source_of(cell)),
                text::quoted(&cell.text)
            );
            // What Markdown would take for a mark stands between backticks.
            let plain =
                match text::markdown_cell(&cell.text) == cell.text || cell.text.contains('`') {
                    true => text::markdown_cell(&cell.text),
                    false => format!("`{}`", cell.text.replace('|', r"\|")),
                };
            let edit = Edit::replace(cell.span, plain);
            let finding = Finding::new(&EC210, cell.span, message).on(row.subject());
            let say = "if this is what goes over the wire, write:";
            findings.push(finding.propose(say, vec![edit]));
        }
    }
    findings
}

check! {
    /// Several codes.
    ///
    /// # What it finds
    ///
    /// One cell that lists several codes.
    ///
    /// # Why it matters
    ///
    /// None of them could be looked up.
    ///
    /// # Example
    ///
    /// `NOT_FOUND / GONE`.
    ///
    /// # Mend
    ///
    /// Give each code a row of its own.
    EC211 "several-codes" Error
}

fn several_codes(input: &Input<'_>) -> Vec<Finding> {
    let finding = |(row, fault): (&CodeRow<'_>, Fault)| {
        let Fault::Several(count) = fault else {
            return None;
        };
        let message = format!("{count} codes in one cell");
        let finding = Finding::new(&EC211, row.code.cell.span, message).on(row.subject());
        Some(finding.help("give each code a row of its own"))
    };
    faults(input).filter_map(finding).collect()
}
