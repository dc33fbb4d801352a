//! What makes lines a table: delimiter rows, and the characters that readers disagree on.

use super::header::Headers;
use super::section::is_row_of_data;
use super::{Input, check};
use crate::generator::document::{Document, Origin, Role, Row, Table, line};
use crate::generator::finding::{Edit, File, Finding};
use crate::generator::group::{self, List};
use crate::generator::schema::CODES;
use crate::generator::source::Span;
use crate::generator::text;

/// The delimiter row of a table, behind the marks of the quote it stands in.
fn delimiter_row(document: &Document, table: &Table) -> String {
    let columns = table.header.source_cells.len().max(1);
    format!(
        "{}|{}",
        prefix(document, table).trim_start(),
        "-|".repeat(columns)
    )
}

/// What stands in front of a table's header: the marks of quotes and lists.
fn prefix<'a>(document: &'a Document, table: &Table) -> &'a str {
    let start = document.source.lines()[table.header.line].start;
    document
        .source
        .slice(Span::new(start, table.header.span.start))
}

/// Whether only some readers take a line for a delimiter row: its characters are the right ones,
/// but a tab, or a space or a colon among the dashes, stands where not every reader allows it.
fn is_loose_delimiter(text: &str) -> bool {
    let right = |c: char| matches!(c, '|' | '-' | ':' | ' ' | '\t');
    let dashes = |cell: &Span| text[cell.range()].contains('-');
    text::all(text, &right) && line::cells(text).iter().all(dashes)
}

check! {
    /// **No delimiter row.** Lines that are rows by their shape, without a delimiter row under the
    /// first of them and without a table above that they could belong to. Markdown shows them as
    /// a paragraph.
    ///
    /// *Example:* a header and rows, but no `|-|-|-|-|` between them.
    ///
    /// *Mend:* insert the delimiter row below the header; where there is no header, insert both;
    /// where the lines are an example, put them between code fences.
    ///
    /// *Accept:* not possible.
    EC102 "no-delimiter-row" Error, no_delimiter_row
}

fn no_delimiter_row(input: &Input<'_>, findings: &mut Vec<Finding>) {
    for (file, document) in input.documents() {
        let source = &document.source;
        let mut bare = Vec::new();
        for table in &document.tables {
            if table.origin != Origin::NoDelimiter {
                continue;
            }
            let layout = CODES.layout(&table.header_texts(source));
            let finding = |what: &str| Finding::new(&EC102, span(table), what).in_file(file);
            if let Some(delimiter) = table.delimiter {
                let below = source.line_of(delimiter.start);
                let between = (table.header.line + 1..below).list();
                let what = "the header and its delimiter row are apart";
                findings.push(finding(what).delete_lines(source, &between, ""));
            } else if layout.is_complete(&CODES) || file == File::Annotations {
                let row = delimiter_row(document, table);
                let finding = finding("a table without a delimiter row");
                findings.push(finding.insert_line(source, table.header.line + 1, row));
            } else {
                bare.push(table);
            }
        }
        without_header(file, document, &bare, findings);
    }
}

fn span(table: &Table) -> Span {
    let last = table.rows.last().map_or(table.header.span, |row| row.span);
    table.header.span.to(last)
}

/// Rows without a header have one cause, as far as they lack the same header.
fn without_header(file: File, document: &Document, tables: &[&Table], findings: &mut Vec<Finding>) {
    let headers = Headers::of(document);
    let above = |table: &Table| {
        let cells = table.header.source_cells.len();
        headers.above(table.header.line, cells)
    };
    for alike in &group::alike(tables, |table| above(table)) {
        let tables = group::pick(tables, alike);
        let header = above(tables[0]);
        let (mut rows, mut lines) = (0, Vec::new());
        for table in &tables {
            rows += 1 + table.rows.len();
            lines.push((table.header.line + 1).to_string());
        }
        let places = match tables.len() {
            1 => String::new(),
            places => format!(" in {places} places"),
        };
        let message = if rows == 1 {
            "1 line is shaped like a row, but no table holds it".to_owned()
        } else {
            format!("{rows} lines{places} are shaped like rows, but no table holds them")
        };
        let noun = if tables.len() == 1 {
            "line"
        } else {
            "each of the lines"
        };
        let say = format!(
            "if they list codes, insert before {noun} {}:",
            text::listed(&lines)
        );
        let mut spans = Vec::new();
        let mut edits = Vec::new();
        for table in &tables {
            spans.push(span(table));
            let prefix = prefix(document, table);
            let start = document.source.lines()[table.header.line].start;
            let mut text = String::new();
            for line in &header {
                text += &format!("{prefix}{line}\n");
            }
            let span = Span::new(start, start);
            edits.push(Edit { span, text });
        }
        findings.push(
            Finding::new(&EC102, spans[0], message)
                .in_file(file)
                .also_at(&spans[1..])
                .help_edits(say, header, edits),
        );
    }
}

