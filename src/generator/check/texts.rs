//! What stands in the cells whose text is for people: what it hides, and what it loses.

use super::{Input, check};
use crate::generator::finding::Finding;
use crate::generator::group;
use crate::generator::listing::{CodeRow, Field};
use crate::generator::schema::{CODES, codes};
use crate::generator::source::Span;
use crate::generator::text;

check! {
    /// **Bidirectional or control character.** A character that changes the order of the text
    /// around it, or its lines, stands anywhere in the file, plain or as an entity. With such
    /// characters a text can look like another one. U+FFFD stands where a program has lost a
    /// character; Markdown reads `&#0;` as one.
    ///
    /// *Example:* `&#x202E;` in a message.
    ///
    /// *Mend:* delete it.
    ///
    /// *Accept:* not possible.
    EC401 "bidi-or-control" Error, bidi_or_control
}

fn bidi_or_control(input: &Input<'_>, findings: &mut Vec<Finding>) {
    for (file, document) in input.documents() {
        let text = match document.source.text() {
            text if text.is_ascii() || !document.source.is_text() => "",
            text => text,
        };
        let mut all = Vec::new();
        let mut at = 0;
        for c in text.chars() {
            let end = at + c.len_utf8();
            if text::is_bidi(c) || c == char::REPLACEMENT_CHARACTER {
                all.push((Span::new(at, end), c));
            }
            at = end;
        }
        all.extend(&document.decoded);
        for alike in &group::alike(&all, |(_, c)| *c) {
            let (_, c) = all[alike[0]];
            let mut spans = Vec::new();
            for &at in alike {
                spans.push(all[at].0);
            }
            if c == char::REPLACEMENT_CHARACTER {
                let message = "U+FFFD stands where a program has lost a character";
                let finding = Finding::new(&EC401, spans[0], message)
                    .in_file(file)
                    .help("write the character that was lost");
                findings.push(finding.also_at(&spans[1..]));
                continue;
            }
            let message = format!(
                "U+{:04X} changes how the text around it is shown",
                u32::from(c)
            );
            findings.push(
                Finding::new(&EC401, spans[0], message)
                    .in_file(file)
                    .also_at(&spans[1..])
                    .help("delete it")
                    .delete_at(&spans),
            );
        }
    }
}

/// The cells whose text is for people, with their rows.
fn text_cells<'a>(input: &Input<'a>) -> Vec<(&'a CodeRow<'a>, Field<'a>)> {
    let mut cells = Vec::new();
    for row in &input.listing.rows {
        cells.push((row, row.message));
        if let Some(solution) = row.solution {
            cells.push((row, solution));
        }
    }
    cells
}

check! {
    /// **Zero-width text.** A message or a solution holds characters that have no width.
    ///
    /// *Example:* a zero-width space, U+200B, copied from a web page.
    ///
    /// *Mend:* replace the line with the one that the finding shows.
    ///
    /// *Accept:* the characters stay in the text. The subject is the code with its status.
    EC402 "zero-width-text" Warning, zero_width_text,
    accepted Warning: "the characters stay in the text"
}

fn zero_width_text(input: &Input<'_>, findings: &mut Vec<Finding>) {
    let source = &input.document.source;
    for &(row, cell) in &text_cells(input) {
        if cell.text.is_ascii() {
            continue;
        }
        let visible = text::leading(cell.text, &|c| !text::is_invisible(c));
        let Some(c) = cell.text[visible..].chars().next() else {
            continue;
        };
        let line = text::mapped(source.line(row.row.line), &|c| {
            (!text::is_invisible(c)).then_some(c)
        });
        let message = format!("the text holds U+{:04X}, which nobody sees", u32::from(c));
        findings.push(
            Finding::new(&EC402, row.span_of(cell), message)
                .on(row.subject())
                .replace_line(source, row.row.line, line),
        );
    }
}

