//! `check`: everything that is wrong with documents.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use apigateway_errors::generator::annotations::Annotations;
use apigateway_errors::generator::document::{Document, Limits};
use apigateway_errors::generator::{Level, Report, report};

use super::Outcome;

const DOCUMENT: &str = "spec/error-codes.md";
const ANNOTATIONS: &str = "annotations.md";

pub(super) fn run(
    files: &[PathBuf],
    annotations: Option<&Path>,
    out: &mut impl Write,
) -> io::Result<Outcome> {
    let default = [PathBuf::from(DOCUMENT)];
    let files = if files.is_empty() { &default } else { files };
    let mut worst = Outcome::Clean;
    for file in files {
        let outcome = match read(file, annotations) {
            Ok(report) => print(&report, out)?,
            Err(error) => {
                writeln!(io::stderr(), "error: {error}")?;
                Outcome::Unusable
            }
        };
        worst = worst.max(outcome);
    }
    Ok(worst)
}

fn read(file: &Path, annotations: Option<&Path>) -> Result<Report, report::ReadError> {
    let limits = Limits::default();
    let document = Document::read(report::read(file)?, &limits);
    let beside = file.with_file_name(ANNOTATIONS);
    let annotations = match annotations {
        Some(path) => Annotations::read(report::read(path)?, &limits),
        None if beside.exists() => Annotations::read(report::read(&beside)?, &limits),
        None => Annotations::none(beside.to_string_lossy()),
    };
    Ok(Report::of(document, annotations))
}

fn print(report: &Report, out: &mut impl Write) -> io::Result<Outcome> {
    for finding in &report.findings {
        writeln!(out, "{}", report.render(finding))?;
    }
    let count = |level: Level| {
        report
            .findings
            .iter()
            .filter(|finding| finding.level == level)
            .count()
    };
    let (errors, warnings) = (count(Level::Error), count(Level::Warning));
    let counts = report.counts;
    writeln!(
        out,
        "{}: {} codes, {} entries; {} rows, of which {} recovered and {} merged; \
         {errors} errors, {warnings} warnings, {} findings accepted",
        apigateway_errors::generator::text::visible(report.document.source.path()),
        counts.codes,
        counts.entries,
        counts.rows,
        counts.recovered,
        counts.merged,
        report.accepted.len(),
    )?;
    let clean = errors == 0 && warnings == 0;
    Ok(if clean {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}
