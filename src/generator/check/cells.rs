//! Rows with too many or too few cells.

use super::{Input, check};
use crate::generator::document::{Document, Role, Row, Table, line};
use crate::generator::finding::{Finding, Level};
use crate::generator::listing;
use crate::generator::name;
use crate::generator::schema::{self, Layout, codes};
use crate::generator::source::{Source, Span};
use crate::generator::text;

check! {
    /// **Too many cells.** A row has more cells than its table has columns. Markdown drops the
    /// cells at the end without a word; mostly a pipe in the text was meant as text.
    ///
    /// *Example:* `| A | 400 | use a|b | |` in a table of four columns.
    ///
    /// *Mend:* write a pipe that belongs to the text as `\|`, also inside backticks.
    ///
    /// *Accept:* not possible, for text would be lost.
    EC104 "too-many-cells" Error, too_many_cells
}

fn too_many_cells(input: &Input<'_>, findings: &mut Vec<Finding>) {
    for (file, document) in input.documents() {
        for &(table, row) in &rows(document) {
            let columns = table.header.cells.len();
            if row.source_cells.len() <= columns {
                continue;
            }
            let source = &document.source;
            let (kept, dropped) = row.source_cells.split_at(columns);
            let span = Span::new(kept[columns - 1].end, row.span.end);
            let blank = |cell: &Span| source.slice(*cell).trim().is_empty();
            let is_blank = dropped.iter().all(blank);
            let lost = source.slice(span).trim_matches(OUTSIDE);
            let what = if is_blank {
                "the last one is blank".to_owned()
            } else {
                format!("{} would be lost", text::quoted(lost))
            };
            let found = row.source_cells.len();
            let message = format!("{found} cells in a table of {columns} columns: {what}");
            let finding = Finding::new(&EC104, span, message)
                .in_file(file)
                .label("dropped by Markdown");

            let join = |finding: Finding| match joined(document, table, row, dropped.len()) {
                Some((span, text)) => {
                    let when = "if the message goes on behind the pipe, ";
                    finding.rewrite(source, when, span, &text)
                }
                None => finding.help(r"write a pipe that belongs to a text as `\|`"),
            };
            findings.push(if let Some((span, text)) = shifted(document, table, row) {
                let finding = finding.rewrite(source, "if the blank cell is too many, ", span, &text);
                finding.help("else write the code or the status into it, and delete another cell")
            } else if !is_blank {
                let or = r"if the pipe belongs to another text, write it there as `\|`; or delete a cell";
                join(finding).help(or)
            } else {
                let line = source.lines()[row.line];
                let kept = source.slice(Span::new(line.start, span.start)).to_owned() + "|";
                let when = "if nothing is missing, ";
                let cut = |finding: Finding| {
                    finding.replace_lines(source, when, vec![(row.line, kept.clone())])
                };
                if has_tight_pipe(source.slice(row.span)) {
                    cut(join(finding))
                } else {
                    join(cut(finding))
                }
            });
        }
    }
}

/// What stands around the text of a cell.
const OUTSIDE: &[char] = &['|', ' ', '\t'];

/// Whether a pipe stands between two words without a space, in a row whose other pipes have spaces
/// around them.
fn has_tight_pipe(row: &str) -> bool {
    let row = row.trim_matches('|');
    let is_tight = |at: usize| {
        let (before, after) = (&row[..at], &row[at + 1..]);
        !before.ends_with(OUTSIDE) && !after.starts_with(OUTSIDE)
    };
    let (mut tight, mut loose) = (false, false);
    for at in line::separators(row) {
        match is_tight(at) {
            true => tight = true,
            false => loose = true,
        }
    }
    tight && loose
}

/// A blank cell with the one behind it, and the latter alone, which holds what the column of the
/// former should.
fn shifted(document: &Document, table: &Table, row: &Row) -> Option<(Span, String)> {
    let source = &document.source;
    let layout = schema::CODES.layout(&table.header_texts(source));
    let cell = |at: usize| row.source_cells.get(at).map(|&cell| source.slice(cell));
    let belongs = |column: usize, text: &str| match column {
        codes::CODE => name::is_code(text),
        _ => listing::number(text).is_some(),
    };
    let shifted = |column: usize| {
        let at = layout.cells[column]?;
        let next = cell(at + 1)?;
        let shifted = cell(at)?.trim().is_empty() && belongs(column, next.trim());
        let span = row.source_cells[at].to(row.source_cells[at + 1]);
        shifted.then(|| (span, next.to_owned()))
    };
    shifted(codes::CODE).or_else(|| shifted(codes::STATUS))
}

