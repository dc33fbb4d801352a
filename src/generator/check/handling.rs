//! How to handle each entry, as the annotations say.

use std::collections::{BTreeMap, BTreeSet};

use super::code::odd;
use super::status::EC302;
use super::{Input, Rule, Stage, at_row, check, delete_row};
use crate::generator::annotations::ANY_CODE;
use crate::generator::finding::{File, Finding};
use crate::generator::handling::Handling;
use crate::generator::rows::CodeRow;
use crate::generator::schema::HANDLING;
use crate::generator::source::Span;
use crate::generator::status::is_registered;
use crate::generator::text;

pub(super) const RULES: &[Rule] = &[
    Rule(&EC507, Stage::Missing, missing_handling),
    Rule(&EC508, Stage::Missing, unusable_handling),
    Rule(&EC508, Stage::Stale, unused_handling),
];

/// A code and its status.
type Entry<'a> = (&'a str, u16);

/// The codes of which another finding says that they or a status may be a misprint: nothing more can be said of them.
fn doubtful<'i>(input: &'i Input<'_>) -> BTreeSet<&'i str> {
    let ids = [EC302.id, EC302.name];
    let is_accepted = |status: u16| {
        input
            .annotations
            .acceptance(ids, &status.to_string())
            .is_some()
    };
    let is_doubtful = |status: u16| !is_registered(status) && !is_accepted(status);
    let entries = input.rows.all.iter().filter_map(CodeRow::entry);
    let codes = entries
        .filter(|(_, status)| is_doubtful(*status))
        .map(|(code, _)| code);
    codes
        .chain(input.doubtful.iter().map(String::as_str))
        .chain(odd(input))
        .collect()
}

/// The codes of which another finding says that they, or one of their statuses, may be misprinted or lost.
pub(super) fn in_doubt<'i>(input: &'i Input<'_>) -> BTreeSet<&'i str> {
    let entries = &input.entries;
    let is_lost = |row: &&Handling| {
        row.code != ANY_CODE
            && row
                .number()
                .is_some_and(|status| !entries.contains_key(&(row.code.as_str(), status)))
    };
    let lost = input.annotations.handling.iter().filter(is_lost);
    lost.map(|row| row.code.as_str())
        .chain(doubtful(input))
        .collect()
}

/// The entries whose handling stands under another status that the document does not have, by code.
fn moved<'a, 'i>(input: &'i Input<'a>) -> BTreeMap<&'a str, (u16, &'i Handling)> {
    let entries = &input.entries;
    let unhandled = entries
        .keys()
        .filter(|(code, status)| input.annotations.handling_row(code, *status).is_none());
    let mut lost: BTreeMap<&str, &Handling> = BTreeMap::new();
    for row in &input.annotations.handling {
        let is_lost = |status| !entries.contains_key(&(row.code.as_str(), status));
        if row.number().is_some_and(is_lost) {
            lost.entry(&row.code).or_insert(row);
        }
    }
    unhandled
        .filter_map(|&(code, status)| Some((code, (status, *lost.get(code)?))))
        .collect()
}

check! {
    /// Missing handling.
    ///
    /// # What it finds
    ///
    /// Entries of which the annotations do not say how to handle them: which google.rpc code comes closest,
    /// and whether to try again.
    ///
    /// # Why it matters
    ///
    /// Until they do, the entries answer `None`; a build passes all the same.
    ///
    /// # Example
    ///
    /// A code that is new in this edition.
    ///
    /// # Mend
    ///
    /// Judge whether the rows that the finding shows are right, and write them, with your reasons.
    ///
    /// # Accept
    ///
    /// Entries without a row answer `None`, these and all later ones. The subject is `*`.
    EC507 "missing-handling" Warning, accept Warning: "entries without a row answer `None`"
}

fn missing_handling(input: &Input<'_>) -> Vec<Finding> {
    let (doubtful, moved) = (doubtful(input), moved(input));
    let mut missing: Vec<(Entry<'_>, &CodeRow<'_>)> = input
        .entries
        .iter()
        .map(|(entry, texts)| (*entry, texts[0][0]))
        .filter(|((code, status), _)| input.annotations.handling_row(code, *status).is_none())
        .filter(|((code, _), _)| !doubtful.contains(code) && !moved.contains_key(code))
        .collect();
    missing.sort_by_key(|(_, row)| row.row.line);
    let what = match missing.as_slice() {
        [] => return Vec::new(),
        [((code, status), _)] => format!("{code} {status}"),
        many => format!("{} entries", many.len()),
    };
    let spans: Vec<Span> = missing.iter().map(|(_, row)| row.code.cell.span).collect();
    let row = |code: &str, status: u16| {
        let (grpc, retry) = sibling(input, code, status).unwrap_or_else(|| suggestion(status));
        text::markdown_row(&[code, &status.to_string(), grpc, retry, ""])
    };
    // Where nobody has judged anything yet, a row for each status is what most documents need.
    let rows: Vec<String> = if input.annotations.handling.is_empty() {
        let statuses: BTreeSet<u16> = missing.iter().map(|((_, status), _)| *status).collect();
        let row = |status| row(ANY_CODE, status);
        statuses.into_iter().map(row).collect()
    } else {
        let entries = missing.iter();
        entries
            .map(|((code, status), _)| row(code, *status))
            .collect()
    };
    let say = "judge whether this is right, and write {place}, with your reason in the last cell";
    let help = input.annotations.help(&HANDLING, say, rows);
    let message = format!("nobody has said how to handle {what}");
    vec![
        Finding::at(&EC507, &spans, message)
            .on(ANY_CODE)
            .with_help(help),
    ]
}

