//! Reports in, text for one kind of reader out.

mod github;
mod human;
mod json;
mod sarif;

use std::io::{self, Write};

use apigateway_errors::generator::Report;

/// Who is to read a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// People: each finding with a snippet and the text that mends it.
    Human,
    /// People in a hurry, and editors: a line each.
    Short,
    /// Programs: a stable form of our own.
    Json,
    /// A GitHub workflow: annotations of the changed files.
    Github,
    /// Code scanning: SARIF 2.1.0, accepted findings as suppressions.
    Sarif,
}

/// Writes reports.
pub(super) fn write(format: Format, reports: &[Report], out: &mut impl Write) -> io::Result<()> {
    match format {
        Format::Human => human::full(reports, out),
        Format::Short => human::short(reports, out),
        Format::Json => json::write(reports, out),
        Format::Github => github::write(reports, out),
        Format::Sarif => sarif::write(reports, out),
    }
}

/// Writes JSON that people may look at, too.
pub(super) fn write_json(value: &impl serde::Serialize, out: &mut impl Write) -> io::Result<()> {
    let text = serde_json::to_string_pretty(value).map_err(io::Error::other)?;
    writeln!(out, "{text}")
}
