//! `annotate`: the rows that findings ask for, for people to complete.

use std::io::{self, Write};
use std::path::Path;

use apigateway_errors::generator::report::ReadError;
use apigateway_errors::generator::schema::of_heading;
use apigateway_errors::generator::settle::{self, Settled, settle};
use apigateway_errors::generator::{Report, text};

use super::files::Changes;
use super::input::{Files, annotations, no_text, source};
use super::{Outcome, advise, unusable};

/// Prints the rows that a document's annotations lack.
pub(super) fn print(files: &Files, out: &mut impl Write) -> io::Result<Outcome> {
    let (reports, readable) = files.reports();
    for report in &reports {
        let rows = settle::missing_rows(report);
        for group in rows.chunk_by(|(one, _), (next, _)| one == next) {
            let Some(schema) = of_heading(group[0].0) else {
                continue;
            };
            let rows = group.iter().map(|(_, row)| row.clone()).collect();
            let help = report.annotations.help(schema, "write {place}", rows);
            writeln!(out, "{}", help.text)?;
            for line in help.lines {
                writeln!(out, "{}", format!("  {line}").trim_end())?;
            }
        }
        let open = report
            .open()
            .filter(|finding| settle::annotation(finding).is_none())
            .count();
        if open > 0 {
            let findings = text::counted(open, "finding");
            advise(format_args!(
                "{findings} cannot be annotated: run `check` and do what it says"
            ));
        }
    }
    Ok(super::check::outcome(&reports).max(readable))
}

/// Writes the rows into the annotations, and takes out those that nothing needs and nobody has decided on.
pub(super) fn write(files: &Files, out: &mut impl Write) -> io::Result<Outcome> {
    let mut outcome = Outcome::Clean;
    for file in files.paths() {
        if let Err(outcome) = files.annotations_of_its_own(&file) {
            return Ok(outcome);
        }
        let settled = match settled(files, &file) {
            Ok(settled) => settled,
            Err(error) => {
                return Ok(unusable(error));
            }
        };
        let mut changes = Changes::default();
        if !settled.added.is_empty() || !settled.removed.is_empty() {
            changes.rewrite(
                &files.annotations_path(&file),
                &settled.annotations,
                &settled.text,
            );
        }
        if let Err(outcome) = changes.commit() {
            return Ok(outcome);
        }
        tell(&settled, out)?;
        outcome = outcome.max(left(&settled.report, out)?);
    }
    Ok(outcome)
}

fn settled(files: &Files, file: &Path) -> Result<Settled, ReadError> {
    if file == Path::new("-") {
        let error =
            io::Error::other("`annotate --write` needs a file, beside which annotations stand");
        let path = "stdin".to_owned();
        return Err(ReadError { path, error });
    }
    let annotations = annotations(file, files.annotations.as_deref())?;
    let annotations = &annotations.document.source;
    let document = source(file)?;
    if let Some(path) = no_text([&document, annotations]) {
        let error = io::Error::other("not plain text; run `check` on it");
        return Err(ReadError { path, error });
    }
    Ok(settle(&document, annotations, None))
}

/// Says which rows have come and which have gone.
pub(super) fn tell(settled: &Settled, out: &mut impl Write) -> io::Result<()> {
    for row in &settled.removed {
        writeln!(out, "- {}", text::printable(row))?;
    }
    for group in settled.added.chunk_by(|(one, _), (next, _)| one == next) {
        writeln!(out, "{}:", group[0].0)?;
        for (_, row) in group {
            writeln!(out, "+ {}", text::printable(row))?;
        }
    }
    Ok(())
}

/// Says what is left to decide.
pub(super) fn left(report: &Report, out: &mut impl Write) -> io::Result<Outcome> {
    let headlines: Vec<String> = report
        .open()
        .map(|finding| finding.headline(report.source(finding.file)))
        .collect();
    if headlines.is_empty() {
        writeln!(out, "nothing is left to decide")?;
        return Ok(Outcome::Clean);
    }
    writeln!(out, "left to decide:")?;
    for headline in headlines {
        writeln!(out, "{headline}")?;
    }
    Ok(Outcome::Findings)
}
