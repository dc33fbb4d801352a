//! Rows that a table loses, and lines that it takes for rows.

use core::ops::Range;

use super::{Input, check, title};
use crate::generator::document::{Document, InterruptionKind, Role, Row, Table, line};
use crate::generator::finding::{File, Finding};
use crate::generator::group::{self, List};
use crate::generator::source::{Source, Span};
use crate::generator::text;

check! {
    /// **Orphaned rows.** Lines that are rows by their shape stand below a table but outside of
    /// it: a blank line, or some other block, ended the table before them. No Markdown reader
    /// shows them as rows.
    ///
    /// *Example:* a table cut into groups by blank lines.
    ///
    /// *Mend:* delete the blank lines; or the rows, where they only repeat others.
    ///
    /// *Accept:* the rows are recovered into the table above them, as if the blank lines were not
    /// there. The subject is the table's title.
    EC101 "orphaned-rows" Error, orphaned_rows,
    accepted Error: "the rows are recovered into the table"
}

fn orphaned_rows(input: &Input<'_>, findings: &mut Vec<Finding>) {
    for (file, document) in input.documents() {
        // What stands right below an interruption belongs to the finding about it.
        let ends = document.interruptions.iter().map(|found| found.lines.end);
        let interrupted = group::sorted_numbers(&ends.list());
        for table in document
            .tables
            .iter()
            .filter(|table| table.delimiter.is_some())
        {
            let title = document.title_of(table);
            let mut blocks = cut_off_blocks(table);
            let below = |line: usize| interrupted.binary_search(&line).is_ok();
            blocks.retain(|block| !below(table.rows[block.start].line));
            let markdown = |row: &&Row| !row.cut_off;
            if blocks.is_empty() || (table.rows.iter().all(|row| row.cut_off) && is_unread(table)) {
                continue;
            }
            if file == File::Document && title::is_misplaced(input, table) {
                continue;
            }
            let count: usize = blocks.iter().map(|block| block.len()).sum();
            let spans: Vec<Span> = blocks
                .iter()
                .map(|block| span(&table.rows[block.clone()]))
                .list();
            let seen = table.rows.iter().filter(markdown).count();
            let message = format!(
                "{} {} cut off from the table {}, of which Markdown shows {seen}",
                text::counted(count, "row"),
                if count == 1 { "is" } else { "are" },
                text::quoted(title),
            );
            let mut finding = Finding::new(&EC101, spans[0], message)
                .in_file(file)
                .on(title)
                .label("outside of the table");
            for &span in &spans[1..] {
                finding = finding.also(span, "");
            }
            findings.push(rejoin(finding, document, table, &blocks));
        }
    }
}

/// Tables that Markdown does not see at all have a finding of their own.
fn is_unread(table: &Table) -> bool {
    table.origin != crate::generator::document::Origin::Markdown
}

/// Runs of cut-off rows on consecutive lines, as ranges of the table's rows.
fn cut_off_blocks(table: &Table) -> Vec<Range<usize>> {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    for (index, row) in table.rows.iter().enumerate().filter(|(_, row)| row.cut_off) {
        match blocks.last_mut() {
            Some(block) if table.rows[block.end - 1].line + 1 == row.line => block.end = index + 1,
            _ => blocks.push(index..index + 1),
        }
    }
    blocks
}

fn span(rows: &[Row]) -> Span {
    let spans = rows.iter().map(|row| row.span);
    spans.reduce(Span::to).unwrap_or(Span::new(0, 0))
}

