//! `accept` and `annotations --suggest`: the rows that annotations lack, for people to complete.

use std::io::{self, Write};

use apigateway_errors::generator::schema::{
    ACCEPTED, HANDLING, LITERALS, Language, PLACEHOLDERS, Schema, TABLES,
};
use apigateway_errors::generator::{Level, Report, text};

use super::input::Files;
use super::{Outcome, advise};

/// Prints the rows that accept findings. Reasons are for people to write: until they do, EC502
/// stands against each row.
pub(super) fn accept(files: &Files, out: &mut impl Write) -> io::Result<Outcome> {
    let (reports, mut outcome) = files.reports();
    for report in &reports {
        outcome = outcome.max(print(report, &[&ACCEPTED], out)?);
        let open = report.findings.iter();
        let open = open.filter(|finding| finding.level > Level::Info && !finding.is_acceptable());
        let count = open.count();
        if count > 0 {
            advise(format_args!(
                "{} cannot be accepted: run `check` and do what it says",
                text::counted(count, "finding")
            ));
            outcome = outcome.max(Outcome::Findings);
        }
    }
    Ok(outcome)
}

/// Prints the rows that name tables, classify words and say how to handle entries. A word is listed
/// as a placeholder, which it mostly is: whoever writes its meaning sees whether that is right.
pub(super) fn suggest(files: &Files, out: &mut impl Write) -> io::Result<Outcome> {
    let (reports, mut outcome) = files.reports();
    for report in &reports {
        outcome = outcome.max(print(report, &[&TABLES, &PLACEHOLDERS, &HANDLING], out)?);
        let words = rows(report, &LITERALS).len();
        if words > 0 {
            advise("a word that is just text belongs under \"## Literal words\" instead");
        }
    }
    Ok(outcome)
}

fn print(
    report: &Report,
    schemas: &[&'static Schema],
    out: &mut impl Write,
) -> io::Result<Outcome> {
    let annotations = &report.annotations;
    for (index, schema) in schemas.iter().enumerate() {
        let rows = rows(report, schema);
        if rows.is_empty() {
            continue;
        }
        if index > 0 {
            writeln!(out)?;
        }
        let help = annotations.help(
            schema,
            "write {place}, with what is missing in the last cell",
            rows,
        );
        advise(&help.text);
        for line in help.lines {
            writeln!(out, "{line}")?;
        }
    }
    Ok(Outcome::Clean)
}

/// The rows of one kind that the findings ask for, each once.
fn rows(report: &Report, schema: &'static Schema) -> Vec<String> {
    let help = report.findings.iter().flat_map(|finding| &finding.help);
    let of_kind = help.filter(|help| help.annotates == schema.heading);
    let mut rows: Vec<String> = Vec::new();
    for line in of_kind.flat_map(|help| &help.lines) {
        // The heading and the header come with every help where the file lacks them.
        let header = schema.header(Language::English, schema.columns.len());
        if line.starts_with("| ") && *line != header && !rows.contains(line) {
            rows.push(line.clone());
        }
    }
    rows
}
