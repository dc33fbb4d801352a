//! Tables as a whole: what kind of table it is, and whether anybody sees it.

use super::header::Headers;
use super::{Input, check};
use crate::generator::document::{Document, Hidden, HiddenKind, Origin, Table, line};
use crate::generator::finding::{File, Finding, Level};
use crate::generator::schema::{ANNOTATIONS, CODES, Schema};
use crate::generator::source::Span;
use crate::generator::text;

check! {
    /// **Header mismatch.** A table's header does not name the columns that a table of error codes
    /// has: one is missing, unknown, or there twice. A row of data that was taken for the header
    /// shows here, too.
    ///
    /// Columns are found by name, in any order: 错误码 or Error Code; HTTP状态码 or Status; 错误信息
    /// or Message; and, where there is one, 解决方案 or Solution.
    ///
    /// *Example:* `| 错误吗 | HTTP状态码 | 错误信息 |`.
    ///
    /// *Mend:* write the header that the finding shows.
    ///
    /// *Accept:* a table that misses a column is left out, an unknown column of a table that has
    /// all others is left out. The subject is the header's text.
    EC109 "header-mismatch" Error, header_mismatch,
    accepted Error: "unknown columns are left out, and the whole table where a column is missing"
}

fn header_mismatch(input: &Input<'_>, findings: &mut Vec<Finding>) {
    for (file, document) in input.documents() {
        let headers = Headers::of(document);
        for table in &document.tables {
            if table.origin == Origin::NoDelimiter {
                continue;
            }
            let title = document.title_of(table);
            let of_title = |schema: &&&Schema| schema.heading == Some(title);
            let schema = match file {
                File::Annotations => ANNOTATIONS.iter().find(of_title).copied(),
                _ => Some(&CODES),
            };
            let finding = match schema {
                None => unknown_heading(document, table),
                Some(schema) => unknown_header(document, table, schema, &headers),
            };
            if let Some(finding) = finding {
                findings.push(finding.in_file(file));
            }
        }
    }
}

fn unknown_heading(document: &Document, table: &Table) -> Option<Finding> {
    let mut known = Vec::new();
    for schema in ANNOTATIONS {
        known.push(format!("## {}", schema.heading.unwrap_or_default()));
    }
    let message = format!(
        "no annotations are known under {}",
        text::quoted(document.title_of(table))
    );
    Some(
        Finding::new(&EC109, table.header.span, message)
            .help_lines("the headings of annotations are:", known),
    )
}

fn unknown_header(
    document: &Document,
    table: &Table,
    schema: &Schema,
    headers: &Headers<'_>,
) -> Option<Finding> {
    let texts: Vec<&str> = table.header_texts(&document.source);
    let layout = schema.layout(&texts);
    if layout.unknown.is_empty() && layout.is_complete(schema) {
        return None;
    }
    let language = headers.language_of(table, &layout);
    let mut missing = Vec::new();
    for column in layout.missing(schema) {
        missing.push(column.name(language));
    }
    let mut unknown = Vec::new();
    for &cell in &layout.unknown {
        unknown.push(text::quoted(texts[cell]));
    }
    let message = match (missing.as_slice(), unknown.as_slice()) {
        ([], unknown) => format!(
            "unknown or repeated columns in the header: {}",
            text::joined(unknown, ", ")
        ),
        (missing, _) => format!("the header lacks {}", text::joined(missing, ", ")),
    };
    let finding = Finding::new(&EC109, table.header.span, message).on(text::joined(&texts, " "));
    let line = table.header.line;
    if is_row_of_data(document, table) && schema == &CODES {
        let say = format!(
            "if it is a row of data, delete line {} and insert before line {}:",
            line + 2,
            line + 1
        );
        return Some(finding.help_lines(say, headers.above(line, texts.len())));
    }
    let mended = headers.mended(table, schema, &layout);
    Some(match (missing.len(), unknown.len()) {
        (1, 1) => finding.replace_line(&document.source, line, mended),
        (0, _) => finding.help_lines(
            "the header that is known:",
            vec![schema.header_of(language, texts.len())],
        ),
        _ => finding.help_lines("the header that is known:", vec![mended]),
    })
}

/// Whether a table's first row names no column at all.
pub(super) fn is_row_of_data(document: &Document, table: &Table) -> bool {
    let layout = CODES.layout(&table.header_texts(&document.source));
    layout.unknown.len() == table.header.cells.len()
}

check! {
    /// **Hidden table.** Rows stand in a block in which Markdown shows no tables: indented by four
    /// or more, between code fences, in HTML, in a comment. It is an error where the fence or the
    /// comment is never closed, for then it hides the rest of the document.
    ///
    /// *Example:* a table behind four spaces.
    ///
    /// *Mend:* take the indentation away, or close the block before the table.
    ///
    /// *Accept:* only the warning; the rows stay hidden. The subject is the rows' first cells.
    EC110 "hidden-table" Warning, hidden_table,
    accepted Warning: "the rows stay hidden"
}

