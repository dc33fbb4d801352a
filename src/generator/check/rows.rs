//! Rows that a table loses, and lines that it takes for rows.

use core::ops::Range;

use super::{Input, check, title};
use crate::generator::document::{Document, InterruptionKind, Role, Row, Table, line};
use crate::generator::finding::{File, Finding};
use crate::generator::group;
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
        let mut interrupted = Vec::new();
        for found in &document.interruptions {
            interrupted.push(found.lines.end);
        }
        let interrupted = group::sorted(&interrupted);
        for table in &document.tables {
            let title = document.title_of(table);
            let mut blocks = Vec::new();
            let (mut count, mut spans) = (0, Vec::new());
            for block in cut_off_blocks(table) {
                let rows = &table.rows[block.clone()];
                if interrupted.binary_search(&rows[0].line).is_err() {
                    count += rows.len();
                    spans.push(span(rows));
                    blocks.push(block);
                }
            }
            let mut seen = 0;
            for row in &table.rows {
                seen += usize::from(!row.cut_off);
            }
            if blocks.is_empty() || table.delimiter.is_none() || (seen == 0 && is_unread(table)) {
                continue;
            }
            if file == File::Document && title::is_misplaced(input, table) {
                continue;
            }
            let message = format!(
                "{} {} cut off from the table {}, of which Markdown shows {seen}",
                text::counted(count, "row"),
                if count == 1 { "is" } else { "are" },
                text::quoted(title),
            );
            let finding = Finding::new(&EC101, spans[0], message)
                .in_file(file)
                .on(title)
                .label("outside of the table")
                .also_at(&spans[1..]);
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
    for (index, row) in table.rows.iter().enumerate() {
        match blocks.last_mut() {
            _ if !row.cut_off => {}
            Some(block) if table.rows[block.end - 1].line + 1 == row.line => block.end = index + 1,
            _ => blocks.push(index..index + 1),
        }
    }
    blocks
}

fn span(rows: &[Row]) -> Span {
    match rows {
        [] => Span::new(0, 0),
        [first, .., last] => first.span.to(last.span),
        [only] => only.span,
    }
}

/// Says how the rows come back into the table.
fn rejoin(
    finding: Finding,
    document: &Document,
    table: &Table,
    blocks: &[Range<usize>],
) -> Finding {
    let source = &document.source;
    let mut rows = Vec::new();
    for block in blocks {
        rows.extend(&table.rows[block.clone()]);
    }
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
        let mut above = first;
        while above > 0 && line::is_blank(source.line(above - 1)) {
            above -= 1;
        }
        blank.extend(above..first);
        let previous = match block.start {
            0 => table.header.line + 1,
            start => table.rows[start - 1].line,
        };
        if previous + 1 != above {
            apart.push((first + 1, previous + 1));
        }
    }
    let marks = continued(source, table);
    let outside = |row: &&Row| !source.line(row.line).starts_with(&marks);
    if !apart.is_empty() {
        let mut finding = finding;
        for (from, to) in &apart {
            let text = format!("move the rows at line {from} up to right below line {to}");
            finding = finding.help(text);
        }
        return finding;
    }
    if !rows.iter().any(outside) {
        return finding.delete_lines(source, &blank, "the blank ");
    }
    // Rows without the marks of the block that the table stands in are outside of it.
    let (mut joined, mut blanks) = (Vec::new(), Vec::new());
    for row in &rows {
        let text = format!("{marks}{}", line::content(source.line(row.line)));
        joined.push((row.line, text));
    }
    for &at in &blank {
        blanks.push(source.whole_line(at));
    }
    let say = "write the rows right below the table, as a part of the block that it stands in:";
    finding.write_lines(source, say, joined).delete_at(&blanks)
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
    let mut cut_off = Vec::new();
    for row in rows {
        cut_off.push(row.line);
    }
    let cut_off = group::sorted(&cut_off);
    for at in group::firsts(&table.rows, |row| row.texts(source)) {
        if cut_off.binary_search(&table.rows[at].line).is_ok() {
            return false;
        }
    }
    true
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
                    let mut lines = Vec::new();
                    for at in first..=last {
                        lines.push((at, without_marks(source.line(at), marker)));
                    }
                    finding.replace_lines(source, "", lines)
                }
                InterruptionKind::Unread => {
                    let mut lines = Vec::new();
                    for at in first..=last {
                        lines.push((at, line::with_escaped_pipes(source.line(at))));
                    }
                    finding("perhaps a row, but Markdown does not read it as one")
                        .help("if it is a row, let it start and end with a pipe, and nothing else")
                        .replace_lines(source, "if it is prose, ", lines)
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
        let mut prose = Vec::new();
        for table in &document.tables {
            for row in &table.rows {
                if row.role == Role::Prose {
                    prose.push(row);
                }
            }
        }
        for (index, row) in prose.iter().enumerate() {
            if index > 0 && prose[index - 1].line + 1 == row.line {
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
            let mut delimited = None;
            for (index, row) in table.rows.iter().enumerate() {
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
                        let next = table.rows.get(index + 1);
                        let below = next.filter(|next| next.line == row.line + 1);
                        let has_delimiter = below.is_some_and(|next| next.role == Role::Delimiter);
                        delimited = Some(index + 1).filter(|_| has_delimiter);
                        findings.push(if has_delimiter {
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
                    // What belongs to a second header is said with it.
                    Role::Delimiter if delimited == Some(index) => {}
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
