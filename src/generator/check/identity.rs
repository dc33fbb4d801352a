//! Codes that stand in several rows.

use std::collections::{BTreeMap, BTreeSet};

use super::{Check, Input, Rule, Stage, check};
use crate::generator::finding::{Edit, Finding};
use crate::generator::rows::CodeRow;
use crate::generator::text;

pub(super) const RULES: &[Rule] = &[
    Rule(&EC202, Stage::Content, identical_rows),
    Rule(&EC203, Stage::Content, conflicting_status),
    Rule(&EC204, Stage::Content, conflicting_text),
    Rule(&EC205, Stage::Content, cross_table_duplicate),
];

/// Rows by a key, those of one key in order; rows without one are left aside.
pub(super) fn rows_by<'a, 'i, K: Ord>(
    input: &'i Input<'a>,
    key: impl Fn(&'i CodeRow<'a>) -> Option<K>,
) -> BTreeMap<K, Vec<&'i CodeRow<'a>>> {
    let mut rows: BTreeMap<K, Vec<&CodeRow<'a>>> = BTreeMap::new();
    for row in &input.rows.all {
        if let Some(key) = key(row) {
            rows.entry(key).or_default().push(row);
        }
    }
    rows
}

/// The first row of each key, in order.
pub(super) fn firsts<'a, 'i, K: Ord>(
    rows: &[&'i CodeRow<'a>],
    key: impl Fn(&'i CodeRow<'a>) -> K,
) -> Vec<&'i CodeRow<'a>> {
    let mut seen = BTreeSet::new();
    rows.iter()
        .copied()
        .filter(|row| seen.insert(key(row)))
        .collect()
}

/// A finding at the codes of several rows, with a label on each.
fn at_rows(
    check: &'static Check,
    rows: &[&CodeRow<'_>],
    message: String,
    label: impl Fn(&CodeRow<'_>) -> String,
) -> Finding {
    let first = Finding::new(check, rows[0].code.cell.span, message).label(label(rows[0]));
    rows[1..].iter().fold(first, |finding, row| {
        finding.also(row.code.cell.span, label(row))
    })
}

check! {
    /// Identical rows.
    ///
    /// # What it finds
    ///
    /// The same row several times under one title. Rows that were cut off count, too.
    ///
    /// # Why it matters
    ///
    /// Three or more look like rows that were put there to be filled in.
    ///
    /// # Example
    ///
    /// Thirty times `| APIGATEWAY_SUCCESS | 200 | 成功 | |`.
    ///
    /// # Mend
    ///
    /// Write the real rows, or delete all but one.
    ///
    /// # Accept
    ///
    /// The rows are merged into one entry. The subject is the code.
    EC202 "identical-rows" Warning, accept Warning: "the rows are merged into one entry"
}

fn identical_rows(input: &Input<'_>) -> Vec<Finding> {
    let same = rows_by(input, |row| {
        Some((row.entry()?, input.rows.title(row), row.texts()))
    });
    let mut repeated: BTreeMap<&str, Vec<&CodeRow<'_>>> = BTreeMap::new();
    for (((code, _), ..), rows) in same.into_iter().filter(|(_, rows)| rows.len() > 1) {
        repeated.entry(code).or_default().extend(rows);
    }
    let finding = |(code, rows): (&str, Vec<&CodeRow<'_>>)| {
        let hint = if rows.len() > 2 {
            "; they look like placeholder rows"
        } else {
            ""
        };
        let message = format!(
            "{} stands in {} identical rows{hint}",
            text::quoted(code),
            rows.len()
        );
        let finding = at_rows(&EC202, &rows, message, |_| String::new()).on(code);
        match rows.as_slice() {
            [_, again] => {
                let source = &input.document.source;
                let edit = Edit::delete_line(source, again.row.line);
                finding.edit("delete one of them:", vec![edit])
            }
            _ => finding.help("write the real rows, or delete all but one of them"),
        }
    };
    repeated.into_iter().map(finding).collect()
}

check! {
    /// Conflicting status.
    ///
    /// # What it finds
    ///
    /// One code under several HTTP statuses.
    ///
    /// # Why it matters
    ///
    /// The name alone does not tell the status: whoever picks one of them is wrong half of the time.
    ///
    /// # Example
    ///
    /// `FAILED_PRECONDITION` under 400 and under 409.
    ///
    /// # Mend
    ///
    /// Correct the status that is wrong.
    ///
    /// # Accept
    ///
    /// The code has an entry for each status, and no single status. The subject is the code with all its
    /// statuses, so that a further one is a new finding.
    EC203 "conflicting-status" Error, accept Error: "the code has an entry for each status"
}

fn conflicting_status(input: &Input<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (code, rows) in rows_by(input, |row| Some(row.entry()?.0)) {
        let rows = firsts(&rows, |row| row.status.value.ok());
        let mut statuses: Vec<String> = rows.iter().map(|row| row.status_text()).collect();
        if statuses.len() > 1 {
            statuses.sort_unstable();
            let subject = format!("{code} {}", statuses.join(" "));
            let (quoted, listed) = (text::quoted(code), text::listed(&statuses));
            let message = format!("{quoted} stands under several statuses: {listed}");
            let label = |row: &CodeRow<'_>| format!("{} here", row.status_text());
            let finding = at_rows(&EC203, &rows, message, label).on(subject);
            findings.push(finding.help("correct the status that is wrong"));
        }
    }
    findings
}

check! {
    /// Conflicting text.
    ///
    /// # What it finds
    ///
    /// One code with one status in rows of different texts. A row without a solution says what another one with its
    /// message says.
    ///
    /// # Why it matters
    ///
    /// One of them may be wrong or out of date.
    ///
    /// # Example
    ///
    /// `NOT_FOUND` under 404 with `找不到资源` and again with `资源不存在`.
    ///
    /// # Mend
    ///
    /// Delete the rows that are wrong; where all messages occur, write them in one row, separated by `;`.
    ///
    /// # Accept
    ///
    /// The entry has each of the texts, and a message for each. The subject is the code with its status and the texts
    /// that differ.
    EC204 "conflicting-text" Error, accept Error: "the entry has each of the texts"
}

fn conflicting_text(input: &Input<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for ((code, status), texts) in &input.entries {
        let rows: Vec<&CodeRow<'_>> = texts.iter().map(|rows| rows[0]).collect();
        if rows.len() > 1 {
            let same = rows
                .iter()
                .all(|row| row.message_text() == rows[0].message_text());
            let text = |row: &CodeRow<'_>| match same {
                true => row.solution_text().to_owned(),
                false => row.message_text().to_owned(),
            };
            let what = match same {
                true => "solutions",
                false => "messages",
            };
            let letters = |row: &CodeRow<'_>| -> String {
                let letters = text(row);
                let letters = letters.chars().filter(|c| c.is_alphanumeric());
                letters.flat_map(char::to_lowercase).collect()
            };
            let only = match rows.iter().all(|row| letters(row) == letters(rows[0])) {
                true => ", which differ in punctuation and case alone",
                false => "",
            };
            let message = format!(
                "{} under {status} stands with different {what}{only}",
                text::quoted(code)
            );
            let is_of_one_table = rows.iter().all(|row| row.table == rows[0].table);
            let label = |row: &CodeRow<'_>| match is_of_one_table {
                true => text::quoted(&text(row)),
                false => format!(
                    "{} in {}",
                    text::quoted(&text(row)),
                    text::visible(input.rows.title(row))
                ),
            };
            let texts: Vec<String> = rows.iter().map(|row| text(row)).collect();
            let subject = format!("{code} {status} {}", texts.join(" "));
            let finding = at_rows(&EC204, &rows, message, label).on(subject);
            let finding = finding.help("delete the rows that are wrong");
            findings.push(match same {
                true => finding,
                false => finding.help(
                    "or, where all of the messages occur, write them in one row, separated by `;`",
                ),
            });
        }
    }
    findings
}