check! {
    /// **Wrong delimiter row.** The line below a header was meant as its delimiter row, but it has
    /// another number of columns, or characters that are not `-`, `:`, `|` and spaces. Markdown
    /// shows the whole table as a paragraph.
    ///
    /// *Example:* `|-|-|-|` under four columns, `|—|—|—|—|`, `|－|－|－|－|`, or a no-break space.
    ///
    /// *Mend:* replace the line with the one that the finding shows.
    ///
    /// *Accept:* not possible.
    EC103 "delimiter-mismatch" Error, delimiter_mismatch
}

fn delimiter_mismatch(input: &Input<'_>, findings: &mut Vec<Finding>) {
    for (file, document) in input.documents() {
        let source = &document.source;
        for table in &document.tables {
            let Some((delimiter, text)) = delimiter_of(document, table) else {
                continue;
            };
            // A row of data above it is what is wrong.
            if file == File::Document && is_row_of_data(document, table) {
                continue;
            }
            let (has, wants) = (line::cells(text).len(), table.header.source_cells.len());
            if has == wants && (line::is_delimiter(text) || is_loose_delimiter(text)) {
                continue;
            }
            const PLAIN: &[char] = &['|', '-', ':', ' ', '\t'];
            let message = match text.trim_start_matches(PLAIN).chars().next() {
                Some(c) => format!("U+{:04X} in a delimiter row", u32::from(c)),
                None => {
                    let columns = if has == 1 { "column" } else { "columns" };
                    format!("a delimiter row of {has} {columns} under a header of {wants}")
                }
            };
            let at = source.line_of(delimiter.start);
            findings.push(
                Finding::new(
                    &EC103,
                    delimiter,
                    format!("{message}: Markdown sees no table here"),
                )
                .in_file(file)
                .replace_line(source, at, delimiter_row(document, table)),
            );
        }
    }
}

/// The delimiter row of a table, and its text behind the marks of quotes.
fn delimiter_of<'a>(document: &'a Document, table: &Table) -> Option<(Span, &'a str)> {
    let delimiter = table.delimiter?;
    let text = document.source.slice(delimiter);
    Some((
        delimiter,
        text.trim_start_matches(line::QUOTE)
            .trim_end_matches(line::BLANK),
    ))
}

check! {
    /// **Readers disagree.** A line that GitHub and this crate's parser read differently: a tab or
    /// a stray space in a delimiter row, a row indented by four or more, a form feed, two
    /// backslashes before a pipe, `<br>` alone on a line below a row, white space such as U+3000
    /// outside of a row's pipes.
    ///
    /// *Example:* `|- -|-|`, or a row behind a tab.
    ///
    /// *Mend:* replace the line with the one that the finding shows.
    ///
    /// *Accept:* not possible.
    EC111 "renderer-disagreement" Error, renderer_disagreement
}

fn renderer_disagreement(input: &Input<'_>, findings: &mut Vec<Finding>) {
    for (file, document) in input.documents() {
        let source = &document.source;
        for table in &document.tables {
            if let Some((delimiter, text)) = delimiter_of(document, table) {
                let columns = line::cells(text).len() == table.header.source_cells.len();
                let at = source.line_of(delimiter.start);
                let indented = line::indentation(source.line(at)) >= indentation(document, table);
                if columns && (indented || (!line::is_delimiter(text) && is_loose_delimiter(text)))
                {
                    let message = "not every reader takes this for a delimiter row";
                    findings.push(
                        Finding::new(&EC111, delimiter, message)
                            .in_file(file)
                            .replace_line(source, at, delimiter_row(document, table)),
                    );
                }
            }
            let indented = indentation(document, table);
            let mut rows = vec![&table.header];
            rows.extend(&table.rows);
            for row in rows {
                if line::is_break(source.slice(row.span)) {
                    let message = "a row to some readers, and the end of the table to others";
                    findings.push(
                        Finding::new(&EC111, row.span, message)
                            .in_file(file)
                            .delete_lines(source, &[row.line], ""),
                    );
                    continue;
                }
                let Some((message, mended)) = disagreement(document, table, row, indented) else {
                    continue;
                };
                findings.push(
                    Finding::new(&EC111, row.span, message)
                        .in_file(file)
                        .replace_line(source, row.line, mended),
                );
            }
        }
        let lines: &[Span] = match source.text().contains('\x0C') {
            true => source.lines(),
            false => &[],
        };
        for (index, &span) in lines.iter().enumerate() {
            let text = source.slice(span);
            if text.contains('\x0C') {
                findings.push(
                    Finding::new(
                        &EC111,
                        span,
                        "a form feed, which not every reader takes for white space",
                    )
                    .in_file(file)
                    .replace_line(source, index, text.replace('\x0C', " ")),
                );
            }
        }
    }
}

