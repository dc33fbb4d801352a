//! The annotations themselves. These checks run last, for some of them look at what others found.

use super::{Check, Input, check, hides_annotations, hides_entries};
use crate::generator::annotations::{ANY_WORD, Word};
use crate::generator::finding::{File, Finding, Level};
use crate::generator::group;
use crate::generator::name;
use crate::generator::schema::{CODES, TABLES};
use crate::generator::source::Span;
use crate::generator::text;

/// A finding about a row of the annotations.
pub(super) fn at_row(check: &'static Check, span: Span, message: String) -> Finding {
    Finding::new(check, span, message).in_file(File::Annotations)
}

/// Adds the help to delete the row that a finding is about.
pub(super) fn delete_row(finding: Finding, input: &Input<'_>) -> Finding {
    let source = &input.annotations.document.source;
    let line = source.line_of(finding.span().start);
    finding.delete_lines(source, &[line], "")
}

check! {
    /// **Stale acceptance.** The annotations accept a finding that is not there, or not any more.
    /// Its reason is printed, for it may hold for what has come in its place.
    ///
    /// *Example:* the acceptance of a repeated row, after the row was replaced by real ones.
    ///
    /// *Mend:* delete the row.
    ///
    /// *Accept:* not possible.
    EC501 "stale-acceptance" Error, stale_acceptance
}

fn stale_acceptance(input: &Input<'_>, findings: &mut Vec<Finding>) {
    if hides_entries(input, findings) {
        return;
    }
    let mut stale = Vec::new();
    let mut found = Vec::new();
    for finding in &*findings {
        if finding.is_acceptable() {
            found.push((finding.check.id, finding.subject.as_str()));
        }
    }
    let found = group::sorted(&found);
    let mut rows = Vec::new();
    for acceptance in &input.annotations.acceptances {
        let check = super::find(&acceptance.check);
        if let Some(check) = check.filter(|check| check.accepted.is_some()) {
            rows.push(((check.id, acceptance.subject.as_str()), acceptance));
        }
    }
    let earlier = group::earlier(&rows, |(about, _)| *about);
    for (at, &(about, acceptance)) in rows.iter().enumerate() {
        let repeated = earlier[at].is_some();
        if !repeated && found.binary_search(&about).is_ok() {
            continue;
        }
        let reason = match acceptance.reason.as_str() {
            "" => String::new(),
            reason => format!(" (it was accepted because: {})", text::visible(reason)),
        };
        let subject = text::quoted(&acceptance.subject);
        let message = if repeated {
            format!("{} {subject} is accepted already", about.0)
        } else {
            format!(
                "there is no finding {} {subject} to accept{reason}",
                about.0
            )
        };
        stale.push(delete_row(at_row(&EC501, acceptance.span, message), input));
    }
    findings.extend(stale);
}

check! {
    /// **Acceptance without a reason.** A finding is accepted, but the cell of the reason is blank.
    ///
    /// *Example:* `| EC302 | 499 |  |`.
    ///
    /// *Mend:* write why it is right to live with the finding.
    ///
    /// *Accept:* not possible.
    EC502 "acceptance-without-reason" Error, acceptance_without_reason
}

fn acceptance_without_reason(input: &Input<'_>, findings: &mut Vec<Finding>) {
    for acceptance in &input.annotations.acceptances {
        if !acceptance.reason.is_empty() {
            continue;
        }
        let message = format!(
            "{} {} is accepted without a reason",
            text::visible(&acceptance.check),
            text::quoted(&acceptance.subject)
        );
        findings.push(
            at_row(&EC502, acceptance.span, message).help("write the reason in the last cell"),
        );
    }
}

check! {
    /// **Unknown check.** The annotations accept a finding of a check that does not exist, or one
    /// that has to be mended.
    ///
    /// *Example:* `| EC999 | FOO | because |`.
    ///
    /// *Mend:* write the id or the name of a check, or delete the row.
    ///
    /// *Accept:* not possible.
    EC503 "unknown-check" Error, unknown_check
}

fn unknown_check(input: &Input<'_>, findings: &mut Vec<Finding>) {
    for acceptance in &input.annotations.acceptances {
        let quoted = text::quoted(&acceptance.check);
        let message = match super::find(&acceptance.check) {
            None => format!("there is no check {quoted}"),
            Some(check) if check.accepted.is_none() => {
                format!("findings of {quoted} cannot be accepted; they have to be mended")
            }
            Some(_) => continue,
        };
        findings.push(delete_row(at_row(&EC503, acceptance.span, message), input));
    }
}

check! {
    /// **Unnamed table.** A table has a title for which the annotations have no Rust name, or no
    /// title at all. As a warning: a name is listed for a title that no table has.
    ///
    /// *Example:* a new table 表3.流控错误码.
    ///
    /// *Mend:* write the row that the finding shows; delete the row of a title that is gone.
    ///
    /// *Accept:* not possible; name the table.
    EC504 "unnamed-table" Error, unnamed_table
}

