//! How to handle each entry, as the annotations say.

use super::annotation::{at_row, delete_row};
use super::{Input, check, hides_annotations, hides_entries};
use crate::generator::annotations::Handling;
use crate::generator::finding::Finding;
use crate::generator::group;
use crate::generator::listing::{self, CodeRow};
use crate::generator::name;
use crate::generator::schema::HANDLING;
use crate::generator::text;

/// The entries of a document, each with its first row, in order.
fn entries<'a>(input: &Input<'a>) -> Vec<(Entry<'a>, &'a CodeRow<'a>)> {
    // Only rows whose code stands in another row, too, can repeat an entry.
    let alike = &input.listing.alike;
    let mut repeated = Vec::new();
    for (at, earlier) in group::earlier(alike, CodeRow::entry).iter().enumerate() {
        if earlier.is_some() {
            repeated.push(alike[at].row.line);
        }
    }
    let mut entries = Vec::new();
    for row in &input.listing.rows {
        let Some(status) = row.number.filter(|_| name::is_code(row.name())) else {
            continue;
        };
        if repeated.binary_search(&row.row.line).is_err() {
            entries.push(((row.name(), status), row));
        }
    }
    entries
}

/// A code and its status.
type Entry<'a> = (&'a str, u16);

check! {
    /// **Missing handling.** The annotations do not say how to handle some entries: which google.rpc
    /// code comes closest, and whether to try again. Until they do, the entries answer `None`.
    ///
    /// *Example:* a code that is new in this edition.
    ///
    /// *Mend:* write the rows that the finding shows, after judging whether they are right, with your
    /// reasons.
    ///
    /// *Accept:* not possible; a build passes all the same.
    EC507 "missing-handling" Warning, missing_handling
}

fn missing_handling(input: &Input<'_>, findings: &mut Vec<Finding>) {
    if hides_annotations(findings) {
        return;
    }
    let mut first = None;
    let mut rows = Vec::new();
    let mut spans = Vec::new();
    for &((code, number), row) in &entries(input) {
        if input.annotations.says_of(code, number).is_some() {
            continue;
        }
        let (grpc, retry) = suggestion(number);
        let status = row.status.text;
        first = first.or(Some(row));
        rows.push(text::joined(
            &[
                "| ", code, " | ", status, " | ", grpc, " | ", retry, " |  |",
            ],
            "",
        ));
        spans.push(row.code_span());
    }
    let Some(first) = first else { return };
    let what = match rows.len() {
        1 => first.subject(),
        many => format!("{many} entries"),
    };
    let message = format!("nobody has said how to handle {what}");
    let finding = Finding::new(&EC507, spans[0], message).annotate(
        input.annotations,
        &HANDLING,
        "judge whether this is right, and write {place}, with your reason in the last cell",
        rows,
    );
    findings.push(finding.also_at(&spans[1..]));
}

/// What a status mostly means. A suggestion to judge, never an answer.
const fn suggestion(status: u16) -> (&'static str, &'static str) {
    match status {
        0..=399 => ("OK", "never"),
        401 => ("UNAUTHENTICATED", "after state change"),
        403 => ("PERMISSION_DENIED", "after state change"),
        404 | 410 => ("NOT_FOUND", "never"),
        408 | 504 => ("DEADLINE_EXCEEDED", "caller decides"),
        409 => ("ABORTED", "after state change"),
        412 => ("FAILED_PRECONDITION", "after state change"),
        429 => ("RESOURCE_EXHAUSTED", "after back-off"),
        499 => ("CANCELLED", "caller decides"),
        400..=499 => ("INVALID_ARGUMENT", "never"),
        501 => ("UNIMPLEMENTED", "never"),
        502 | 503 => ("UNAVAILABLE", "after back-off"),
        _ => ("INTERNAL", "caller decides"),
    }
}

check! {
    /// **Unused handling.** A row under "Handling" cannot be used: no entry has that code and status,
    /// the entry has a row already, or a cell holds something else than it should.
    ///
    /// *Example:* the row of a code that is gone.
    ///
    /// *Mend:* delete the row, or write what the finding says.
    ///
    /// *Accept:* not possible.
    EC508 "unused-handling" Error, unused_handling
}

fn unused_handling<'a>(input: &Input<'a>, findings: &mut Vec<Finding>) {
    let hidden = hides_entries(input, findings);
    let rows = &input.annotations.handling;
    if rows.is_empty() {
        return;
    }
    let mut known = Vec::new();
    for (entry, _) in &entries(input) {
        known.push(*entry);
    }
    let known = group::sorted(&known);
    let key = |row: &'a Handling| Some((&*row.code, listing::number(&row.status)?));
    let earlier = group::earlier(rows, key);
    for (at, row) in rows.iter().enumerate() {
        let entry = format!(
            "{} {}",
            text::visible(&row.code),
            text::visible(&row.status)
        );
        if key(row).is_none_or(|key| known.binary_search(&key).is_err()) {
            if !hidden {
                let mut others = Vec::new();
                let first = known.partition_point(|(code, _)| *code < &*row.code);
                for (code, status) in &known[first..] {
                    if *code != row.code {
                        break;
                    }
                    others.push(status.to_string());
                }
                let others = text::listed(&others);
                let but = match others.as_str() {
                    "" => String::new(),
                    others => format!(": {} stands under {others}", text::visible(&row.code)),
                };
                let message = format!("the document has no entry {entry}{but}");
                findings.push(delete_row(at_row(&EC508, row.span, message), input));
            }
        } else if earlier[at].is_some() {
            let message = format!("how to handle {entry} is said already");
            findings.push(delete_row(at_row(&EC508, row.span, message), input));
        } else if let Some(fault) = row.fault() {
            let message = format!("how to handle {entry} is not said in a way that can be used");
            findings.push(at_row(&EC508, row.span, message).help(fault));
        }
    }
}
