//! What stands in the cell of a status.

use std::collections::{BTreeMap, BTreeSet};

use super::{Input, Rule, Stage, check};
use crate::generator::document::line;
use crate::generator::finding::{Edit, Finding};
use crate::generator::rows::{CodeRow, Fault};
use crate::generator::source::Span;
use crate::generator::status::{is_registered, read};
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
    /// A status that is not three digits, 100 to 599, alone or with the phrase that is registered for it.
    ///
    /// # Why it matters
    ///
    /// The row says no status that a program could compare.
    ///
    /// # Example
    ///
    /// `４００`, `4xx`, `4O4`, `404 Gone`, or nothing.
    ///
    /// # Mend
    ///
    /// Write the status.
    EC301 "bad-status" Error
}

fn bad_status(input: &Input<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for row in &input.rows.all {
        let cell = row.status.cell;
        let message = match row.status.value {
            Err(Fault::Empty) => "a row without a status".to_owned(),
            Err(Fault::NoStatus) => format!("{} is not an HTTP status", text::quoted(&cell.text)),
            _ => continue,
        };
        let span = if cell.span.is_empty() {
            row.row.span
        } else {
            cell.span
        };
        let finding = Finding::new(&EC301, span, message).on(row.subject());
        let source = &input.document.source;
        // `200` and `OK` are one status in two cells.
        let is_phrase = || read(&format!("{} {}", row.code.cell.text, cell.text)).is_some();
        findings.push(if row.is_swapped() && !cell.text.is_empty() && !is_phrase() {
            let code = row.code.cell.span;
            let edits = [
                Edit::replace(code, source.slice(cell.span)),
                Edit::replace(cell.span, source.slice(code)),
            ];
            let say = "write the status here; if it has changed places with the code:";
            finding.propose(say, edits.into())
        } else if row.row.cut_off && row.code.cell.text.contains(char::is_whitespace) {
            let line = row.row.line;
            let escaped = line::with_escaped_pipes(source.line(line));
            let edit = Edit::replace(source.lines()[line], escaped);
            let say = "write a status of three digits, 100 to 599; or, if the line is prose, put a backslash before each pipe:";
            finding.propose(say, vec![edit])
        } else {
            finding.help("write a status of three digits, 100 to 599")
        });
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

fn unregistered_status(input: &Input<'_>) -> Vec<Finding> {
    let mut places: BTreeMap<u16, Vec<Span>> = BTreeMap::new();
    for row in &input.rows.all {
        let status = row
            .status
            .value
            .ok()
            .filter(|&status| !is_registered(status));
        // A misprint is asked about once; what somebody has decided stays decided.
        let status = status.filter(|status| {
            let ids = [EC302.id, EC302.name];
            !input.doubtful.contains(&row.code.cell.text)
                || input
                    .annotations
                    .acceptance(ids, &status.to_string())
                    .is_some()
        });
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
    /// The rows are entries like any other. The subject is the codes of one table with their status.
    EC303 "success-in-errors" Warning, accept Warning: "the rows are entries like any other"
}

fn success_in_errors(input: &Input<'_>) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    let mut alike: BTreeMap<(&str, u16), Vec<&CodeRow<'_>>> = BTreeMap::new();
    for row in &input.rows.all {
        let entry = row.entry().filter(|(_, status)| *status < 400);
        if let Some((_, status)) = entry.filter(|entry| seen.insert(*entry)) {
            let group = (input.rows.title(row), status);
            alike.entry(group).or_default().push(row);
        }
    }
    let finding = |((_, status), rows): ((&str, u16), Vec<&CodeRow<'_>>)| {
        let codes: Vec<&str> = rows.iter().map(|row| row.code.cell.text.as_str()).collect();
        let spans: Vec<Span> = rows.iter().map(|row| row.status.cell.span).collect();
        let who = match codes.as_slice() {
            [code] => format!("{} has", text::quoted(code)),
            codes => format!("{} codes have", codes.len()),
        };
        let message = format!("{who} the status {status}, which is not an error");
        let subject = format!("{} {status}", codes.join(" "));
        let finding = Finding::at(&EC303, &spans, message).on(subject);
        finding.help("correct the status, or delete the row")
    };
    alike.into_iter().map(finding).collect()
}
