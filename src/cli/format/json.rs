//! For programs: everything, in a form that only grows.

use std::io::{self, Write};

use apigateway_errors::generator::finding::{Applies, Edit, Help, Label};
use apigateway_errors::generator::source::{Source, Span};
use apigateway_errors::generator::{Finding, Report};
use serde::Serialize;

/// Raised when a member goes or changes its meaning.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Checked<'a> {
    version: u32,
    documents: Vec<Document<'a>>,
}

#[derive(Serialize)]
struct Document<'a> {
    path: &'a str,
    counts: Counts,
    findings: Vec<Found<'a>>,
    accepted: Vec<Accepted<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Counts {
    rows: usize,
    recovered: usize,
    merged: usize,
    left_out: usize,
    corrected: usize,
    entries: usize,
    codes: usize,
}

#[derive(Serialize)]
struct Accepted<'a> {
    reason: &'a str,
    #[serde(flatten)]
    finding: Found<'a>,
}

#[derive(Serialize)]
struct Found<'a> {
    id: &'static str,
    name: &'static str,
    level: String,
    path: &'a str,
    message: &'a str,
    subject: &'a str,
    places: Vec<Place<'a>>,
    help: Vec<Mend<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    #[serde(flatten)]
    region: Region,
    text: &'a str,
}

/// Lines and columns are counted from 1, columns in characters; the end is one past the last.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Region {
    pub(super) start_line: usize,
    pub(super) start_column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
}

impl Region {
    pub(super) fn of(span: Span, source: &Source) -> Self {
        let (start_line, start_column) = source.position(span.start);
        let (end_line, end_column) = source.position(span.end);
        Self {
            start_line,
            start_column,
            end_line,
            end_column,
        }
    }
}

#[derive(Serialize)]
struct Mend<'a> {
    text: &'a str,
    lines: &'a [String],
    /// The heading in the annotations under which the lines belong.
    annotates: Option<&'static str>,
    /// Whether a program may make the changes.
    safe: bool,
    edits: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
struct Replacement<'a> {
    #[serde(flatten)]
    region: Region,
    text: &'a str,
}

pub(super) fn write(reports: &[Report], out: &mut impl Write) -> io::Result<()> {
    let checked = Checked {
        version: VERSION,
        documents: reports.iter().map(document).collect(),
    };
    super::write_json(&checked, out)
}

fn document(report: &Report) -> Document<'_> {
    let counts = report.counts;
    let accepted = report.accepted.iter();
    Document {
        path: report.document.source.path(),
        counts: Counts {
            rows: counts.rows,
            recovered: counts.recovered,
            merged: counts.merged,
            left_out: counts.left_out,
            corrected: counts.corrected,
            entries: counts.entries,
            codes: counts.codes,
        },
        findings: report
            .findings
            .iter()
            .map(|finding| found(report, finding))
            .collect(),
        accepted: accepted
            .map(|(finding, reason)| Accepted {
                reason,
                finding: found(report, finding),
            })
            .collect(),
    }
}

fn found<'a>(report: &'a Report, finding: &'a Finding) -> Found<'a> {
    let source = report.source(finding.file);
    let place = |label: &'a Label| Place {
        region: Region::of(label.span, source),
        text: &label.text,
    };
    let edit = |edit: &'a Edit| Replacement {
        region: Region::of(edit.span, source),
        text: &edit.text,
    };
    let mend = |help: &'a Help| Mend {
        text: &help.text,
        lines: &help.lines,
        annotates: help.annotates,
        safe: help.applies == Applies::Safe,
        edits: help.edits.iter().map(edit).collect(),
    };
    Found {
        id: finding.check.id,
        name: finding.check.name,
        level: finding.level.to_string(),
        path: source.path(),
        message: &finding.message,
        subject: &finding.subject,
        places: finding.labels.iter().map(place).collect(),
        help: finding.help.iter().map(mend).collect(),
    }
}