/// Says how the rows come back into the table.
fn rejoin(
    finding: Finding,
    document: &Document,
    table: &Table,
    blocks: &[Range<usize>],
) -> Finding {
    let source = &document.source;
    let is_blank = |at: &usize| line::is_blank(source.line(*at));
    let rows: Vec<&Row> = blocks
        .iter()
        .flat_map(|block| &table.rows[block.clone()])
        .list();
    if repeat_others(source, table, &rows) {
        let (first, last) = (rows[0].line, rows[rows.len() - 1].line);
        return finding.help(format!(
            "every one of these rows repeats a row above it, so joining them would only add \
             duplicates: write the real rows, or delete {}",
            text::lines(first, last)
        ));
    }
    let mut blank = Vec::new();
    let mut apart = Vec::new();
    for block in blocks {
        let first = table.rows[block.start].line;
        let above = (0..first).rev().take_while(is_blank).count();
        blank.extend(first - above..first);
        let previous = block
            .start
            .checked_sub(1)
            .map_or(table.header.line + 1, |row| table.rows[row].line);
        if previous + 1 != first - above {
            apart.push((first + 1, previous + 1));
        }
    }
    let mut finding = finding;
    let marks = continued(source, table);
    let content = |row: &&Row| line::content(source.line(row.line)).to_owned();
    let outside = |row: &&Row| !source.line(row.line).starts_with(&marks);
    if apart.is_empty() && rows.iter().any(outside) {
        // Rows without the marks of the block that the table stands in are outside of it.
        let joined: Vec<String> = rows
            .iter()
            .map(|row| format!("{marks}{}", content(row)))
            .list();
        let say = "write the rows right below the table, as a part of the block that it stands in:";
        finding = finding.help_lines(say, joined.clone());
        for (row, line) in rows.iter().zip(joined) {
            finding = finding.edit(source.lines()[row.line], line);
        }
        for at in blank {
            finding = finding.edit(source.whole_line(at), "");
        }
    } else if apart.is_empty() {
        finding = finding.delete_lines(source, &blank, "the blank ");
    } else {
        for (from, to) in apart {
            let text = format!("move the rows at line {from} up to right below line {to}");
            finding = finding.help(text);
        }
    }
    finding
}

/// What stands in front of every row of a table but its header: the marks of quotes, and room for those
/// of lists.
fn continued(source: &Source, table: &Table) -> String {
    let start = source.lines()[table.header.line].start;
    let before = source.slice(Span::new(start, table.header.span.start));
    if before.trim().is_empty() {
        return String::new();
    }
    text::mapped(before, &|c| {
        Some(if matches!(c, '>' | '\t') { c } else { ' ' })
    })
}

/// Whether each of these rows says the same as a row of the table above it.
fn repeat_others<'a>(source: &'a Source, table: &'a Table, rows: &[&Row]) -> bool {
    let texts =
        |row: &'a Row| -> Vec<&'a str> { row.cells.iter().map(|cell| cell.text(source)).list() };
    let cut_off: Vec<usize> = rows.iter().map(|row| row.line).list();
    let cut_off = group::sorted_numbers(&cut_off);
    let firsts = group::firsts(&table.rows, texts);
    let mut lines = firsts.iter().map(|row| row.line);
    lines.all(|line| cut_off.binary_search(&line).is_err())
}

check! {
    /// **Row interrupted.** A list, quote, heading, rule, fence, HTML or comment stands between
    /// two rows, or a row begins with the mark of one. The table ends there, and the rows below
    /// are lost. Or a line holds pipes and a code, and may be a row or prose.
    ///
    /// *Example:* `<!-- todo -->` between two rows, or `- | A | 400 | … |`.
    ///
    /// *Mend:* move the lines out of the table, or delete the mark; write `\|` for a pipe in prose.
    ///
    /// *Accept:* not possible.
    EC106 "row-interrupted" Error, row_interrupted
}

fn row_interrupted(input: &Input<'_>, findings: &mut Vec<Finding>) {
    for (file, document) in input.documents() {
        let source = &document.source;
        for interruption in &document.interruptions {
            let lines = source.lines();
            let (first, last) = (interruption.lines.start, interruption.lines.end - 1);
            let span = Span::new(lines[first].start, lines[last].end);
            let finding = |message: &str| Finding::new(&EC106, span, message).in_file(file);
            findings.push(match &interruption.kind {
                InterruptionKind::Between => {
                    finding("the table ends here, but its rows go on below")
                        .also(lines[last + 1], "lost from here on")
                        .help(format!(
                            "move {} to above the table or below its last row",
                            text::lines(first, last)
                        ))
                }
                InterruptionKind::Marked(marker) => {
                    let what = if last > first {
                        "these rows"
                    } else {
                        "this row"
                    };
                    let makes = text::quoted(marker);
                    let finding = finding(&format!("the mark {makes} makes {what} another block"));
                    let edits = interruption.lines.clone();
                    let edits = edits.map(|at| (at, without_marks(source.line(at), marker)));
                    finding.replace_lines(source, "", edits.list())
                }
                InterruptionKind::Unread => {
                    let edits = interruption.lines.clone();
                    let edits = edits.map(|at| (at, line::with_escaped_pipes(source.line(at))));
                    finding("perhaps a row, but Markdown does not read it as one")
                        .help("if it is a row, let it start and end with a pipe, and nothing else")
                        .replace_lines(source, "if it is prose, ", edits.list())
                }
            });
        }
    }
}

