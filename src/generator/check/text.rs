//! What stands in the cells whose text is for people: what it hides, and what it loses.

use std::collections::BTreeMap;

use super::{Input, Rule, Stage, check};
use crate::generator::document::{Cell, Document, Markup};
use crate::generator::finding::{Edit, Finding};
use crate::generator::rows::CodeRow;
use crate::generator::schema::codes;
use crate::generator::source::Span;
use crate::generator::text;

pub(super) const RULES: &[Rule] = &[
    Rule(&EC401, Stage::Content, bidi_or_control),
    Rule(&EC402, Stage::Content, zero_width_text),
    Rule(&EC403, Stage::Content, empty_message),
    Rule(&EC404, Stage::Content, empty_column),
    Rule(&EC405, Stage::Content, markup_in_cell),
];

check! {
    /// Bidirectional or control character.
    ///
    /// # What it finds
    ///
    /// A character that changes the order of the text around it, or its lines, plain or as an entity. And
    /// U+FFFD, which stands where a program has lost a character; Markdown reads `&#0;` as one.
    ///
    /// # Why it matters
    ///
    /// With such characters a text can look like another one.
    ///
    /// # Example
    ///
    /// `&#x202E;` in a message.
    ///
    /// # Mend
    ///
    /// Delete it.
    EC401 "bidi-or-control" Error
}

fn bidi_or_control(input: &Input<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, document) in input.documents() {
        let mut places: BTreeMap<char, Vec<Span>> = BTreeMap::new();
        let acts = |c: char| text::is_bidi(c) || c == char::REPLACEMENT_CHARACTER;
        if document.source.is_text() {
            let whole = Span::new(0, document.source.text().len());
            for (span, c) in document.source.find_all(whole, acts) {
                places.entry(c).or_default().push(span);
            }
        }
        for (text, span) in decoded(document) {
            let hidden = text.chars().filter(|&c| acts(c) || c.is_control());
            for c in hidden.filter(|&c| !document.source.slice(span).contains(c)) {
                places.entry(c).or_default().push(span);
            }
        }
        for (c, mut spans) in places {
            spans.dedup();
            let finding = if c == char::REPLACEMENT_CHARACTER {
                Finding::at(
                    &EC401,
                    &spans,
                    "U+FFFD stands where a program has lost a character",
                )
                .help("write the character that was lost")
            } else {
                let code = u32::from(c);
                let message = format!("U+{code:04X} changes how the text around it is shown");
                Finding::at(&EC401, &spans, message).help("delete it")
            };
            findings.push(finding.in_file(file));
        }
    }
    findings
}

/// The texts of a document that are not what its source says, with their places.
fn decoded(document: &Document) -> impl Iterator<Item = (&str, Span)> {
    let headings = document
        .headings
        .iter()
        .map(|heading| (heading.text.as_str(), heading.span));
    let tables = document.tables.iter();
    let rows = tables.flat_map(|table| core::iter::once(&table.header).chain(&table.rows));
    let cells = rows
        .flat_map(|row| &row.cells)
        .map(|cell| (cell.text.as_str(), cell.span));
    headings.chain(cells)
}

/// The cells whose text is for people, with their rows.
fn text_cells<'a, 'i>(input: &'i Input<'a>) -> impl Iterator<Item = (&'i CodeRow<'a>, &'a Cell)> {
    let cells = |row: &'i CodeRow<'a>| [row.message, row.solution].into_iter().flatten();
    input
        .rows
        .all
        .iter()
        .flat_map(move |row| cells(row).map(move |cell| (row, cell)))
}

check! {
    /// Zero-width text.
    ///
    /// # What it finds
    ///
    /// A message or a solution with characters that have no width.
    ///
    /// # Why it matters
    ///
    /// A message that looks the same is not equal to it.
    ///
    /// # Example
    ///
    /// A zero-width space, U+200B, copied from a web page.
    ///
    /// # Mend
    ///
    /// Delete the character, as shown. A joiner or a variation selector may shape the letters or the emoji beside it;
    /// then it belongs to the text.
    ///
    /// # Accept
    ///
    /// The characters stay in the text. The subject is the code with its status.
    EC402 "zero-width-text" Warning, accept Warning: "the characters stay in the text"
}

fn zero_width_text(input: &Input<'_>) -> Vec<Finding> {
    let source = &input.document.source;
    let mut findings = Vec::new();
    for (row, cell) in text_cells(input) {
        let Some(c) = cell.text.chars().find(|&c| text::is_invisible(c)) else {
            continue;
        };
        let visible: String = source
            .slice(cell.span)
            .chars()
            .filter(|&c| !text::is_invisible(c))
            .collect();
        let message = format!("the text holds U+{:04X}, which nobody sees", u32::from(c));
        let edit = Edit::replace(cell.span, visible);
        let finding = Finding::new(&EC402, cell.span, message).on(row.subject());
        findings.push(match shapes(&cell.text) {
            true => finding.propose(
                "if it is not what shapes the letters or the emoji beside it, delete it:",
                vec![edit],
            ),
            false => finding.edit("delete it:", vec![edit]),
        });
    }
    findings
}

/// Whether a joiner or a variation selector stands behind a character that it may shape, as in emoji, Persian and
/// Hindi.
fn shapes(text: &str) -> bool {
    let is_shaping = |c: char| matches!(c, '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}');
    let mut before = None;
    text.chars().any(|c| {
        let behind = before.replace(c);
        is_shaping(c) && behind.is_some_and(|c| !c.is_ascii())
    })
}

