//! `check --fix`: carries out the changes that a program may make.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

use apigateway_errors::generator::annotations::Annotations;
use apigateway_errors::generator::check::pages::EC510;
use apigateway_errors::generator::correction::Writer;
use apigateway_errors::generator::edit::{Edit, apply};
use apigateway_errors::generator::finding::{Applies, File};
use apigateway_errors::generator::schema::CORRECTIONS;
use apigateway_errors::generator::source::Source;
use apigateway_errors::generator::{Finding, Report, settle, text};
use similar::TextDiff;

use super::files::Changes;
use super::format::{self, Format};
use super::input::{Files, annotations, no_text, source};
use super::{Outcome, unusable};

/// What is to be done with the changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ways {
    /// Write them into the annotations, as corrections, instead of the document.
    pub(super) correct: bool,
    /// Only show them.
    pub(super) diff: bool,
}

pub(super) fn run(
    files: &Files,
    ways: Ways,
    format: Format,
    out: &mut impl Write,
) -> io::Result<Outcome> {
    for file in files.paths() {
        if file == Path::new("-") {
            return Ok(unusable(
                "`check --fix` reads no standard input: it changes files",
            ));
        }
        if let Err(outcome) = files.annotations_of_its_own(&file) {
            return Ok(outcome);
        }
        let read = annotations(&file, files.annotations.as_deref());
        let (document, annotations) = match source(&file).and_then(|source| Ok((source, read?))) {
            Ok(read) => read,
            Err(error) => {
                return Ok(unusable(error));
            }
        };
        // What cannot be read cannot be written back.
        if let Some(path) = no_text([&document, &annotations.document.source]) {
            return Ok(unusable(format_args!(
                "{path}: not plain text; run `check` on it"
            )));
        }
        let fixed = match ways.correct {
            true => (
                document.clone(),
                corrected(&document, &annotations.document.source),
            ),
            false => (
                fixed(&document, &annotations.document.source),
                annotations.document.source.clone(),
            ),
        };
        let pairs = [
            (&document, &fixed.0),
            (&annotations.document.source, &fixed.1),
        ];
        let changed = pairs
            .into_iter()
            .filter(|(old, new)| old.text() != new.text());
        if ways.diff {
            for (old, new) in changed {
                show(old, new, out)?;
            }
            continue;
        }
        let mut changes = Changes::default();
        for (old, new) in changed {
            let path = if old.path() == document.path() {
                file.clone()
            } else {
                files.annotations_path(&file)
            };
            changes.rewrite(&path, old, new.text());
        }
        if let Err(outcome) = changes.commit() {
            return Ok(outcome);
        }
    }
    if ways.diff {
        return Ok(Outcome::Clean);
    }
    let (reports, readable) = files.reports();
    format::write(format, &reports, out)?;
    Ok(super::check::outcome(&reports).max(readable))
}

/// As many changes as follow from each other; more wait for the next time.
const ROUNDS: usize = 20;

/// A document after all changes that a program may make in it.
fn fixed(document: &Source, annotations: &Source) -> Source {
    let mut document = document.clone();
    for _ in 0..ROUNDS {
        let edits = safe_edits(&report(&document, annotations));
        if edits.is_empty() {
            break;
        }
        document = Source::new(document.path(), apply(document.text(), &edits).as_bytes());
    }
    document
}

/// Annotations with the same changes as corrections, their reasons blank.
fn corrected(document: &Source, annotations: &Source) -> Source {
    let mut annotations = annotations.clone();
    let writer = Writer::new(document);
    for _ in 0..ROUNDS {
        let report = report(document, &annotations);
        let heading = CORRECTIONS.heading;
        let edits = safe_edits(&report);
        let rows = writer.rows(&edits).into_iter().flatten().flatten();
        let mut rows: Vec<(&'static str, String)> = rows.map(|row| (heading, row)).collect();
        // What a correction that is there has changed already cannot be corrected once more.
        let with_reason = |row: &str| match row.strip_suffix("|  |") {
            Some(row) => format!("{row}| x |"),
            None => row.to_owned(),
        };
        let tried: Vec<_> = rows
            .iter()
            .map(|(heading, row)| (*heading, with_reason(row)))
            .collect();
        let unusable = unusable_rows(document, &with_rows(&report.annotations, &tried));
        rows.retain(|(_, row)| !unusable.contains(&with_reason(row)));
        if rows.is_empty() {
            break;
        }
        annotations = with_rows(&report.annotations, &rows);
    }
    annotations
}

fn with_rows(annotations: &Annotations, rows: &[(&'static str, String)]) -> Source {
    let source = &annotations.document.source;
    let edits = settle::insertions(annotations, rows);
    Source::new(source.path(), apply(source.text(), &edits).as_bytes())
}

/// The rows of corrections that cannot be made.
fn unusable_rows(document: &Source, annotations: &Source) -> BTreeSet<String> {
    let report = report(document, annotations);
    let findings = report.findings.iter();
    let findings = findings.filter(|finding| finding.check.id == EC510.id);
    let row = |finding: &Finding| annotations.line(annotations.line_of(finding.span().start));
    findings.map(|finding| row(finding).to_owned()).collect()
}

fn report(document: &Source, annotations: &Source) -> Report {
    Report::of(document.clone(), Annotations::read(annotations.clone()))
}

/// The changes of the document that a program may make: of each finding, those of the first help that has some.
fn safe_edits(report: &Report) -> Vec<Edit> {
    let findings = report
        .findings
        .iter()
        .filter(|finding| finding.file == File::Document);
    let helps = findings.filter_map(|finding| {
        finding
            .help
            .iter()
            .find(|help| help.applies == Applies::Safe)
    });
    helps.flat_map(|help| help.edits.clone()).collect()
}

/// Shows changes of a file as a unified diff.
fn show(old: &Source, new: &Source, out: &mut impl Write) -> io::Result<()> {
    let diff = TextDiff::from_lines(old.text(), new.text());
    let path = text::visible(old.path());
    let shown = diff.unified_diff().header(&path, &path).to_string();
    for line in shown.lines() {
        writeln!(out, "{}", text::printable(line))?;
    }
    Ok(())
}
