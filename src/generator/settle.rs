//! Brings annotations in line with a document: rows that findings ask for come, rows that nothing needs go.

use super::annotations::Annotations;
use super::document::line;
use super::edit::{Edit, apply};
use super::finding::{Applies, File, Finding, Help, Level};
use super::report::Report;
use super::schema::{ACCEPTED, ANNOTATIONS, HANDLING, Language, Schema};
use super::source::Source;

/// Annotations in line with a document, as far as no person has to decide.
#[derive(Clone, Debug)]
pub struct Settled {
    /// The text of the annotations.
    pub text: String,
    /// The rows that have come, each under its heading; what is left to decide is blank in them.
    pub added: Vec<(&'static str, String)>,
    /// The rows that have gone.
    pub removed: Vec<String>,
    /// What there is to say of the document now.
    pub report: Report,
}

/// Adds the rows that are missing and takes out those that nothing needs, until there are no more of either.
#[must_use]
pub fn settle(document: &Source, annotations: &Source) -> Settled {
    let mut text = annotations.text().to_owned();
    let (mut added, mut removed) = (Vec::new(), Vec::new());
    // Each row that comes or goes may bring another finding; a document that needs more rounds waits for a person.
    const ROUNDS: usize = 20;
    for _ in 0..ROUNDS {
        let report = check(document, annotations, &text);
        let stale = stale_rows(&report);
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
        text,
        added,
        removed,
        report,
    }
}

fn check(document: &Source, annotations: &Source, text: &str) -> Report {
    let annotations = Source::new(annotations.path(), text.as_bytes());
    Report::of(document.clone(), Annotations::read(annotations))
}

/// The rows that findings ask for and that are not there yet, under their headings, in the order of the headings.
#[must_use]
pub fn missing_rows(report: &Report) -> Vec<(&'static str, String)> {
    let known = report.annotations.document.source.text();
    let fails = |finding: &&Finding| finding.level > Level::Info;
    let helps = report.findings.iter().filter(fails).filter_map(annotation);
    let mut rows: Vec<(&str, String)> = Vec::new();
    for help in helps {
        let heading = help.annotates.unwrap_or_default();
        for row in &help.lines[help.lines.len() - help.rows()..] {
            let is_known = known.contains(key(heading, row));
            if !is_known
                && rows
                    .iter()
                    .all(|(_, other)| key(heading, other) != key(heading, row))
            {
                rows.push((heading, row.clone()));
            }
        }
    }
    let place = |heading: &str| {
        ANNOTATIONS
            .iter()
            .position(|schema| schema.heading == Some(heading))
    };
    rows.sort_by_key(|(heading, _)| place(heading));
    rows
}

/// The cells of a row that say what it decides on; the others say what is decided.
fn key<'a>(heading: &str, row: &'a str) -> &'a str {
    let is_of = |schema: &Schema| schema.heading == Some(heading);
    let cells = if is_of(&ACCEPTED) || is_of(&HANDLING) {
        2
    } else {
        1
    };
    let end = line::pipes(row).nth(cells).unwrap_or(row.len());
    &row[..end]
}

/// The rows of annotations with which a finding is dealt: the first of several ways.
fn annotation(finding: &Finding) -> Option<&Help> {
    finding.help.iter().find(|help| help.annotates.is_some())
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
    let mut edits: Vec<Edit> = stale.flat_map(|help| help.edits.clone()).collect();
    edits.sort_by_key(|edit| edit.span);
    edits.dedup();
    edits
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
        let lines: Vec<&str> = group.iter().map(|(_, row)| row.as_str()).collect();
        let mut tables = document.tables.iter();
        match tables.find(|table| document.section(table.heading) == heading) {
            Some(table) => {
                let last = table.rows.last().map_or(table.delimiter(), |row| row.line);
                edits.push(Edit::insert_line(source, last + 1, &lines.join("\n")));
            }
            None => behind += &section(heading, &lines),
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

/// A heading and a table of rows.
fn section(heading: &str, rows: &[&str]) -> String {
    let schema = ANNOTATIONS
        .iter()
        .find(|schema| schema.heading == Some(heading));
    let columns = schema.map_or(0, |schema| schema.columns.len());
    let header = schema.map_or_else(String::new, |schema| {
        schema.header(Language::English, columns)
    });
    format!(
        "\n## {heading}\n\n{header}\n{}\n{}\n",
        Schema::delimiter(columns),
        rows.join("\n")
    )
}
