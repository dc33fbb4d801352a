//! Codes that stand in several rows.

use super::{Input, check};
use crate::generator::finding::Finding;
use crate::generator::group;
use crate::generator::listing::{CodeRow, Listing};
use crate::generator::name;
use crate::generator::text;

/// The rows that may have their code in common.
pub(super) fn code_rows<'a>(listing: &Listing<'a>) -> Vec<CodeRow<'a>> {
    let mut rows = Vec::new();
    for row in &listing.alike {
        if name::is_code(row.name()) {
            rows.push(*row);
        }
    }
    rows
}

/// Those of them that have a status.
fn rows_with_status<'a>(listing: &Listing<'a>) -> Vec<CodeRow<'a>> {
    let mut rows = Vec::new();
    for row in &code_rows(listing) {
        if row.number.is_some() {
            rows.push(*row);
        }
    }
    rows
}

/// The first row of each code among those at positions, by the names of the codes.
pub(super) fn first_of_each_code<'a>(
    rows: &[CodeRow<'a>],
    positions: &[usize],
) -> Vec<CodeRow<'a>> {
    let rows = group::pick(rows, positions);
    let mut firsts = Vec::new();
    for alike in &group::alike(&rows, CodeRow::name) {
        firsts.push(rows[alike[0]]);
    }
    firsts
}

/// The first rows with each key among those at positions, in order.
fn firsts<'a, K: Ord>(
    rows: &[CodeRow<'a>],
    positions: &[usize],
    key: impl Fn(&CodeRow<'a>) -> K,
) -> Vec<CodeRow<'a>> {
    let rows = group::pick(rows, positions);
    group::pick(&rows, &group::firsts(&rows, key))
}