/// A row without the marks around it; those of the quote that the table stands in are kept.
fn without_marks(line: &str, marker: &str) -> String {
    let within = line.trim_start_matches(line::QUOTE);
    let quoted = if marker.starts_with('>') {
        0
    } else {
        line.len() - within.len()
    };
    let (quote, row) = line.split_at(quoted);
    let marks = line::block_marker(row).unwrap_or_default();
    let row = if marks.contains('<') {
        line::bare(row)
    } else {
        line::unclosed(row.trim_start()[marks.len()..].trim())
    };
    format!("{}{row}", quote.trim_start())
}

check! {
    /// **Not a row.** A line of prose stands right below a table. Markdown takes it for a row whose
    /// first cell is the line, or the line up to a pipe.
    ///
    /// *Example:* a sentence below the last row, with no blank line between.
    ///
    /// *Mend:* put a blank line before it.
    ///
    /// *Accept:* not possible.
    EC107 "not-a-row" Error, not_a_row
}

fn not_a_row(input: &Input<'_>, findings: &mut Vec<Finding>) {
    for (file, document) in input.documents() {
        let rows = document.tables.iter().flat_map(|table| &table.rows);
        let mut last = None;
        for row in rows.filter(|row| row.role == Role::Prose) {
            let follows = last == row.line.checked_sub(1);
            last = Some(row.line);
            if follows {
                continue;
            }
            let text = text::quoted(document.source.slice(row.span));
            let message = if line::separators(&text).next().is_some() {
                format!("{text} is prose, but Markdown takes it for a row")
            } else {
                format!("{text} has no pipe, but Markdown takes it for a row")
            };
            let at = document.source.lines()[row.line].start;
            findings.push(
                Finding::new(&EC107, row.span, message)
                    .in_file(file)
                    .help(format!("insert a blank line before line {}", row.line + 1))
                    .edit(Span::new(at, at), "\n"),
            );
        }
    }
}

check! {
    /// **Header in the body.** A row repeats the table's header, or a delimiter row stands among
    /// the rows. Two tables have grown together, or a line was copied.
    ///
    /// *Example:* `|-|-|-|-|` between two rows.
    ///
    /// *Mend:* split the tables with a blank line, or delete the line.
    ///
    /// *Accept:* not possible.
    EC108 "header-in-body" Error, header_in_body
}

fn header_in_body(input: &Input<'_>, findings: &mut Vec<Finding>) {
    for (file, document) in input.documents() {
        for table in &document.tables {
            let mut rows = table.rows.iter().peekable();
            while let Some(row) = rows.next() {
                let source = &document.source;
                let finding = |what: &str| {
                    Finding::new(
                        &EC108,
                        row.span,
                        format!("{what} stands in the table's body"),
                    )
                    .in_file(file)
                };
                match row.role {
                    Role::Header => {
                        let delimited = rows.next_if(|next| {
                            next.role == Role::Delimiter && next.line == row.line + 1
                        });
                        findings.push(if delimited.is_some() {
                            let at = source.lines()[row.line].start;
                            finding("a second header with its delimiter row")
                                .help(format!(
                                    "split the tables: insert a blank line before line {}",
                                    row.line + 1
                                ))
                                .edit(Span::new(at, at), "\n")
                        } else {
                            finding("the header").delete_lines(source, &[row.line], "")
                        });
                    }
                    Role::Delimiter => {
                        findings.push(finding("a delimiter row").delete_lines(
                            source,
                            &[row.line],
                            "",
                        ));
                    }
                    Role::Data | Role::Prose | Role::FullWidth | Role::Disputed => {}
                }
            }
        }
    }
}