/// The least indentation with which a line is not one of a table's any more: four, and more where the
/// table stands in a list or a quote.
fn indentation(document: &Document, table: &Table) -> usize {
    let prefix = prefix(document, table);
    if prefix.trim().is_empty() {
        4
    } else {
        line::indentation(prefix) + 4 + prefix.trim().len() + 2
    }
}

/// What readers disagree on in a row, and the line as it should be.
fn disagreement(
    document: &Document,
    table: &Table,
    row: &Row,
    indented: usize,
) -> Option<(&'static str, String)> {
    let source = &document.source;
    let text = source.line(row.line);
    let content = source.slice(row.span);
    if line::indentation(text) >= indented {
        let message = "a row indented by four or more ends the table for some readers";
        Some((message, content.to_owned()))
    } else if !text.is_ascii() && has_wide_space_outside(text) {
        let message = "white space outside of the row's pipes that is a cell to some readers";
        Some((message, text.trim().to_owned()))
    } else if content.contains('\\') && content.contains(r"\\|") {
        let message = r"readers disagree whether `\\|` ends the cell";
        Some((message, without_backslashes(text, table)))
    } else if !row.agreed {
        let message = "the parser finds other cells in this row than its pipes say";
        Some((message, text.replace('`', "")))
    } else {
        None
    }
}

/// A line with one backslash before each pipe that had several, or none, where only so it has as
/// many cells as its table has columns.
fn without_backslashes(text: &str, table: &Table) -> String {
    let mut escaped = String::with_capacity(text.len());
    for part in text.split_inclusive('|') {
        if let Some(before) = part.strip_suffix(r"\\|") {
            escaped.push_str(before.trim_end_matches('\\'));
            escaped.push_str(r"\|");
        } else {
            escaped.push_str(part);
        }
    }
    let separated = escaped.replace(r"\|", "|");
    let columns = |line: &str| line::cells(line::content(line)).len();
    let wanted = table.header.source_cells.len();
    if columns(&escaped) != wanted && columns(&separated) == wanted {
        separated
    } else {
        escaped
    }
}

/// Whether white space other than ASCII's stands before the first pipe of a row or behind its last.
fn has_wide_space_outside(text: &str) -> bool {
    let (head, tail) = (text.trim_start(), text.trim_end());
    let before = &text[..text.len() - head.len()];
    let behind = &text[tail.len()..];
    (head.starts_with('|') && !before.is_ascii()) || (tail.ends_with('|') && !behind.is_ascii())
}

check! {
    /// **Full-width delimiter.** `｜`, as Chinese input methods write it, used as a table's pipe; or
    /// another upright line, such as `│`, of which tables are drawn. Markdown takes it for text.
    ///
    /// *Example:* `｜错误码｜HTTP状态码｜`, or one `｜` among the pipes of a row.
    ///
    /// *Mend:* replace the line with the one that the finding shows.
    ///
    /// *Accept:* not possible.
    EC113 "full-width-delimiter" Error, full_width_delimiter
}

fn full_width_delimiter(input: &Input<'_>, findings: &mut Vec<Finding>) {
    for (file, document) in input.documents() {
        let source = &document.source;
        let mut lines = document.wide_lines.clone();
        for table in &document.tables {
            for row in &table.rows {
                if row.role == Role::FullWidth {
                    lines.push(row.line);
                }
            }
        }
        let lines = group::sorted(&lines);
        for block in lines.chunk_by(|line, next| line + 1 == *next) {
            let (first, last) = (block[0], block[block.len() - 1]);
            let span = source.lines()[first].to(source.lines()[last]);
            let pipe = source.find(span, &line::is_wide_pipe);
            let pipe = pipe.map_or('｜', |(_, pipe)| pipe);
            let message = format!(
                "`{pipe}` (U+{:04X}) is no pipe to Markdown",
                u32::from(pipe)
            );
            let mut mended = Vec::new();
            for &at in block {
                if !line::is_edge(source.line(at)) {
                    mended.push(line::with_pipes(source.line(at)));
                }
            }
            let edit = text::joined(&mended, "\n");
            findings.push(
                Finding::new(&EC113, span, message)
                    .in_file(file)
                    .help_lines(
                        format!("replace {} with:", text::lines(first, last)),
                        mended,
                    )
                    .edit(span, edit),
            );
        }
    }
}
