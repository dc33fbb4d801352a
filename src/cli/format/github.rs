//! For GitHub workflows: commands that the runner turns into annotations.

use core::fmt::Write as _;
use std::io::{self, Write};

use apigateway_errors::generator::{Finding, Level, Report, text};

use super::human;
use super::json::Region;

/// As many annotations as a runner shows for a step.
const LIMIT: usize = 10;

pub(super) fn write(reports: &[Report], out: &mut impl Write) -> io::Result<()> {
    let findings = |report| {
        let report: &Report = report;
        report.findings.iter().map(move |finding| (report, finding))
    };
    let mut all: Vec<(&Report, &Finding)> = reports.iter().flat_map(findings).collect();
    all.sort_by_key(|(_, finding)| core::cmp::Reverse(finding.level));
    for (report, finding) in all.iter().take(LIMIT) {
        writeln!(out, "{}", command(report, finding))?;
    }
    if let Some(more) = all.len().checked_sub(LIMIT).filter(|&more| more > 0) {
        writeln!(
            out,
            "{} more than a runner shows",
            text::counted(more, "finding")
        )?;
    }
    for report in reports {
        let line = format!(
            "{}: {}",
            report.document.source.path(),
            human::counts(report)
        );
        writeln!(out, "checked {}", plain(&line))?;
    }
    Ok(())
}

fn command(report: &Report, finding: &Finding) -> String {
    let source = report.source(finding.file);
    let region = Region::of(finding.span(), source);
    let level = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "notice",
    };
    let mut message = finding.message.clone();
    for help in &finding.help {
        // Writing to a string cannot fail.
        let _ = write!(message, "\nhelp: {}", help.text);
        for line in &help.lines {
            let _ = write!(message, "\n  {line}");
        }
    }
    let mut place = format!("line={}", region.start_line);
    let _ = if region.start_line == region.end_line {
        write!(
            place,
            ",col={},endColumn={}",
            region.start_column, region.end_column
        )
    } else {
        write!(place, ",endLine={}", region.end_line)
    };
    format!(
        "::{level} file={},{place},title={}::{}",
        property(source.path()),
        property(&format!("{} {}", finding.check.id, finding.check.name)),
        data(&message)
    )
}

/// Text that the runner takes for nothing but text: it looks for `##[` anywhere in a line.
fn plain(text: &str) -> String {
    text::visible(text).replace("##[", r"##\u{5b}")
}

/// The text of a command, as the runner wants it.
fn data(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(plain).collect();
    lines.join("\n").replace('%', "%25").replace('\n', "%0A")
}

/// A property of a command: it ends at a comma or a colon.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
