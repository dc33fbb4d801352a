//! Brings annotations in line with a document: rows that findings ask for come, rows that nothing needs go.

use std::collections::BTreeSet;

use super::annotations::{Annotations, LEFT_OUT, most_cells, widened};
use super::change;
use super::contract::Contract;
use super::document::{Row, line};
use super::edit::{Edit, apply};
use super::finding::{Applies, File, Finding, Help};
use super::handling::Handling;
use super::report::Report;
use super::schema::{self, ACCEPTED, ANNOTATIONS, CODE_NAMES, HANDLING, Schema, TABLES};
use super::source::Source;
use super::text;

/// Annotations in line with a document, as far as no person has to decide.
#[derive(Clone, Debug)]
pub struct Settled {
    /// The annotations as they were.
    pub annotations: Source,
    /// Their text.
    pub text: String,
    /// The rows that have come, each under its heading; what is left to decide is blank in them.
    pub added: Vec<(&'static str, String)>,
    /// The rows that have gone.
    pub removed: Vec<String>,
    /// What there is to say of the document now.
    pub report: Report,
}

/// Adds the rows that are missing and takes out those that nothing needs, until there are no more of either.
///
/// A row in which somebody has written why goes only if the old edition needed it and the new one, of which codes
/// can be read, does not: what neither needs may be about another document. Where both are the same, it goes.
#[must_use]
pub fn settle(document: &Source, annotations: &Source, old: Option<&Source>) -> Settled {
    let mut text = annotations.text().to_owned();
    let (mut added, mut removed) = (Vec::new(), Vec::new());
    // Each row that comes or goes may bring another finding; a document that needs more rounds waits for a person.
    const ROUNDS: usize = 20;
    let unneeded = old.map(|old| {
        if old.text() == document.text() {
            return BTreeSet::new();
        }
        let old = check(old, annotations, &text);
        let rows = carried(&old, &check(document, annotations, &text));
        text = apply(&text, &insertions(&old.annotations, &rows));
        added.extend(rows);
        let source = &old.annotations.document.source;
        let rows = stale_rows(&old).into_iter();
        rows.map(|edit| source.slice(edit.span).trim().to_owned())
            .collect::<BTreeSet<String>>()
    });
    for _ in 0..ROUNDS {
        let report = check(document, annotations, &text);
        let undecided = undecided_rows(&report);
        let mut stale = stale_rows(&report);
        stale.extend(repeated_rows(&report));
        stale.sort_by_key(|edit| edit.span);
        stale.dedup();
        stale.retain(|edit| {
            let source = &report.annotations.document.source;
            let row = source.slice(edit.span).trim();
            let is_of_old = |unneeded: &BTreeSet<String>| !unneeded.contains(row);
            undecided.contains(&source.line_of(edit.span.start))
                || (report.counts.codes > 0 && unneeded.as_ref().is_some_and(is_of_old))
        });
        let rows = missing_rows(&report);
        if stale.is_empty() && rows.is_empty() {
            break;
        }
        let source = &report.annotations.document.source;
        removed.extend(
            stale
                .iter()
                .map(|edit| source.slice(edit.span).trim().to_owned()),
        );
        let mut edits = stale;
        edits.extend(insertions(&report.annotations, &rows));
        text = apply(&text, &edits);
        added.extend(rows);
    }
    let report = check(document, annotations, &text);
    Settled {
        annotations: annotations.clone(),
        text,
        added,
        removed,
        report,
    }
}

/// How entries were handled that stand under another name or status now, for a person to confirm: the reason is
/// blank.
fn carried(old: &Report, new: &Report) -> Vec<(&'static str, String)> {
    let (Some(before), Some(after)) = (old.draft(), new.draft()) else {
        return Vec::new();
    };
    let annotations = &old.annotations;
    let mut rows = Vec::new();
    for change in change::changes(&Contract::of(&before), &Contract::of(&after)) {
        let Some((was, from)) = &change.was else {
            continue;
        };
        for (code, status) in &change.entries {
            let from = if change.entries.len() > 1 {
                status
            } else {
                from
            };
            let reading = |row: &Handling| (row.grpc.clone(), row.retry.clone());
            let before = annotations.handling_of(was, *from).map(reading);
            let after = annotations.handling_row(code, *status);
            let is_its_own = after.is_some_and(|row| row.code == *code);
            if let Some((grpc, retry)) = before
                && !is_its_own
                && after.map(reading) != Some((grpc.clone(), retry.clone()))
            {
                let cells = [code, &status.to_string(), &grpc, &retry, ""];
                rows.push((HANDLING.heading, text::markdown_row(&cells)));
            }
        }
    }
    rows
}

/// The lines of the rows in which the cell is blank where a person writes the decision or its reason: the name of a
/// table or a code, and of all others the last cell.
fn undecided_rows(report: &Report) -> BTreeSet<usize> {
    let source = &report.annotations.document.source;
    let is_undecided = |(row, (heading, _)): &(&Row, Subject<'_>)| {
        let cells = line::sources(source.slice(row.span));
        let decision = match [TABLES.heading, CODE_NAMES.heading].contains(heading) {
            true => cells.get(1),
            false => cells.last(),
        };
        decision.is_some_and(|cell| cell.is_empty())
    };
    let undecided = rows(report).filter(is_undecided);
    undecided.map(|(row, _)| row.line).collect()
}

fn check(document: &Source, annotations: &Source, text: &str) -> Report {
    let annotations = Source::new(annotations.path(), text.as_bytes());
    Report::of(document.clone(), Annotations::read(annotations))
}

/// The rows that findings ask for and that are not there yet, under their headings, in the order of the headings.
#[must_use]
pub fn missing_rows(report: &Report) -> Vec<(&'static str, String)> {
    let known: BTreeSet<Subject<'_>> = rows(report).map(|(_, subject)| subject).collect();
    let helps = report.open().filter_map(annotation);
    let mut rows: Vec<(&str, String)> = Vec::new();
    for help in helps {
        let heading = help.annotates.unwrap_or_default();
        for row in &help.lines[help.lines.len() - help.rows()..] {
            let is_new = |(other, written): &(&str, String)| {
                *other != heading || key(heading, written) != key(heading, row)
            };
            if !known.contains(&(heading, key(heading, row))) && rows.iter().all(is_new) {
                rows.push((heading, row.clone()));
            }
        }
    }
    let place = |heading: &str| {
        ANNOTATIONS
            .iter()
            .position(|schema| schema.heading == heading)
    };
    rows.sort_by_key(|(heading, _)| place(heading));
    rows
}

/// The cells of a row that say what it decides on; the others say what is decided.
fn key<'a>(heading: &str, row: &'a str) -> Vec<&'a str> {
    let is_of = |schema: &Schema| schema.heading == heading;
    let count = if is_of(&ACCEPTED) || is_of(&HANDLING) {
        2
    } else {
        1
    };
    let mut key = line::sources(row);
    key.truncate(count);
    key
}

