//! Lines with a pipe that no table holds.

use core::ops::Range;
use std::collections::BTreeSet;

use super::nearly::{Kind, has_status, span, strays, subject};
use super::{Input, Rule, Stage, check};
use crate::generator::document::{Document, Row, Table, line};
use crate::generator::finding::{Edit, Finding};
use crate::generator::source::Span;
use crate::generator::text;

pub(super) const RULES: &[Rule] = &[
    Rule(&EC101, Stage::Structure, cut_off_rows),
    Rule(&EC119, Stage::Structure, pipe_outside_table),
];

check! {
    /// Cut-off rows.
    ///
    /// # What it finds
    ///
    /// Lines below a table, in the same section, each with as many cells as the table has columns. A blank
    /// line, or something else, ended the table before them.
    ///
    /// # Why it matters
    ///
    /// No reader of Markdown shows them as rows: whoever generates code from the table loses them without a
    /// word.
    ///
    /// # Example
    ///
    /// A table cut into groups by blank lines.
    ///
    /// # Mend
    ///
    /// Delete the blank lines; or the rows, where they only repeat others.
    ///
    /// # Accept
    ///
    /// The rows are recovered into the table above them. The subject is the table's title.
    EC101 "cut-off-rows" Error, accept Error: "the rows are recovered into the table"
}

fn cut_off_rows(input: &Input<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, document) in input.documents() {
        for table in &document.tables {
            let rows: Vec<&Row> = table.rows.iter().filter(|row| row.cut_off).collect();
            if rows.is_empty() || input.leaves_out_table(file, table) {
                continue;
            }
            let shown = table.rows.len() - rows.len();
            let title = document.title_of(table);
            let groups: Vec<&[&Row]> = rows
                .chunk_by(|one, next| one.line + 1 == next.line)
                .collect();
            let spans: Vec<Span> = groups
                .iter()
                .map(|rows| rows[0].span.to(rows[rows.len() - 1].span))
                .collect();
            let message = format!(
                "{} {} cut off from the table {}, of which Markdown shows {shown}",
                text::counted(rows.len(), "row"),
                if rows.len() == 1 { "is" } else { "are" },
                text::quoted(&title),
            );
            let finding = Finding::at(&EC101, &spans, message)
                .in_file(file)
                .on(&title)
                .label("outside of the table");
            findings.push(rejoin(finding, document, table, &groups));
        }
    }
    findings
}

/// Says how the rows come back into the table.
fn rejoin(finding: Finding, document: &Document, table: &Table, groups: &[&[&Row]]) -> Finding {
    let source = &document.source;
    let shown = table.rows.iter().filter(|row| !row.cut_off);
    let mut known: BTreeSet<Vec<&str>> = shown.map(Row::texts).collect();
    let mut rows = groups.iter().copied().flatten();
    if !rows.any(|row| known.insert(row.texts())) {
        let lines: Vec<usize> = groups
            .iter()
            .copied()
            .flatten()
            .map(|row| row.line)
            .collect();
        return finding.help(format!(
            "every one of these rows repeats a row above it, so joining them would only add duplicates: write the \
             real rows, or delete {}",
            text::lines(&lines)
        ));
    }
    let mut last = table.last_line();
    let mut edits = Vec::new();
    for group in groups {
        let first = group[0].line;
        if !(last + 1..first).all(|line| line::is_blank(source.line(line))) {
            return finding.help(format!(
                "move the rows to right below {}, the last row of the table",
                text::lines(&[table.last_line()])
            ));
        }
        let gap = Span::new(
            source.whole_line(last + 1).start,
            source.whole_line(first).start,
        );
        edits.push(Edit::replace(gap, ""));
        last = group[group.len() - 1].line;
    }
    finding.edit("delete the blank lines between the rows:", edits)
}

check! {
    /// A pipe outside of a table.
    ///
    /// # What it finds
    ///
    /// Lines with a pipe that stand in no table and in no code, and that are not whole rows of the table above
    /// them; and lines in a code block that look like rows.
    ///
    /// # Why it matters
    ///
    /// They may be rows that every reader loses: behind the mark of a list or a quote, in HTML, in a comment,
    /// without a header, or with a missing cell. Only a person can say.
    ///
    /// # Example
    ///
    /// `- | GONE | 410 | 已删除 |` below a table, or `GET | POST` in a sentence.
    ///
    /// # Mend
    ///
    /// Write a row right below its table, with as many cells as the header has. In prose, write `\|` for a
    /// pipe, or put it between backticks.
    ///
    /// # Accept
    ///
    /// The lines are prose. The subject is the title above them and their text.
    EC119 "pipe-outside-table" Error, accept Error: "the lines are prose"
}

fn pipe_outside_table(input: &Input<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, document, stray) in strays(input, Kind::Other) {
        let source = &document.source;
        if stray.is_code {
            let message = match stray.lines.len() {
                1 => "a line in a code block looks like a row of a table".to_owned(),
                count => format!("{count} lines in a code block look like rows of a table"),
            };
            let finding = Finding::new(&EC119, span(document, stray), message)
                .in_file(file)
                .on(subject(document, stray))
                .for_person(has_status(document, stray));
            let help = "if these are rows, take them out of the code block: nothing in it is read";
            findings.push(finding.help(help));
            continue;
        }
        let message = match stray.lines.len() {
            1 => "a line holds a pipe, but no table holds the line".to_owned(),
            count => format!("{count} lines hold a pipe, but no table holds them"),
        };
        let edits = stray.lines.clone().map(|line| {
            Edit::replace(
                source.lines()[line],
                line::with_escaped_pipes(source.line(line)),
            )
        });
        let finding = Finding::new(&EC119, span(document, stray), message)
            .in_file(file)
            .on(subject(document, stray))
            .for_person(has_status(document, stray))
            .help(rows_help(document, stray.lines.clone()));
        let what = "if this is prose, put a backslash before each pipe:";
        findings.push(finding.propose(what, edits.collect()));
    }
    findings
}

/// How lines become rows, if they are meant as such.
fn rows_help(document: &Document, mut lines: Range<usize>) -> &'static str {
    if lines.all(|line| line::indentation(document.source.line(line)) >= 4) {
        "if these are rows, take the indentation away: lines that are indented by four or more are code"
    } else {
        "if these are rows, write them right below their table, with as many cells as its header, and with nothing \
         before or behind their pipes"
    }
}