fn unnamed_table(input: &Input<'_>, findings: &mut Vec<Finding>) {
    if hides_annotations(findings) {
        return;
    }
    let tables = &input.listing.tables;
    let mut titles = Vec::new();
    for alike in &group::alike(tables, |table| table.title) {
        let first = &tables[alike[0]];
        let (title, span) = (first.title, first.table.header.span);
        titles.push(title);
        if input.annotations.name_of(title).is_some() {
            continue;
        }
        findings.push(if title.is_empty() {
            Finding::new(&EC504, span, "a table without a title").insert_line(
                &input.document.source,
                input.document.source.line_of(span.start),
                "#### 标题".to_owned(),
            )
        } else {
            Finding::new(
                &EC504,
                span,
                format!("the table {} has no Rust name", text::quoted(title)),
            )
            .on(title)
            .annotate(
                input.annotations,
                &TABLES,
                "write {place}, with a name such as `Console` in the last cell",
                vec![format!("| {} |  |", text::markdown_cell(title))],
            )
        });
    }
    names_of_tables(input, &titles, findings);
}

/// Names that are none, that two tables would have, or that no table needs.
fn names_of_tables(input: &Input<'_>, titles: &[&str], findings: &mut Vec<Finding>) {
    let hidden = hides_entries(input, findings);
    let mut known = Vec::new();
    for title in titles {
        known.push(text::visible(title));
    }
    let by_title = group::positions(&known, |title| title.as_str());
    let rows = &input.annotations.names;
    let earlier = group::earlier(rows, |row| row.name.as_str());
    for (at, row) in rows.iter().enumerate() {
        let name = row.name.as_str();
        let other = earlier[at].map(|at| rows[at].title.as_str());
        if let Some(why) = name::unfit_variant(name) {
            let message = match name {
                "" => format!("the table {} is given no name", text::quoted(&row.title)),
                name => format!("{} cannot be a Rust name: {why}", text::quoted(name)),
            };
            findings.push(
                at_row(&super::pages::EC208, row.span, message)
                    .help("write a name such as `Console` in the last cell"),
            );
        } else if let Some(other) = other.filter(|other| *other != row.title) {
            let message = format!(
                "{} and {} would both be {}",
                text::quoted(other),
                text::quoted(&row.title),
                text::quoted(name)
            );
            findings
                .push(at_row(&super::pages::EC207, row.span, message).help("write another name"));
        }
        let is_known = group::find(&by_title, &|at| known[at].cmp(&row.title)).is_some();
        let needed = is_known && input.annotations.name_of(&row.title) == Some(row);
        if !hidden && !needed {
            let message = format!(
                "{} is named, but no table needs it",
                text::quoted(&row.title)
            );
            findings.push(delete_row(
                at_row(&EC504, row.span, message).at_level(Level::Warning),
                input,
            ));
        }
    }
}

check! {
    /// **Nothing checked.** The document holds no table of error codes, or no code.
    ///
    /// *Example:* an empty file, or the wrong one.
    ///
    /// *Mend:* write a table as the finding shows.
    ///
    /// *Accept:* not possible.
    EC505 "nothing-checked" Error, nothing_checked
}

fn nothing_checked(input: &Input<'_>, findings: &mut Vec<Finding>) {
    let found = input
        .listing
        .rows
        .iter()
        .any(|row| name::is_code(row.name()));
    let explained = findings
        .iter()
        .any(|finding| finding.level == Level::Error && finding.file == File::Document);
    if found || explained {
        return;
    }
    let message = if input.listing.tables.is_empty() {
        "the document holds no table of error codes"
    } else {
        "the document holds no code"
    };
    let lines = vec![
        "#### 表1.标题".to_owned(),
        String::new(),
        CODES.header(),
        "|-|-|-|-|".to_owned(),
        "| NOT_FOUND | 404 | 资源不存在 |  |".to_owned(),
    ];
    let say = "a table of error codes looks like this:";
    findings.push(Finding::new(&EC505, Span::new(0, 0), message).help_lines(say, lines));
}

check! {
    /// **Unused word.** The annotations classify a word that no message holds.
    ///
    /// *Example:* a placeholder that a new edition does not use any more.
    ///
    /// *Mend:* delete the row.
    ///
    /// *Accept:* not possible; delete the row.
    EC506 "unused-word" Warning, unused_word
}

fn unused_word(input: &Input<'_>, findings: &mut Vec<Finding>) {
    if hides_entries(input, findings) {
        return;
    }
    let messages = input.messages;
    let words = &input.annotations.words;
    let is_used = |word: &Word| {
        let row = input.annotations.listed(&word.word);
        let any = word.word == ANY_WORD && messages.unlisted;
        any || row.is_some_and(|row| messages.used[row])
    };
    let earlier = group::earlier(words, |word| (&word.word, word.kind));
    for (at, word) in words.iter().enumerate() {
        let repeated = earlier[at].is_some();
        if repeated || !is_used(word) {
            let quoted = text::quoted(&word.word);
            let message = if repeated {
                format!("{quoted} is listed already")
            } else {
                format!("no message holds the word {quoted}")
            };
            findings.push(delete_row(at_row(&EC506, word.span, message), input));
        }
    }
}