/// A finding at the first of several rows, with a label on each.
fn at_rows(
    check: &'static super::Check,
    rows: &[CodeRow<'_>],
    message: String,
    label: &dyn Fn(&CodeRow<'_>) -> String,
) -> Finding {
    let mut finding = Finding::new(check, rows[0].code_span(), message).label(label(&rows[0]));
    for row in &rows[1..] {
        finding = finding.also(row.code_span(), label(row));
    }
    finding
}

check! {
    /// **Identical rows.** The same row stands in one table several times. Rows that were cut off
    /// count, too. Three or more look like rows that were put there to be filled in.
    ///
    /// *Example:* thirty times `| APIGATEWAY_SUCCESS | 200 | 成功 | |`.
    ///
    /// *Mend:* write the real rows, or delete all but one.
    ///
    /// *Accept:* the rows are merged into one entry. The subject is the code.
    EC202 "identical-rows" Warning, identical_rows,
    accepted Warning: "the rows are merged into one entry"
}

fn identical_rows(input: &Input<'_>, findings: &mut Vec<Finding>) {
    let rows = code_rows(input.listing);
    let groups = group::alike(&rows, |row| {
        (row.name(), row.title, row.status.text, row.texts())
    });
    let mut identical = Vec::new();
    for alike in &groups {
        if alike.len() > 1 {
            identical.extend_from_slice(&group::pick(&rows, alike));
        }
    }
    for alike in &group::alike(&identical, CodeRow::name) {
        let rows = group::pick(&identical, alike);
        let (code, count) = (rows[0].name(), rows.len());
        let hint = if count > 2 {
            "; they look like placeholder rows"
        } else {
            ""
        };
        let message = format!(
            "{} stands in {count} identical rows{hint}",
            text::quoted(code)
        );
        let finding = at_rows(&EC202, &rows, message, &|_| String::new()).on(code);
        findings.push(match rows.as_slice() {
            [_, again] => finding.delete_lines(&input.document.source, &[again.row.line], ""),
            _ => finding.help("write the real rows, or delete all but one of them"),
        });
    }
}

check! {
    /// **Conflicting status.** One code stands under several HTTP statuses, so its name alone does
    /// not tell the status.
    ///
    /// *Example:* `FAILED_PRECONDITION` under 400 and under 409.
    ///
    /// *Mend:* correct the status that is wrong.
    ///
    /// *Accept:* the code has an entry for each status, and no single status. The subject is the
    /// code with all its statuses, so that a further one is a new finding.
    EC203 "conflicting-status" Error, conflicting_status,
    accepted Error: "the code has an entry for each status"
}

fn conflicting_status(input: &Input<'_>, findings: &mut Vec<Finding>) {
    let rows = rows_with_status(input.listing);
    for alike in &group::alike(&rows, CodeRow::name) {
        let firsts = firsts(&rows, alike, |row| row.number);
        if firsts.len() < 2 {
            continue;
        }
        let code = firsts[0].name();
        let mut list = Vec::new();
        for at in group::positions(&firsts, |row| row.number) {
            list.push(firsts[at].status.text.to_owned());
        }
        let message = format!(
            "{} stands under several statuses: {}",
            text::quoted(code),
            text::listed(&list)
        );
        findings.push(
            at_rows(&EC203, &firsts, message, &|row| {
                format!("{} here", row.status.text)
            })
            .on(format!("{code} {}", text::joined(&list, " ")))
            .help("correct the status that is wrong"),
        );
    }
}

check! {
    /// **Conflicting text.** One code with one status stands in rows of different texts.
    ///
    /// *Example:* `NOT_FOUND` under 404 with `找不到资源` and again with `资源不存在`.
    ///
    /// *Mend:* delete the row that is wrong; where both messages occur, write them in one row,
    /// separated by `;`, as the finding shows.
    ///
    /// *Accept:* not possible.
    EC204 "conflicting-text" Error, conflicting_text
}

fn conflicting_text(input: &Input<'_>, findings: &mut Vec<Finding>) {
    let rows = rows_with_status(input.listing);
    for alike in &group::alike(&rows, CodeRow::entry) {
        let differing = firsts(&rows, alike, CodeRow::texts);
        if differing.len() < 2 {
            continue;
        }
        let (code, status) = (differing[0].name(), differing[0].status.text);
        let mut messages = Vec::new();
        let mut solutions = Vec::new();
        for row in &differing {
            let (message, solution) = row.texts();
            if !messages.contains(&message) && !message.is_empty() {
                messages.push(message);
            }
            if !solutions.contains(&solution) && !solution.is_empty() {
                solutions.push(solution);
            }
        }
        let cell = |texts: &[&str]| text::markdown_cell(&text::joined(texts, "; "));
        let row = format!(
            "| {code} | {status} | {} | {} |",
            cell(&messages),
            solutions
                .first()
                .copied()
                .map(text::markdown_cell)
                .unwrap_or_default()
        );
        let message = format!(
            "{} under {status} stands with different texts",
            text::quoted(code)
        );
        let differing_text = |row: &CodeRow<'_>| match row.texts() {
            (message, _) if messages.len() > 1 => message.to_owned(),
            (_, solution) => solution.to_owned(),
        };
        let finding = at_rows(&EC204, &differing, message, &|row| {
            text::quoted(&differing_text(row))
        })
        .on(format!("{code} {status}"))
        .help("delete the rows that are wrong");
        findings.push(if solutions.len() < 2 {
            finding.help_lines(
                "or, where all of the messages occur, write one row:",
                vec![row],
            )
        } else {
            finding
        });
    }
}

check! {
    /// **Duplicate across tables.** One code stands in two tables.
    ///
    /// *Example:* `NOT_FOUND` in 通用错误码 and in 控制台错误码.
    ///
    /// *Mend:* delete it from one of them.
    ///
    /// *Accept:* rows that say the same are one entry, listed under both tables. The subject is the
    /// code.
    EC205 "cross-table-duplicate" Warning, cross_table_duplicate,
    accepted Warning: "the code is listed under each of the tables"
}

fn cross_table_duplicate(input: &Input<'_>, findings: &mut Vec<Finding>) {
    let rows = code_rows(input.listing);
    for alike in &group::alike(&rows, CodeRow::name) {
        let firsts = firsts(&rows, alike, |row| row.title);
        if firsts.len() > 1 {
            let code = firsts[0].name();
            let message = format!("{} stands in {} tables", text::quoted(code), firsts.len());
            findings.push(
                at_rows(&EC205, &firsts, message, &|row| text::visible(row.title))
                    .on(code)
                    .help("delete it from the tables where it does not belong"),
            );
        }
    }
}
