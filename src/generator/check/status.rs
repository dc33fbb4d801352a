//! What stands in the cell of a status.

use std::collections::{BTreeMap, BTreeSet};

use super::{Input, Rule, Stage, check};
use crate::generator::finding::Finding;
use crate::generator::rows::{CodeRow, Fault};
use crate::generator::source::Span;
use crate::generator::text;

pub(super) const RULES: &[Rule] = &[
    Rule(&EC301, Stage::Content, bad_status),
    Rule(&EC302, Stage::Content, unregistered_status),
    Rule(&EC303, Stage::Content, success_in_errors),
];

check! {
    /// Bad status.
    ///
    /// # What it finds
    ///
    /// A status that is not three digits, 100 to 599, and nothing else.
    ///
    /// # Why it matters
    ///
    /// The row says no status that a program could compare.
    ///
    /// # Example
    ///
    /// `４００`, `4xx`, `4O4`, or nothing.
    ///
    /// # Mend
    ///
    /// Write the status.
    ///
    /// # Accept
    ///
    /// Not possible.
    EC301 "bad-status" Error
}

fn bad_status(input: &Input<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for row in &input.rows.all {
        let cell = row.status.cell;
        let message = match row.status.value {
            Err(Fault::Empty) => "a row without a status".to_owned(),
            Err(Fault::NoStatus) => format!("{} is no HTTP status", text::quoted(&cell.text)),
            _ => continue,
        };
        let help = match row.is_swapped() {
            true => "write the status here; perhaps it has changed places with the code",
            false => "write a status of three digits, 100 to 599",
        };
        let span = if cell.span.is_empty() {
            row.row.span
        } else {
            cell.span
        };
        findings.push(
            Finding::new(&EC301, span, message)
                .on(row.subject())
                .help(help),
        );
    }
    findings
}

check! {
    /// Unregistered status.
    ///
    /// # What it finds
    ///
    /// A status that IANA's registry of HTTP status codes does not list.
    ///
    /// # Why it matters
    ///
    /// It may be a misprint: 530 for 503.
    ///
    /// # Example
    ///
    /// 499, which some servers use for requests that the client gave up.
    ///
    /// # Mend
    ///
    /// Correct the status.
    ///
    /// # Accept
    ///
    /// The status is used as it stands. The subject is the status.
    EC302 "unregistered-status" Warning, accept Warning: "the status is used as it stands"
}

/// As registered at <https://www.iana.org/assignments/http-status-codes>; 306 and 418 are only marked as
/// unused there.
pub(super) fn is_registered(status: u16) -> bool {
    matches!(status,
        100..=104 | 200..=208 | 226 | 300..=305 | 307..=308 | 400..=417 | 421..=426 | 428 | 429
        | 431 | 451 | 500..=508 | 510 | 511)
}

fn unregistered_status(input: &Input<'_>) -> Vec<Finding> {
    let mut places: BTreeMap<u16, Vec<Span>> = BTreeMap::new();
    for row in &input.rows.all {
        let status = row
            .status
            .value
            .ok()
            .filter(|&status| !is_registered(status));
        let status = status.filter(|_| !input.doubtful.contains(&row.code.cell.text));
        if let Some(status) = status {
            places.entry(status).or_default().push(row.status.cell.span);
        }
    }
    let finding = |(status, spans): (u16, Vec<Span>)| {
        let message = format!("{status} is not in the registry of HTTP status codes");
        Finding::at(&EC302, &spans, message)
            .on(status.to_string())
            .help("correct the status")
    };
    places.into_iter().map(finding).collect()
}

check! {
    /// Success among errors.
    ///
    /// # What it finds
    ///
    /// A status below 400 in a table of errors.
    ///
    /// # Why it matters
    ///
    /// The row is no error, or its status is a misprint.
    ///
    /// # Example
    ///
    /// `APIGATEWAY_SUCCESS` with 200.
    ///
    /// # Mend
    ///
    /// Correct the status, or delete the row.
    ///
    /// # Accept
    ///
    /// The row is an entry like any other. The subject is the code with its status.
    EC303 "success-in-errors" Warning, accept Warning: "the row is an entry like any other"
}

fn success_in_errors(input: &Input<'_>) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    let rows = input.rows.all.iter().filter(|row| {
        let entry = row.entry().filter(|(_, status)| *status < 400);
        entry.is_some_and(|entry| seen.insert(entry))
    });
    let finding = |row: &CodeRow<'_>| {
        let (code, status) = (&row.code.cell.text, &row.status.cell.text);
        let message = format!(
            "{} has the status {status}, which is no error",
            text::quoted(code)
        );
        let finding = Finding::new(&EC303, row.status.cell.span, message).on(row.subject());
        finding.help("correct the status, or delete the row")
    };
    rows.map(finding).collect()
}