/// How a code is handled whose name is the end of another one, as `NOT_FOUND` is of `APIGATEWAY_NOT_FOUND`, under the
/// same status.
fn sibling<'i>(input: &'i Input<'_>, code: &str, status: u16) -> Option<(&'i str, &'i str)> {
    let is_end = |row: &&Handling| {
        let before = code.strip_suffix(&row.code);
        before.is_some_and(|before| before.ends_with('_')) && row.number() == Some(status)
    };
    // As many rows as people write; more would take too long.
    const MOST: usize = 500;
    let rows = input.annotations.handling.iter().take(MOST).filter(is_end);
    let nearest = rows.max_by_key(|row| row.code.len())?;
    Some((&nearest.grpc, &nearest.retry))
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
    /// Unused handling.
    ///
    /// # What it finds
    ///
    /// A row under "Handling" that cannot be used: no entry has that code and status, the entry has a row
    /// already, or a cell holds something else than it should.
    ///
    /// # Why it matters
    ///
    /// The row of the document may be lost, or its status misprinted; or somebody's reading is lost.
    ///
    /// # Example
    ///
    /// The row of a code that is gone.
    ///
    /// # Mend
    ///
    /// Put the row back into the document, or correct its status; or delete the row of the annotations, or
    /// write what the finding says.
    EC508 "unused-handling" Error
}

fn unused_handling(input: &Input<'_>) -> Vec<Finding> {
    let (doubtful, moved) = (doubtful(input), moved(input));
    let mut findings = Vec::new();
    for row in &input.annotations.handling {
        let (code, entry) = (text::visible(&row.code), shown(row));
        let is_known = row
            .number()
            .is_some_and(|status| is_used(input, &row.code, status));
        // Of a doubtful code, the finding about its status says what there is to say.
        if is_known || doubtful.contains(row.code.as_str()) {
            continue;
        }
        let moved = moved
            .get(row.code.as_str())
            .filter(|(_, first)| *first == row);
        findings.push(if let Some((status, _)) = moved {
            let message = format!("the document has no entry {entry}, but {code} {status}");
            at_row(&EC508, row.span, message)
                .help("correct the status in the document")
                .help(format!("or, if it is right, write {status} in this row"))
        } else {
            let message = format!("the document has no entry {entry}");
            let finding = at_row(&EC508, row.span, message);
            delete_row(finding.help("put the row back into the document"), input)
        });
    }
    findings
}

/// Whether a row is about an entry that is there; one of `*`, about an entry without a row of its own.
fn is_used(input: &Input<'_>, code: &str, status: u16) -> bool {
    let entries = &input.entries;
    let is_left = |(other, of): &Entry<'_>| {
        let row = || input.annotations.handling_row(other, *of);
        *of == status && row().is_some_and(|row| row.code == ANY_CODE)
    };
    entries.contains_key(&(code, status)) || (code == ANY_CODE && entries.keys().any(is_left))
}

/// Rows about entries that are there, which do not say how to handle them, or repeat another row. Rows that lack
/// the same are one finding.
fn unusable_handling(input: &Input<'_>) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    let mut faults: BTreeMap<String, Vec<&Handling>> = BTreeMap::new();
    let mut findings = Vec::new();
    for row in &input.annotations.handling {
        let key = row.number().map(|status| (row.code.as_str(), status));
        if !key.is_some_and(|(code, status)| is_used(input, code, status)) {
            continue;
        }
        if !seen.insert(key) {
            let message = format!("how to handle {} is said already", shown(row));
            findings.push(delete_row(at_row(&EC508, row.span, message), input));
        } else if let Some(fault) = row.fault() {
            faults.entry(fault).or_default().push(row);
        }
    }
    for (fault, rows) in faults {
        let what = match rows.as_slice() {
            [row] => shown(row),
            rows => format!("{} entries", rows.len()),
        };
        let message = format!("how to handle {what} is not said in a way that can be used");
        let spans: Vec<Span> = rows.iter().map(|row| row.span).collect();
        let finding = Finding::at(&EC508, &spans, message).in_file(File::Annotations);
        findings.push(finding.help(fault));
    }
    findings
}

/// The entry that a row is about.
fn shown(row: &Handling) -> String {
    format!(
        "{} {}",
        text::visible(&row.code),
        text::visible(&row.status)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_that_has_a_meaning_of_its_own_is_not_taken_for_one_of_its_class() {
        assert_eq!(suggestion(499), ("CANCELLED", "caller decides"));
        assert_eq!(suggestion(498), ("INVALID_ARGUMENT", "never"));
    }
}
