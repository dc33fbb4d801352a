//! What stands in the cell of a code. A cell has at most one thing wrong with it: the first.

use super::{Input, Rule, Stage, check};
use crate::generator::document::{Cell, Row, line};
use crate::generator::finding::{Edit, Finding, Level};
use crate::generator::name;
use crate::generator::rows::{CodeRow, Fault};
use crate::generator::source::Span;
use crate::generator::text;

pub(super) const RULES: &[Rule] = &[
    Rule(&EC201, Stage::Content, empty_code),
    Rule(&EC206, Stage::Content, bad_code_shape),
    Rule(&EC208, Stage::Content, reserved_identifier),
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
    /// Empty code.
    ///
    /// # What it finds
    ///
    /// Rows whose code is blank.
    ///
    /// # Why it matters
    ///
    /// They name nothing that a program could ask for.
    ///
    /// # Example
    ///
    /// `|  | 400 | 参数错误 | |`.
    ///
    /// # Mend
    ///
    /// Write the code, or delete the row.
    ///
    /// # Accept
    ///
    /// Not possible.
    EC201 "empty-code" Error
}

fn empty_code(input: &Input<'_>) -> Vec<Finding> {
    let rows = faults(input).filter(|(_, fault)| *fault == Fault::Empty);
    let spans: Vec<Span> = rows.map(|(row, _)| row.row.span).collect();
    let message = match spans.len() {
        0 => return Vec::new(),
        1 => "a row without a code".to_owned(),
        count => format!("{count} rows without a code"),
    };
    vec![Finding::at(&EC201, &spans, message).help("write the code, or delete the row")]
}

check! {
    /// Bad code shape.
    ///
    /// # What it finds
    ///
    /// A code that is not of the form `[A-Z][A-Z0-9_]*`, or is over 63 characters long.
    ///
    /// # Why it matters
    ///
    /// It is mostly a misprint, and this crate never changes what goes over the wire.
    ///
    /// # Example
    ///
    /// `Not_Found`, `A-B`, `错误`.
    ///
    /// # Mend
    ///
    /// Write the code as the gateway sends it.
    ///
    /// # Accept
    ///
    /// Not possible.
    EC206 "bad-code-shape" Error
}

fn bad_code_shape(input: &Input<'_>) -> Vec<Finding> {
    let rows = faults(input).filter(|(_, fault)| *fault == Fault::Shape);
    let finding = |(row, _): (&CodeRow<'_>, Fault)| {
        let code = row.code.cell.text.as_str();
        let message = match code.chars().count() {
            length if length > name::LONGEST_CODE => format!("a code of {length} characters"),
            _ => format!("{} is no code", text::quoted(code)),
        };
        Finding::new(&EC206, row.code.cell.span, message).on(code).help(
            "write the code as the gateway sends it: it starts with A to Z, goes on with A to Z, 0 to 9 and `_`, and \
             has at most 63 characters",
        )
    };
    rows.map(finding).collect()
}

check! {
    /// Reserved identifier.
    ///
    /// # What it finds
    ///
    /// A code or a table's name that cannot be a Rust name.
    ///
    /// # Why it matters
    ///
    /// The generated code would not compile.
    ///
    /// # Example
    ///
    /// `SELF` would be `Self`, `2FA` starts with a digit, `_` leaves nothing.
    ///
    /// # Mend
    ///
    /// Correct the code in the document, or the name in the annotations.
    ///
    /// # Accept
    ///
    /// Not possible.
    EC208 "reserved-identifier" Error
}

fn reserved_identifier(input: &Input<'_>) -> Vec<Finding> {
    let finding = |(row, fault): (&CodeRow<'_>, Fault)| {
        let Fault::Reserved(why) = fault else {
            return None;
        };
        let code = row.code.cell.text.as_str();
        let message = format!("{} cannot be a Rust name: {why}", text::quoted(code));
        let finding = Finding::new(&EC208, row.code.cell.span, message).on(code);
        Some(finding.help("correct the code in the document"))
    };
    faults(input).filter_map(finding).collect()
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
        for (cell, fault) in cells {
            let subject = shown(&row.subject());
            if let Some(Fault::Hidden(span, c)) = fault {
                let what = text::look_alike(c).map_or_else(
                    || "which nobody sees".to_owned(),
                    |ascii| format!("which looks like `{ascii}`"),
                );
                let message = format!("the cell holds U+{:04X}, {what}", u32::from(c));
                let edit = Edit::replace(cell.span, shown(input.document.source_of(cell)));
                let finding = Finding::new(&EC209, span, message)
                    .on(subject)
                    .label("here");
                findings.push(finding.propose("write plain characters:", vec![edit]));
            } else if let Some((span, c)) = padding(input, row.row, cell) {
                let message = format!("U+{:04X} as white space around a cell's text", u32::from(c));
                let edit = Edit::replace(span, " ");
                let finding = Finding::new(&EC209, span, message).with_level(Level::Warning);
                findings.push(finding.on(subject).edit("write a space:", vec![edit]));
            }
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
fn padding(input: &Input<'_>, row: &Row, cell: &Cell) -> Option<(Span, char)> {
    let source = &input.document.source;
    let text = source.slice(row.span);
    if text.is_ascii() {
        return None;
    }
    let at = |span: Span| Span::new(row.span.start + span.start, row.span.start + span.end);
    let outer = line::cells(text).into_iter().map(at);
    let mut outer =
        outer.filter(|outer| outer.start <= cell.span.start && cell.span.end <= outer.end);
    let is_odd =
        |c: char| c.is_whitespace() && !c.is_ascii() && !c.is_control() && !text::is_bidi(c);
    source.find(outer.next()?, is_odd)
}

check! {
    /// Not literal.
    ///
    /// # What it finds
    ///
    /// A code or a status that a reader sees as something else than the source says: it holds markup, an
    /// entity, a backslash or a link. One pair of backticks or asterisks around the whole cell is allowed.
    ///
    /// # Why it matters
    ///
    /// Which of the two goes over the wire is not certain.
    ///
    /// # Example
    ///
    /// `NOT\_FOUND`, `NOT&#95;FOUND`, `[NOT_FOUND](#x)`.
    ///
    /// # Mend
    ///
    /// Write the text as it is, as shown.
    ///
    /// # Accept
    ///
    /// Not possible.
    EC210 "not-literal" Error
}

fn not_literal(input: &Input<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for row in &input.rows.all {
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
            let edit = Edit::replace(cell.span, text::markdown_cell(&cell.text));
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
    ///
    /// # Accept
    ///
    /// Not possible.
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