check! {
    /// Duplicate across tables.
    ///
    /// # What it finds
    ///
    /// One code in two tables.
    ///
    /// # Why it matters
    ///
    /// The rows will drift apart.
    ///
    /// # Example
    ///
    /// `NOT_FOUND` in 通用错误码 and in 控制台错误码.
    ///
    /// # Mend
    ///
    /// Delete it from one of them.
    ///
    /// # Accept
    ///
    /// Rows that say the same are one entry, listed under each table. The subject is the codes that the same
    /// tables have in common.
    EC205 "cross-table-duplicate" Warning,
    accept Warning: "the codes are listed under each of the tables"
}

fn cross_table_duplicate(input: &Input<'_>) -> Vec<Finding> {
    let mut alike: BTreeMap<Vec<&str>, Vec<Vec<&CodeRow<'_>>>> = BTreeMap::new();
    for rows in rows_by(input, |row| row.code.value.ok()).values() {
        let rows = firsts(rows, |row| input.rows.title(row));
        if rows.len() > 1 {
            let titles = rows.iter().map(|row| input.rows.title(row)).collect();
            alike.entry(titles).or_default().push(rows);
        }
    }
    let finding = |(titles, rows): (Vec<&str>, Vec<Vec<&CodeRow<'_>>>)| {
        let codes: Vec<&str> = rows
            .iter()
            .map(|rows| rows[0].code.cell.text.as_str())
            .collect();
        let who = match codes.as_slice() {
            [code] => format!("{} stands", text::quoted(code)),
            codes => format!("{} codes stand", codes.len()),
        };
        let message = format!("{who} in {} tables", titles.len());
        let label = |row: &CodeRow<'_>| text::visible(input.rows.title(row));
        let finding = at_rows(&EC205, &rows.concat(), message, label).on(codes.join(" "));
        finding.help("delete it from the tables where it does not belong")
    };
    alike.into_iter().map(finding).collect()
}
