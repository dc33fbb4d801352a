//! Findings that people live with.

use std::collections::BTreeSet;

use super::handling::in_doubt;
use super::{Input, RETIRED, Rule, Stage, at_row, check, delete_row};
use crate::generator::finding::Finding;
use crate::generator::text;

pub(super) const RULES: &[Rule] = &[
    Rule(&EC501, Stage::Stale, stale_acceptance),
    Rule(&EC502, Stage::Structure, acceptance_without_reason),
    Rule(&EC503, Stage::Structure, unknown_check),
];

check! {
    /// Stale acceptance.
    ///
    /// # What it finds
    ///
    /// An acceptance of a finding that is not there, or not any more. Its reason is printed, for it may hold
    /// for what has come in its place.
    ///
    /// # Why it matters
    ///
    /// It would accept the next finding of that subject without anybody having looked at it.
    ///
    /// # Example
    ///
    /// The acceptance of a repeated row, after the row was replaced by real ones.
    ///
    /// # Mend
    ///
    /// Delete the row.
    EC501 "stale-acceptance" Error
}

fn stale_acceptance(input: &Input<'_>) -> Vec<Finding> {
    let acceptable = input.found.iter().filter(|finding| finding.is_acceptable());
    let found: BTreeSet<(&str, &str)> = acceptable
        .map(|finding| (finding.check.id, finding.subject.as_str()))
        .collect();
    let in_doubt = in_doubt(input);
    let mut seen = BTreeSet::new();
    let mut findings = Vec::new();
    for row in &input.annotations.acceptances {
        let Some(check) = super::find(&row.check).filter(|check| check.accept.is_some()) else {
            continue;
        };
        let (id, subject) = (check.id, text::quoted(&row.subject));
        let message = if !seen.insert((id, row.subject.as_str())) {
            format!("{id} {subject} is accepted already")
        } else if !found.contains(&(id, row.subject.as_str())) {
            let code = row.subject.split(' ').next().unwrap_or_default();
            if in_doubt.contains(code) {
                continue;
            }
            let reason = match row.reason.as_str() {
                "" => String::new(),
                reason => format!(" (it was accepted because: {})", text::visible(reason)),
            };
            format!("there is no finding {id} {subject} to accept{reason}")
        } else {
            continue;
        };
        findings.push(delete_row(at_row(&EC501, row.span, message), input));
    }
    findings
}

check! {
    /// Acceptance without a reason.
    ///
    /// # What it finds
    ///
    /// An acceptance whose reason is blank.
    ///
    /// # Why it matters
    ///
    /// Nobody can judge later whether it still holds.
    ///
    /// # Example
    ///
    /// `| EC302 | 499 |  |`.
    ///
    /// # Mend
    ///
    /// Write why it is right to live with the finding.
    EC502 "acceptance-without-reason" Error
}

fn acceptance_without_reason(input: &Input<'_>) -> Vec<Finding> {
    let rows = input
        .annotations
        .acceptances
        .iter()
        .filter(|row| row.reason.is_empty());
    rows.map(|row| {
        let message = format!(
            "{} {} is accepted without a reason",
            text::visible(&row.check),
            text::quoted(&row.subject)
        );
        at_row(&EC502, row.span, message).help("write the reason in the last cell")
    })
    .collect()
}

check! {
    /// Unknown check.
    ///
    /// # What it finds
    ///
    /// An acceptance of a check that does not exist, or whose findings cannot be accepted.
    ///
    /// # Why it matters
    ///
    /// It accepts nothing.
    ///
    /// # Example
    ///
    /// `| EC999 | FOO | because |`.
    ///
    /// # Mend
    ///
    /// Write the id or the name of a check, or delete the row.
    EC503 "unknown-check" Error
}

fn unknown_check(input: &Input<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for row in &input.annotations.acceptances {
        let quoted = text::quoted(&row.check);
        let retired = RETIRED
            .iter()
            .find(|(id, name, _)| [*id, *name].contains(&row.check.as_str()));
        let message = match (super::find(&row.check), retired) {
            (Some(check), _) if check.accept.is_some() => continue,
            (Some(_), _) => format!("findings of {quoted} cannot be accepted"),
            (None, Some((.., instead))) => {
                format!("the check {quoted} does not exist any more: {instead}")
            }
            (None, None) => format!("there is no check {quoted}"),
        };
        findings.push(delete_row(at_row(&EC503, row.span, message), input));
    }
    findings
}
