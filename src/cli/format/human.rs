//! For people: snippets and help, or a line each; then what became of the rows.

use std::io::{self, Write};

use apigateway_errors::generator::{Level, Report, text};
use apigateway_errors::snippet::{self, Style};

pub(super) fn full(reports: &[Report], out: &mut impl Write) -> io::Result<()> {
    for report in reports {
        for finding in &report.findings {
            writeln!(out, "{}", snippet::render(report, finding, Style::Terminal))?;
        }
        summary(report, out)?;
    }
    Ok(())
}

pub(super) fn short(reports: &[Report], out: &mut impl Write) -> io::Result<()> {
    for report in reports {
        for finding in &report.findings {
            writeln!(out, "{}", finding.headline(report.source(finding.file)))?;
        }
        summary(report, out)?;
    }
    Ok(())
}

fn summary(report: &Report, out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "{}: {}",
        text::visible(report.document.source.path()),
        counts(report)
    )
}

/// What became of a document's rows, in one line.
pub(super) fn counts(report: &Report) -> String {
    let count = |level: Level| {
        let findings = report.findings.iter();
        findings.filter(|finding| finding.level == level).count()
    };
    let counts = report.counts;
    let corrected = match counts.corrected {
        0 => String::new(),
        made => format!("; {} made", text::counted(made, "correction")),
    };
    format!(
        "{}, {}; {}, of which {} recovered and {} merged{}; {}, {}, {} accepted",
        text::counted(counts.codes, "code"),
        text::counted_as(counts.entries, "entry", "entries"),
        text::counted(counts.rows, "row"),
        counts.recovered,
        counts.merged,
        corrected,
        text::counted(count(Level::Error), "error"),
        text::counted(count(Level::Warning), "warning"),
        text::counted(report.accepted.len(), "finding"),
    )
}