/// The rows of annotations with which a finding is dealt: the first of several ways. To leave a table out is for a
/// person to decide.
///
/// What is for a person to decide has none.
#[must_use]
pub fn annotation(finding: &Finding) -> Option<&Help> {
    let mut ways = finding.help.iter().filter(|_| !finding.for_person);
    ways.find(|help| help.annotates.is_some() && !leaves_out(help))
}

/// Whether the rows of a help leave tables out.
fn leaves_out(help: &Help) -> bool {
    let decides = |row: &String| line::sources(row).get(1) == Some(&LEFT_OUT);
    help.annotates == Some(TABLES.heading) && help.lines.last().is_some_and(decides)
}

/// The heading of a row of annotations, and its cells that say what it decides on.
type Subject<'a> = (&'a str, Vec<&'a str>);

/// The rows of annotations.
fn rows(report: &Report) -> impl Iterator<Item = (&Row, Subject<'_>)> {
    let document = &report.annotations.document;
    document.tables.iter().flat_map(move |table| {
        let heading = document.section(table.heading);
        let rows = table.rows.iter();
        rows.map(move |row| {
            let subject = key(heading, document.source.slice(row.span));
            (row, (heading, subject))
        })
    })
}

/// The changes that take out rows without a decision beside others on the same.
fn repeated_rows(report: &Report) -> Vec<Edit> {
    let source = &report.annotations.document.source;
    let undecided = undecided_rows(report);
    let decided = rows(report).filter(|(row, _)| !undecided.contains(&row.line));
    let mut known: BTreeSet<Subject<'_>> = decided.map(|(_, subject)| subject).collect();
    rows(report)
        .filter(|(row, _)| undecided.contains(&row.line))
        .filter_map(|(row, subject)| {
            let is_first = known.insert(subject);
            (!is_first).then(|| Edit::delete_line(source, row.line))
        })
        .collect()
}

/// The changes that take out rows that nothing needs.
fn stale_rows(report: &Report) -> Vec<Edit> {
    let rows = report
        .findings
        .iter()
        .filter(|finding| finding.file == File::Annotations);
    let stale = rows
        .flat_map(|finding| &finding.help)
        .filter(|help| help.applies == Applies::Stale);
    stale.flat_map(|help| help.edits.clone()).collect()
}

/// The changes that write rows into the tables of their headings, or into new ones at the end of the file.
#[must_use]
pub fn insertions(annotations: &Annotations, rows: &[(&'static str, String)]) -> Vec<Edit> {
    let document = &annotations.document;
    let source = &document.source;
    let mut edits = Vec::new();
    let mut behind = String::new();
    for group in rows.chunk_by(|(one, _), (next, _)| one == next) {
        let heading = group[0].0;
        let rows: Vec<&str> = group.iter().map(|(_, row)| row.as_str()).collect();
        let cells = most_cells(&rows);
        let widened = |cells| {
            let rows = rows.iter().map(|row| widened(row, cells));
            rows.collect::<Vec<String>>().join("\n")
        };
        match annotations.table_for(heading, cells) {
            Some(table) => {
                let last = table.rows.last().map_or(table.delimiter(), |row| row.line);
                let rows = widened(table.header.cells.len());
                edits.push(Edit::insert_line(source, last + 1, &rows));
            }
            None => {
                let opening = schema::of_heading(heading).map(|schema| schema.opening(cells));
                let opening = opening.unwrap_or_default().join("\n");
                behind += &format!("\n{opening}\n{}\n", widened(cells));
            }
        }
    }
    if !behind.is_empty() {
        let end = source.lines().len();
        let is_empty = source.text().trim().is_empty();
        let behind = if is_empty {
            behind.trim_start()
        } else {
            &behind
        };
        edits.push(Edit::insert_line(
            source,
            end,
            behind.trim_end_matches('\n'),
        ));
    }
    edits
}
