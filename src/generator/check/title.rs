//! Titles of tables: headings that announce none, and lines that are no headings.

use std::collections::BTreeSet;

use super::{Input, Rule, Stage, check};
use crate::generator::document::{Document, Heading, Table, line, title};
use crate::generator::finding::{Edit, Finding};
use crate::generator::text;

pub(super) const RULES: &[Rule] = &[
    Rule(&EC115, Stage::Structure, empty_section),
    Rule(&EC118, Stage::Structure, unmarked_title),
];

check! {
    /// Empty section.
    ///
    /// # What it finds
    ///
    /// A heading that announces a table, as 表2.控制台错误码 does, and no table below it; or one that is only a
    /// number, or has no text at all.
    ///
    /// # Why it matters
    ///
    /// The table may be lost, or still to come.
    ///
    /// # Example
    ///
    /// `#### 表3.` at the end of the document.
    ///
    /// # Mend
    ///
    /// Write the title and the table, or delete the heading.
    ///
    /// # Accept
    ///
    /// The heading stays as it is. The subject is its text.
    EC115 "empty-section" Warning, accept Warning: "the heading stays as it is"
}

fn empty_section(input: &Input<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, document) in input.documents() {
        let filled = filled_sections(document);
        for (index, heading) in document.headings.iter().enumerate() {
            let quoted = text::quoted(&heading.text);
            let message = if input.leaves_out(file, Some(index)) {
                continue;
            } else if heading.text.is_empty() {
                "a heading without text".to_owned()
            } else if heading.title.is_empty() {
                format!("{quoted} is a number without a title")
            } else if announces(heading) && !has_table(document, &filled, index) {
                format!("{quoted} announces a table, and none follows")
            } else {
                continue;
            };
            let subject = match heading.text.as_str() {
                "" => document.source.slice(heading.span),
                text => text,
            };
            findings.push(
                Finding::new(&EC115, heading.span, message)
                    .in_file(file)
                    .on(subject)
                    .help("write the title and the table below it, or delete the heading"),
            );
        }
    }
    findings
}

/// Whether a heading starts as the title of a table does: with 表1. or Table 1.
fn announces(heading: &Heading) -> bool {
    let number = heading.number.as_deref();
    number.is_some_and(|number| !number.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a table, or something that may be one, stands under a heading or under one below it.
fn has_table(document: &Document, filled: &BTreeSet<usize>, index: usize) -> bool {
    let level = document.headings[index].level;
    let below = document.headings[index + 1..].iter();
    let inner = below.take_while(|next| next.level > level).count();
    filled.range(index..=index + inner).next().is_some() || document.unclosed.is_some()
}

/// The headings right below which a table stands, or something that may be one.
fn filled_sections(document: &Document) -> BTreeSet<usize> {
    let html = document
        .html_tables
        .iter()
        .map(|span| document.heading_above(span.start));
    let tables = document.tables.iter().map(|table| table.heading);
    let strays = document.strays.iter().map(|stray| stray.heading);
    html.chain(tables).chain(strays).flatten().collect()
}

check! {
    /// Unmarked title.
    ///
    /// # What it finds
    ///
    /// A line above a table that starts as the title of a table does, with 表2. or Table 2, but is no heading.
    ///
    /// # Why it matters
    ///
    /// The table counts as one of the section above, under the wrong title.
    ///
    /// # Example
    ///
    /// `表2.控制台错误码`, or the same between asterisks, where others have `####` before it.
    ///
    /// # Mend
    ///
    /// Make the line a heading, as shown.
    ///
    /// # Accept
    ///
    /// The line is text, and the table belongs to the section above. The subject is the line.
    EC118 "unmarked-title" Error,
    accept Error: "the line is text, and the table belongs to the section above"
}

fn unmarked_title(input: &Input<'_>) -> Vec<Finding> {
    let document = input.document;
    let source = &document.source;
    let mut findings = Vec::new();
    for table in &document.tables {
        let Some((line, title)) = unmarked(document, table) else {
            continue;
        };
        // The heading of another table says how deep that of this one is.
        let other = document.headings.iter().find(|heading| announces(heading));
        let level = other.map_or(4, |heading| heading.level);
        let heading = format!("{} {title}", "#".repeat(level.into()));
        let message = format!(
            "{} stands above a table, but is not a heading",
            text::quoted(title)
        );
        let edit = Edit::replace(source.lines()[line], heading);
        let finding = Finding::new(&EC118, source.lines()[line], message).on(title);
        findings.push(finding.edit("make it a heading:", vec![edit]));
    }
    findings
}

/// The line above a table, blank ones aside, where it reads as the title of one.
pub(super) fn unmarked<'a>(document: &'a Document, table: &Table) -> Option<(usize, &'a str)> {
    let source = &document.source;
    let above = (0..table.header.line)
        .rev()
        .find(|&line| !line::is_blank(source.line(line)))?;
    let line = source.line(above).trim();
    let title = line.trim_matches(['*', '_']).trim();
    let (number, name) = title::split(title);
    let announces = number.is_some_and(|number| !number.starts_with(|c: char| c.is_ascii_digit()));
    let is_sentence = title.ends_with([
        '。', '.', ':', '：', '!', '！', '?', '？', ';', '；', ',', '，',
    ]);
    let is_title = announces && !name.is_empty() && !is_sentence && !line::has_pipe(line);
    (is_title && !document.is_boundary(above)).then_some((above, title))
}