/// The cells that make up a message with pipes, and the message.
fn joined(document: &Document, table: &Table, row: &Row, extra: usize) -> Option<(Span, String)> {
    let source = &document.source;
    let layout = schema::CODES.layout(&table.header_texts(source));
    let message = layout.cells[codes::MESSAGE]?;
    let first = row.source_cells.get(message)?;
    let last = row.source_cells.get(message + extra)?;
    let span = Span::new(first.start, last.end);
    Some((span, line::with_escaped_pipes(source.slice(span))))
}

check! {
    /// **Too few cells.** A row has fewer cells than its table has columns. Markdown fills them up
    /// with blank ones. A final pipe that is left out is not this: then all cells are there.
    ///
    /// It is an error where the code or the status is missing or runs on into the next cell, else a
    /// warning.
    ///
    /// *Example:* `| A | 400 |` in a table of four columns.
    ///
    /// *Mend:* write the missing cells, or at least the pipes around them.
    ///
    /// *Accept:* only the warning; the missing cells are blank.
    EC105 "too-few-cells" Error, too_few_cells,
    accepted Warning: "the missing cells are blank"
}

fn too_few_cells(input: &Input<'_>, findings: &mut Vec<Finding>) {
    for (file, document) in input.documents() {
        for &(table, row) in &rows(document) {
            let (columns, found) = (table.header.cells.len(), row.source_cells.len());
            let source = &document.source;
            let content = source.slice(row.span);
            if found >= columns {
                continue;
            }
            let layout = schema::CODES.layout(&table.header_texts(source));
            let [code, status] = [codes::CODE, codes::STATUS].map(|column| layout.cells[column]);
            let unseparated = unseparated(source, row, status);
            let is_missing = |cell: Option<usize>| cell.is_some_and(|cell| cell >= found);
            let runs_on = status.map_or("", |cell| row.text(cell, source));
            let lost =
                is_missing(code) || is_missing(status) || listing::is_status_and_text(runs_on);
            let level = if lost { Level::Error } else { Level::Warning };
            let closed = content.ends_with('|');
            let missing = " |".repeat(columns - found + usize::from(!closed));
            let line = match unseparated {
                Some(at) if columns - found == 1 => {
                    let (head, tail) = source.line(row.line).split_at(at);
                    let end = if closed { "" } else { " |" };
                    format!("{head} |{}{end}", tail.trim_end())
                }
                _ => format!("{}{missing}", source.line(row.line).trim_end()),
            };
            let mut texts = row.texts(source);
            texts.truncate(found.max(1));
            let subject = text::joined(&texts, " ");
            let message = format!(
                "{} in a table of {}",
                text::counted(found, "cell"),
                text::counted(columns, "column")
            );
            if let Some((span, text)) = parted(source, &layout, row) {
                let message = message + ": the pipe between code and status is missing";
                findings.push(
                    Finding::new(&EC105, row.span, message)
                        .in_file(file)
                        .rewrite(source, "", span, &text),
                );
                continue;
            }
            findings.push(
                Finding::new(&EC105, row.span, message)
                    .in_file(file)
                    .at_level(level)
                    .on(subject)
                    .replace_line(source, row.line, line),
            );
        }
    }
}

/// The cell that holds code and status, and both with the pipe that is missing between them.
fn parted(source: &Source, layout: &Layout, row: &Row) -> Option<(Span, String)> {
    let cell = row.cells.get(layout.cells[codes::CODE]?)?;
    let (code, status) = listing::code_and_status(cell.text(source))?;
    Some((cell.span?, format!("{code} | {status}")))
}

/// Where in a row's line a pipe is missing between a status and the text behind it.
fn unseparated(source: &Source, row: &Row, status: Option<usize>) -> Option<usize> {
    let cell = row.source_cells.get(status?)?;
    let text = source.slice(*cell);
    const MARKS: &[char] = &['`', '*'];
    let status = text.trim_start().trim_start_matches(MARKS);
    let digits = text::leading(status, &|c| c.is_ascii_digit());
    let behind = status[digits..].trim_start_matches(MARKS).trim_end();
    let end = cell.start + (text.trim_end().len() - behind.len());
    (digits == 3 && listing::is_text(behind)).then_some(end - source.lines()[row.line].start)
}

/// The rows that are to have as many cells as their tables have columns.
fn rows(document: &Document) -> Vec<(&Table, &Row)> {
    let mut rows = Vec::new();
    for table in &document.tables {
        for row in &table.rows {
            if matches!(row.role, Role::Data | Role::Header) {
                rows.push((table, row));
            }
        }
    }
    rows
}
