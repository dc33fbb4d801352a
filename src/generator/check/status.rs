//! What stands in the cell of a status.

use super::{Input, check, lines_of};
use crate::generator::finding::Finding;
use crate::generator::group;
use crate::generator::listing::{self, CodeRow};
use crate::generator::source::Span;
use crate::generator::text;

check! {
    /// **Bad status.** The cell of a status does not hold an HTTP status: three digits, 100 to
    /// 599, and nothing else.
    ///
    /// *Example:* `400 Bad Request`, `４００`, `4xx`, or nothing.
    ///
    /// *Mend:* replace the line with the one that the finding shows, or write the status.
    ///
    /// *Accept:* not possible.
    EC301 "bad-status" Error, bad_status
}

fn bad_status(input: &Input<'_>, findings: &mut Vec<Finding>) {
    let source = &input.document.source;
    // Where cells are missing or too many, a status may be none for that reason.
    let shifted = lines_of(&["EC104", "EC105"], input, findings);
    for row in &input.listing.rows {
        if row.number.is_some() || shifted.contains(&row.row.line) {
            continue;
        }
        let hidden = super::code::hidden(input.document, row.status);
        let literal = super::code::is_literal(input.document, row.status)
            && hidden.is_none_or(|(_, c)| matches!(c, '０'..='９'));
        let (Some(span), true) = (row.status.cell.span, literal) else {
            continue;
        };
        let status = row.status.text;
        let message = if status.is_empty() {
            "a row without a status".to_owned()
        } else if super::code::is_swapped(row) {
            "code and status have changed places".to_owned()
        } else {
            format!("{} is no HTTP status", text::quoted(status))
        };
        let finding = Finding::new(&EC301, span, message).on(row.subject());
        findings.push(match (row.code.cell.span, meant(status)) {
            (Some(code), _) if super::code::is_swapped(row) => {
                let (left, right) = (code.min(span), code.max(span));
                let between = source.slice(Span::new(left.end, right.start));
                let text = text::joined(&[source.slice(right), between, source.slice(left)], "");
                finding.rewrite(source, "", left.to(right), &text)
            }
            (_, Some(status)) => finding.rewrite(source, "", span, &status.to_string()),
            _ => finding.help("write a status of three digits, 100 to 599"),
        });
    }
}

/// The status that a cell starts with, whatever its digits are written as.
fn meant(status: &str) -> Option<u16> {
    let plain = text::mapped(status, &|c| {
        (!c.is_whitespace()).then(|| text::look_alike(c).unwrap_or(c))
    });
    let digits = text::mapped(&plain, &|c| match c {
        'O' | 'o' => Some('0'),
        'I' | 'l' => Some('1'),
        c => Some(c),
    });
    let end = text::leading(&digits, &|c| c.is_ascii_digit());
    // Letters alone are none.
    let has_digit = !text::all(&plain, &|c| !c.is_ascii_digit());
    listing::number(&digits[..end]).filter(|_| has_digit)
}

check! {
    /// **Unregistered status.** A status that IANA's registry of HTTP status codes does not list.
    ///
    /// *Example:* 499, which some servers use for requests that the client gave up.
    ///
    /// *Mend:* correct the status.
    ///
    /// *Accept:* the status is used as it stands. The subject is the status.
    EC302 "unregistered-status" Warning, unregistered_status,
    accepted Warning: "the status is used as it stands"
}

/// As registered at <https://www.iana.org/assignments/http-status-codes>; 306 and 418 are only
/// marked as unused there.
fn is_registered(status: u16) -> bool {
    matches!(status,
        100..=104 | 200..=208 | 226 | 300..=305 | 307..=308 | 400..=417 | 421..=426 | 428 | 429
        | 431 | 451 | 500..=508 | 510 | 511)
}

/// The rows with a status of a kind.
fn rows_whose_status<'a>(input: &Input<'a>, of_kind: &dyn Fn(u16) -> bool) -> Vec<CodeRow<'a>> {
    let mut rows = Vec::new();
    for row in &input.listing.rows {
        if row.number.is_some_and(of_kind) {
            rows.push(*row);
        }
    }
    rows
}

fn unregistered_status(input: &Input<'_>, findings: &mut Vec<Finding>) {
    let rows = rows_whose_status(input, &|status| !is_registered(status));
    for alike in &group::alike(&rows, |row| row.number) {
        let status = rows[alike[0]].status.text;
        let message = format!("{status} is not in the registry of HTTP status codes");
        let mut places = Vec::new();
        for &at in alike {
            places.push(rows[at].span_of(rows[at].status));
        }
        let finding = Finding::new(&EC302, places[0], message)
            .on(status)
            .help("correct the status");
        findings.push(finding.also_at(&places[1..]));
    }
}

check! {
    /// **Success among errors.** A status below 400 stands in a table of errors.
    ///
    /// *Example:* `APIGATEWAY_SUCCESS` with 200.
    ///
    /// *Mend:* correct the status, or delete the row.
    ///
    /// *Accept:* the row is an entry like any other. The subject is the code with its status.
    EC303 "success-in-errors" Warning, success_in_errors,
    accepted Warning: "the row is an entry like any other"
}

fn success_in_errors(input: &Input<'_>, findings: &mut Vec<Finding>) {
    let rows = rows_whose_status(input, &|status| status < 400);
    for at in group::firsts(&rows, CodeRow::entry) {
        let row = &rows[at];
        let status = row.status.text;
        let message = format!(
            "{} has the status {status}, which is no error",
            text::quoted(row.name())
        );
        findings.push(
            Finding::new(&EC303, row.span_of(row.status), message)
                .on(format!("{} {status}", row.name()))
                .help("correct the status, or delete the row"),
        );
    }
}