fn hidden_table(input: &Input<'_>, findings: &mut Vec<Finding>) {
    for (file, document) in input.documents() {
        for block in &document.hidden {
            let (Some(&first), Some(&last)) = (block.lines.first(), block.lines.last()) else {
                continue;
            };
            let lines = document.source.lines();
            let (place, level) = match block.kind {
                HiddenKind::Indented => (
                    "a row, but indented by four or more, which makes it code",
                    Level::Warning,
                ),
                HiddenKind::Fenced { closed: true } => {
                    ("a row, but between code fences", Level::Warning)
                }
                HiddenKind::Fenced { closed: false } => (
                    "a row, but below a code fence that is never closed",
                    Level::Error,
                ),
                HiddenKind::Html => ("a row, but in HTML", Level::Warning),
                HiddenKind::Until {
                    end: COMMENT,
                    closed: true,
                } => ("a row, but in a comment", Level::Warning),
                HiddenKind::Until {
                    end: COMMENT,
                    closed: false,
                } => ("a row, but in a comment that is never closed", Level::Error),
                HiddenKind::Until { closed: true, .. } => ("a row, but in HTML", Level::Warning),
                HiddenKind::Until { closed: false, .. } => {
                    ("a row, but in HTML that is never closed", Level::Error)
                }
            };
            let count = block.lines.len();

            let mut subject = Vec::new();
            for &at in &block.lines {
                if let Some(text) = first_cell(document, at) {
                    subject.push(text);
                }
            }
            let finding = Finding::new(
                &EC110,
                lines[first].to(lines[last]),
                format!("{} shaped like {place}", text::counted(count, "line")),
            )
            .in_file(file)
            .at_level(level)
            .on(text::joined(&subject, " "));
            findings.push(unhide(finding, document, block));
        }
    }
}

const COMMENT: &str = "-->";

fn first_cell(document: &Document, at: usize) -> Option<String> {
    let plain = line::with_pipes(document.source.line(at));
    let row = line::bare(&plain);
    let text = row[line::cells(row).first()?.range()].trim();
    (!text.is_empty() && !line::resembles_delimiter(text)).then(|| text.to_owned())
}

fn unhide(finding: Finding, document: &Document, block: &Hidden) -> Finding {
    let source = &document.source;
    let start = source.line_of(block.span.start);
    match block.kind {
        HiddenKind::Indented => {
            let mut lines = Vec::new();
            for &at in &block.lines {
                lines.push((at, source.line(at).trim().to_owned()));
            }
            finding.write_lines(source, "take the indentation away:", lines)
        }
        HiddenKind::Fenced { closed: false } => finding
            .insert_line(source, block.lines[0], "```".to_owned())
            .help(format!(
                "(this closes the fence of line {} above the rows)",
                start + 1
            )),
        HiddenKind::Until { closed: false, .. } if start == block.lines[0] => {
            let row = line::bare(source.line(start)).to_owned();
            finding
                .replace_lines(source, "", vec![(start, row)])
                .help("(this takes away what hides the rows from here on)")
        }
        HiddenKind::Until { end, closed: false } => finding
            .insert_line(source, block.lines[0], end.to_owned())
            .help(format!(
                "(this ends what line {} begins, above the rows)",
                start + 1
            )),
        HiddenKind::Fenced { closed: true } => finding.help("move the rows out of the fences"),
        HiddenKind::Until { end: COMMENT, .. } => {
            finding.help("move the rows out of the comment, or delete them")
        }
        HiddenKind::Html if ends_above(document, block) => {
            let first = block.lines[0];
            let at = source.lines()[first].start;
            let say = format!(
                "insert a blank line before line {}, so that the HTML ends there",
                first + 1
            );
            finding.help(say).edit(Span::new(at, at), "\n")
        }
        HiddenKind::Html | HiddenKind::Until { .. } => {
            finding.help("move the rows out of the HTML, or delete them")
        }
    }
}

/// Whether a blank line above a block's rows makes them visible: none begins with a tag.
fn ends_above(document: &Document, block: &Hidden) -> bool {
    let line = |at: &usize| document.source.line(*at).trim_start();
    !block.lines.iter().any(|at| line(at).starts_with('<'))
}

check! {
    /// **HTML table.** The document holds a `<table>`. This crate reads Markdown tables only.
    ///
    /// *Example:* `<table><tr><td>FOO</td></tr></table>`.
    ///
    /// *Mend:* write it as a Markdown table.
    ///
    /// *Accept:* the table is left out. The subject is the heading above it.
    EC114 "html-table" Warning, html_table,
    accepted Warning: "the HTML table is left out"
}

fn html_table(input: &Input<'_>, findings: &mut Vec<Finding>) {
    for (file, document) in input.documents() {
        let headers = Headers::of(document);
        for &span in &document.html_tables {
            let above = document.headings.as_slice();
            let above = above.partition_point(|heading| heading.span.start < span.start);
            let above = match above {
                0 => "",
                count => &document.headings[count - 1].text,
            };
            findings.push(
                Finding::new(&EC114, span, "an HTML table, of which nothing is read")
                    .in_file(file)
                    .on(above)
                    .help_lines(
                        "write it as a Markdown table:",
                        headers.above(document.source.line_of(span.start), CODES.columns.len()),
                    ),
            );
        }
    }
}

check! {
    /// **Empty table.** A header and a delimiter row, and no row below them.
    ///
    /// *Example:* a table whose rows are still to be written.
    ///
    /// *Mend:* write the rows, or delete the table.
    ///
    /// *Accept:* the table has no entries. The subject is the table's title.
    EC116 "empty-table" Warning, empty_table,
    accepted Warning: "the table has no entries"
}

fn empty_table(input: &Input<'_>, findings: &mut Vec<Finding>) {
    let document = input.document;
    for table in &document.tables {
        // Rows that are lost to something else, or a header that is none, are not this.
        let is_empty = table.rows.is_empty() && !is_row_of_data(document, table);
        if is_empty && table.origin != Origin::NoDelimiter {
            let title = document.title_of(table);
            let message = format!("the table {} has no rows", text::quoted(title));
            findings.push(
                Finding::new(&EC116, table.header.span, message)
                    .on(title)
                    .help("write its rows, or delete its header and delimiter row"),
            );
        }
    }
}