check! {
    /// **Empty message.** The cell of a message is blank. (Where the whole column is, that is
    /// [`EC404`].)
    ///
    /// *Example:* `| NOT_FOUND | 404 |  |  |`.
    ///
    /// *Mend:* write the message.
    ///
    /// *Accept:* the message is empty. The subject is the code with its status.
    EC403 "empty-message" Warning, empty_message,
    accepted Warning: "the message is empty"
}

fn empty_message(input: &Input<'_>, findings: &mut Vec<Finding>) {
    for table in &input.listing.tables {
        let rows = &input.listing.rows[table.rows.clone()];
        if rows.iter().all(|row| row.message.text.is_empty()) {
            continue;
        }
        for row in rows {
            if !row.message.text.is_empty() || row.message.cell.span.is_none() {
                continue;
            }
            let message = format!("{} has no message", text::quoted(row.name()));
            findings.push(
                Finding::new(&EC403, row.row.span, message)
                    .on(row.subject())
                    .help("write the message"),
            );
        }
    }
}

check! {
    /// **Empty column.** A column is blank in every row of a table.
    ///
    /// *Example:* 解决方案, before anybody has written a solution.
    ///
    /// *Mend:* fill the column in, or delete it.
    ///
    /// *Accept:* no entry of the table has such a text. The subject is the table's title and the
    /// column's name.
    EC404 "empty-column" Warning, empty_column,
    accepted Warning: "no entry of the table has such a text"
}

fn empty_column(input: &Input<'_>, findings: &mut Vec<Finding>) {
    let source = &input.document.source;
    for table in &input.listing.tables {
        let rows = &input.listing.rows[table.rows.clone()];
        for column in [codes::MESSAGE, codes::SOLUTION] {
            let Some(index) = table.layout.cells[column] else {
                continue;
            };
            let blank = |row: &CodeRow<'_>| row.row.text(index, source).is_empty();
            if rows.is_empty() || !rows.iter().all(blank) {
                continue;
            }
            let header = &table.table.header;
            let (name, title) = (header.text(index, source), table.title);
            let message = format!(
                "the column {} of {} is blank in every row",
                text::quoted(name),
                text::quoted(title)
            );
            let span = header.cells[index].span.unwrap_or(header.span);
            findings.push(
                Finding::new(&EC404, span, message)
                    .on(format!("{title} {name}"))
                    .help(if CODES.columns[column].required {
                        "fill the column in"
                    } else {
                        "fill the column in, or delete it"
                    }),
            );
        }
    }
}

check! {
    /// **Raw HTML.** A cell holds an HTML tag, which a reader does not see. `<br>` is taken for
    /// white space, and `<name>` for a placeholder where HTML has no element of that name.
    ///
    /// *Example:* `<b>参数</b>错误`.
    ///
    /// *Mend:* delete the tag; where it is meant as text, put a backslash before it.
    ///
    /// *Accept:* the tag is left out of the text. The subject is the code with its status and the
    /// tags.
    EC405 "raw-html-in-cell" Warning, raw_html_in_cell,
    accepted Warning: "the tag is left out of the text"
}

fn raw_html_in_cell(input: &Input<'_>, findings: &mut Vec<Finding>) {
    let source = &input.document.source;
    for &(row, field) in &text_cells(input) {
        let places = field.cell.tags();
        if places.is_empty() {
            continue;
        }
        let mut subject = row.subject();
        let line = source.lines()[row.row.line];
        let mut mended = String::new();
        let mut at = line.start;
        for &tag in places {
            subject.push(' ');
            subject.push_str(source.slice(tag));
            mended.push_str(source.slice(Span::new(at, tag.start)));
            at = tag.end;
        }
        mended.push_str(source.slice(Span::new(at, line.end)));
        let message = format!(
            "{} is an HTML tag, which nobody sees",
            text::quoted(source.slice(places[0]))
        );
        let finding = Finding::new(&EC405, places[0], message).on(subject);
        let finding = finding.also_at(&places[1..]);
        findings.push(finding.replace_line(source, row.row.line, mended));
    }
}
