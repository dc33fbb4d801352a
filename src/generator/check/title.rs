//! Titles of tables: headings that announce none, and lines that are no headings.

use super::{Input, check, hides_rows};
use crate::generator::document::{Document, Heading, Table, line, title};
use crate::generator::finding::Finding;
use crate::generator::group::List;
use crate::generator::text;

check! {
    /// **Empty section.** A heading announces a table, as 表2.控制台错误码 does, and no table follows;
    /// or it is a number without a title, or has no text at all.
    ///
    /// *Example:* `#### 表3.` at the end of the document.
    ///
    /// *Mend:* write the title and the table, or delete the heading.
    ///
    /// *Accept:* the heading is left as it is. The subject is its text.
    EC115 "empty-section" Warning, empty_section,
    accepted Warning: "the heading is left as it is"
}

fn empty_section(input: &Input<'_>, findings: &mut Vec<Finding>) {
    let hidden = findings.iter().any(hides_rows);
    for (file, document) in input.documents() {
        for (index, heading) in document.headings.iter().enumerate() {
            let announces = !hidden && heading.number.as_deref().is_some_and(announces_a_table);
            let message = if heading.text.is_empty() {
                "a heading without text".to_owned()
            } else if heading.title.is_empty() {
                format!(
                    "{} is a number without a title",
                    text::quoted(&heading.text)
                )
            } else if announces && !has_table(document, index, heading) {
                format!(
                    "{} announces a table, and none follows",
                    text::quoted(&heading.text)
                )
            } else {
                continue;
            };
            let source = &document.source;
            let end = source.line_of(heading.span.end) + 1;
            let lines = (source.line_of(heading.span.start)..end).list();
            let subject = if heading.text.is_empty() {
                source.slice(heading.span)
            } else {
                &heading.text
            };
            findings.push(
                Finding::new(&EC115, heading.span, message)
                    .in_file(file)
                    .on(subject)
                    .help("write the title and the table below it")
                    .delete_lines(source, &lines, "the heading: "),
            );
        }
    }
}

fn announces_a_table(number: &str) -> bool {
    !text::starts(number, &|c| c.is_ascii_digit())
}

/// Whether a table stands under the heading, or under one that is subordinate to it.
fn has_table(document: &Document, index: usize, heading: &Heading) -> bool {
    let below = &document.headings[index + 1..];
    let next = below.iter().position(|next| next.level <= heading.level);
    let end = index + 1 + next.unwrap_or(below.len());
    let is_within = |above: usize| (index..end).contains(&above);
    let mut tables = document.tables.iter();
    tables.any(|table| table.heading.is_some_and(is_within))
}

check! {
    /// **Unmarked title.** The line above a table starts as the title of a table does, with 表2. or
    /// Table 2, but is no heading. The table is taken for one of the section above.
    ///
    /// *Example:* `表2.控制台错误码`, or the same between asterisks, where others have `####` before it.
    ///
    /// *Mend:* replace the line with the one that the finding shows.
    ///
    /// *Accept:* the line is text. The subject is the line.
    EC118 "unmarked-title" Error, unmarked_title,
    accepted Error: "the line is text, and the table belongs to the section above"
}

fn unmarked_title(input: &Input<'_>, findings: &mut Vec<Finding>) {
    let document = input.document;
    let source = &document.source;
    let mut headings = document.headings.iter();
    let announces = |heading: &&Heading| heading.number.as_deref().is_some_and(announces_a_table);
    let other = headings.find(announces);
    for table in &document.tables {
        let Some((at, title)) = unmarked(document, table) else {
            continue;
        };
        // The heading of another table says how deep that of this one is.
        let level = other
            .or(document.heading_of(table))
            .map_or(4, |other| other.level);
        let heading = format!("{} {title}", "#".repeat(level.into()));
        let message = format!(
            "{} stands above a table, but is no heading",
            text::quoted(title)
        );
        findings.push(
            Finding::new(&EC118, source.lines()[at], message)
                .on(title)
                .replace_line(source, at, heading),
        );
    }
}

/// Whether a table stands under a title that is still to be marked, so that its rows belong to another
/// section than they seem to.
pub(super) fn is_misplaced(input: &Input<'_>, table: &Table) -> bool {
    unmarked(input.document, table).is_some_and(|(_, title)| {
        let finding = Finding::new(&EC118, table.header.span, "").on(title);
        input.annotations.acceptance_of(&finding).is_none()
    })
}

/// The line right above a table, blank ones aside, where it reads as the title of one.
fn unmarked<'a>(document: &'a Document, table: &Table) -> Option<(usize, &'a str)> {
    let source = &document.source;
    let mut at = table.header.line.checked_sub(1)?;
    while line::is_blank(source.line(at)) {
        at = at.checked_sub(1)?;
    }
    let within = |heading: &Heading| {
        let first = source.line_of(heading.span.start);
        (first..=source.line_of(heading.span.end)).contains(&at)
    };
    if document.heading_of(table).is_some_and(within) {
        return None;
    }
    const ENDS: &[char] = &[
        '。', '.', ':', '：', '!', '！', '?', '？', ';', '；', ',', '，',
    ];
    let title = source.line(at).trim().trim_matches(&['*', '_'][..]).trim();
    let is_sentence = title.ends_with(ENDS);
    let (number, name) = title::split(title);
    let announces = number.is_some_and(announces_a_table) && !name.is_empty();
    (announces && !is_sentence && line::separators(title).next().is_none()).then_some((at, title))
}