check! {
    /// Empty message.
    ///
    /// # What it finds
    ///
    /// A message that is blank, where others of its table are not.
    ///
    /// # Why it matters
    ///
    /// The code tells people nothing.
    ///
    /// # Example
    ///
    /// `| NOT_FOUND | 404 |  |  |`.
    ///
    /// # Mend
    ///
    /// Write the message.
    ///
    /// # Accept
    ///
    /// The message is empty. The subject is the code with its status.
    EC403 "empty-message" Warning, accept Warning: "the message is empty"
}

fn empty_message(input: &Input<'_>) -> Vec<Finding> {
    let is_blank = |row: &&CodeRow<'_>| row.message.is_some_and(|cell| cell.text.is_empty());
    let mut findings = Vec::new();
    for table in &input.rows.tables {
        let rows = input.rows.of_table(table);
        if rows.iter().all(|row| row.message_text().is_empty()) {
            continue;
        }
        for row in rows.iter().filter(is_blank) {
            let message = format!("{} has no message", text::quoted(&row.code.cell.text));
            let finding = Finding::new(&EC403, row.row.span, message).on(row.subject());
            findings.push(finding.help("write the message"));
        }
    }
    findings
}

check! {
    /// Empty column.
    ///
    /// # What it finds
    ///
    /// A column that is blank in every row of a table.
    ///
    /// # Why it matters
    ///
    /// Whoever reads the table expects an answer there.
    ///
    /// # Example
    ///
    /// 解决方案, before anybody has written a solution.
    ///
    /// # Mend
    ///
    /// Fill the column in, or delete it.
    ///
    /// # Accept
    ///
    /// No entry of the table has such a text. The subject is the table's title and the column's name.
    EC404 "empty-column" Warning, accept Warning: "no entry of the table has such a text"
}

fn empty_column(input: &Input<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for table in &input.rows.tables {
        let rows = input.rows.of_table(table);
        for column in [codes::MESSAGE, codes::SOLUTION] {
            let Some(index) = table.layout.cells[column] else {
                continue;
            };
            let text = |row: &CodeRow<'_>| match column {
                codes::MESSAGE => row.message_text().is_empty(),
                _ => row.solution_text().is_empty(),
            };
            // Rows that cannot be read may have such a text.
            let is_whole = rows.len() == table.table.rows.len();
            if rows.is_empty() || !is_whole || !rows.iter().all(text) {
                continue;
            }
            let (header, title) = (&table.table.header.cells[index], &table.title);
            let (name, quoted) = (text::quoted(&header.text), text::quoted(title));
            let message = format!("the column {name} of {quoted} is blank in every row");
            let finding = Finding::new(&EC404, header.span, message);
            let finding = finding.on(format!("{title} {}", header.text));
            findings.push(finding.help(match column {
                codes::MESSAGE => "fill the column in",
                _ => "fill the column in, or delete it",
            }));
        }
    }
    findings
}

check! {
    /// Markup in a cell.
    ///
    /// # What it finds
    ///
    /// A message or a solution with something that a reader is not shown as text: an HTML tag or comment, an
    /// image, a reference to a footnote, a formula, or text that is struck through. `<br>` is taken for white
    /// space, and `<name>` for a placeholder where HTML has no element of that name.
    ///
    /// # Why it matters
    ///
    /// What people read is not what the catalogue would say.
    ///
    /// # Example
    ///
    /// `<b>参数</b>错误`, `~~参数~~错误`, `参数错误[^1]`.
    ///
    /// # Mend
    ///
    /// Delete the markup; where it is meant as text, put a backslash before it.
    ///
    /// # Accept
    ///
    /// The text is kept without the markup. The subject is the code with its status and the markup.
    EC405 "markup-in-cell" Warning, accept Warning: "the text is kept without the markup"
}

fn markup_in_cell(input: &Input<'_>) -> Vec<Finding> {
    let source = &input.document.source;
    let mut findings = Vec::new();
    for (row, cell) in text_cells(input) {
        let Some(&(markup, first)) = cell.markup.first() else {
            continue;
        };
        let spans: Vec<Span> = cell.markup.iter().map(|(_, span)| *span).collect();
        let marks: Vec<&str> = spans.iter().map(|&span| source.slice(span)).collect();
        let what = match markup {
            Markup::Html => "is an HTML tag, which nobody sees",
            Markup::Image => "is an image",
            Markup::Footnote => "refers to a footnote",
            Markup::Strikethrough => "is struck through",
            Markup::Math => "is a formula to some readers",
        };
        let message = format!("{} {what}", text::quoted(source.slice(first)));
        let finding = Finding::at(&EC405, &spans, message);
        let finding = finding.on(format!("{} {}", row.subject(), marks.join(" ")));
        let is_html = cell
            .markup
            .iter()
            .all(|(markup, _)| *markup == Markup::Html);
        findings.push(if is_html {
            let edits = spans.iter().map(|&span| Edit::replace(span, "")).collect();
            let say = "delete it; where it is text, put a backslash before it:";
            finding.propose(say, edits)
        } else {
            finding.help("write it as text; where it is text, put a backslash before it")
        });
    }
    findings
}
