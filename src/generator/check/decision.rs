//! What people have decided of tables, columns and words.

use std::collections::BTreeSet;

use super::code::unfit_in_row;
use super::message::words;
use super::{Input, Rule, Stage, at_row, check, delete_row, is_accepted};
use crate::generator::annotations::{ANY_WORD, LEFT_OUT, TableName};
use crate::generator::document::{Document, title};
use crate::generator::finding::{File, Finding, Level};
use crate::generator::rows::long_title;
use crate::generator::schema::{CODES, CORRECTIONS, Language, MEANINGS, Schema, TABLES, codes};
use crate::generator::source::Span;
use crate::generator::{status, text};

pub(super) const RULES: &[Rule] = &[
    Rule(&EC504, Stage::Missing, unnamed_table),
    Rule(&EC505, Stage::Missing, nothing_checked),
    Rule(&EC506, Stage::Stale, unused_word),
    Rule(&EC509, Stage::Missing, unsaid),
    Rule(&EC509, Stage::Stale, unused_row),
];

check! {
    /// Unnamed table.
    ///
    /// # What it finds
    ///
    /// A title of a table for which the annotations have no Rust name.
    ///
    /// # Why it matters
    ///
    /// Programs ask for the entries of a table by that name.
    ///
    /// # Example
    ///
    /// A new table 表3.流控错误码.
    ///
    /// # Mend
    ///
    /// Write the row that the finding shows; or, where the title of a table has changed, change it in the
    /// annotations.
    EC504 "unnamed-table" Error
}

fn unnamed_table(input: &Input<'_>) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    let mut findings = Vec::new();
    for table in input
        .rows
        .tables
        .iter()
        .filter(|table| seen.insert(&table.title))
    {
        let (title, span) = (&table.title, table.table.header.span);
        let renamed = input.renamed.as_ref().filter(|(_, new)| new == title);
        if renamed.is_none() && input.annotations.table(title).is_some() {
            continue;
        }
        let message = format!("the table {} has no Rust name", text::quoted(title));
        // A table may be an old one under another title.
        let mut finding = Finding::new(&EC504, span, message)
            .on(title)
            .for_person(renamed.is_some());
        if let Some((old, new)) = renamed {
            finding = finding.help(format!(
                "if it is {} under another title, write {} in its place, in every row of {}",
                text::quoted(old),
                text::quoted(new),
                text::visible(input.annotations.document.source.path())
            ));
        }
        let say = format!(
            "write {{place}}, with a name such as `Console` in the last cell, or `{LEFT_OUT}` to leave the table out"
        );
        let row = text::markdown_row(&[title, ""]);
        findings.push(finding.with_help(input.annotations.help(&TABLES, &say, vec![row])));
    }
    findings.extend(unfit_names(input));
    findings
}

/// Names of tables that Rust cannot bear.
fn unfit_names(input: &Input<'_>) -> Vec<Finding> {
    let rows = input.annotations.tables.iter();
    let unfit = |row: &TableName| {
        let whose = format!("the table {}", text::quoted(&row.title));
        let finding = unfit_in_row(row.span, &whose, &row.name)?;
        Some(finding.help(format!(
            "write a name such as `Console`, or `{LEFT_OUT}` to leave the table out"
        )))
    };
    rows.filter(|row| !row.leaves_out())
        .filter_map(unfit)
        .collect()
}

check! {
    /// Nothing checked.
    ///
    /// # What it finds
    ///
    /// A document without a table of error codes, or without a code.
    ///
    /// # Why it matters
    ///
    /// A build that succeeds with no code at all hides that the wrong file was read.
    ///
    /// # Example
    ///
    /// An empty file, or one whose tables are all left out.
    ///
    /// # Mend
    ///
    /// Write a table as the finding shows.
    EC505 "nothing-checked" Error
}

fn nothing_checked(input: &Input<'_>) -> Vec<Finding> {
    let explained = input.found.iter().any(|finding| {
        let is_error = finding.level == Level::Error && finding.file == File::Document;
        is_error && !is_accepted(finding, input.annotations)
    });
    if explained || input.rows.all.iter().any(|row| row.entry().is_some()) {
        return Vec::new();
    }
    let message = if input.rows.left_out > 0 {
        "all tables of the document are left out"
    } else if input.rows.tables.is_empty() {
        "the document holds no table of error codes"
    } else {
        "the document holds no code"
    };
    let language = Language::of(input.document.source.text());
    let (title, row) = match language {
        Language::Chinese => ("#### 表1.标题", "| NOT_FOUND | 404 | 资源不存在 |  |"),
        Language::English => (
            "## Errors",
            "| NOT_FOUND | 404 | There is no such resource. |  |",
        ),
    };
    let columns = codes::SOLUTION + 1;
    let header = CODES.header(language, columns);
    let lines = [title, "", &header, &Schema::delimiter(columns), row].map(str::to_owned);
    let finding = Finding::new(&EC505, Span::new(0, 0), message);
    vec![finding.help_lines("a table of error codes looks like this:", lines.to_vec())]
}

check! {
    /// Unused word.
    ///
    /// # What it finds
    ///
    /// A word in the annotations that no message holds, or that is listed twice.
    ///
    /// # Why it matters
    ///
    /// It would classify a word of a later edition without anybody having looked at it.
    ///
    /// # Example
    ///
    /// A placeholder that a new edition does not use any more.
    ///
    /// # Mend
    ///
    /// Delete the row.
    EC506 "unused-word" Error
}

fn unused_word(input: &Input<'_>) -> Vec<Finding> {
    let used: BTreeSet<&str> = input.rows.all.iter().flat_map(words).collect();
    let any = used.iter().any(|word| !input.annotations.lists(word));
    let mut seen = BTreeSet::new();
    let mut findings = Vec::new();
    for row in &input.annotations.words {
        let word = row.word.as_str();
        let quoted = text::quoted(word);
        let is_used = used.contains(word) || (word == ANY_WORD && any);
        let message = if !seen.insert((word, row.kind)) {
            format!("{quoted} is listed already")
        } else if !is_used && word == ANY_WORD {
            format!("{quoted} is listed, but every word of the messages is")
        } else if !is_used {
            format!("no message holds the word {quoted}")
        } else {
            continue;
        };
        findings.push(delete_row(at_row(&EC506, row.span, message), input));
    }
    findings
}

check! {
    /// Unused row.
    ///
    /// # What it finds
    ///
    /// A row under "Tables", "Columns" or "Codes" that cannot be used: no table has the title, no header the name, no
    /// row the code; it is there twice; or a cell holds something else than it should.
    ///
    /// # Why it matters
    ///
    /// It would decide on a table of a later edition without anybody having looked at it.
    ///
    /// # Example
    ///
    /// The name of a table that a new edition does not have any more.
    ///
    /// # Mend
    ///
    /// Delete the row, or write what the finding says.
    EC509 "unused-row" Error
}

/// Rows that do not say what they should.
fn unsaid(input: &Input<'_>) -> Vec<Finding> {
    let mut findings = unsaid_columns(input);
    findings.extend(bad_statuses(input));
    findings
}

/// Rows that do not say what a column holds.
fn unsaid_columns(input: &Input<'_>) -> Vec<Finding> {
    let names = MEANINGS.map(|name| format!("`{name}`")).join(", ");
    let rows = input
        .annotations
        .columns
        .iter()
        .filter(|row| row.meaning.is_none());
    rows.map(|row| {
        let message = format!(
            "it is not said what the column {} holds",
            text::quoted(&row.header)
        );
        let help = format!("write {names} or `{LEFT_OUT}` in the last cell");
        at_row(&EC509, row.span, message).help(help)
    })
    .collect()
}

fn unused_row(input: &Input<'_>) -> Vec<Finding> {
    let mut findings = unused_titles(input);
    findings.extend(unused_columns(input));
    findings.extend(unused_codes(input));
    findings
}

fn unused_codes(input: &Input<'_>) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    let mut findings = Vec::new();
    for row in &input.annotations.codes {
        let code = text::quoted(&row.code);
        let message = if !seen.insert(&row.code) {
            format!("{code} is named already")
        } else if !input.rows.variants.contains_key(row.code.as_str()) {
            format!("{code} is named, but no row has this code")
        } else {
            continue;
        };
        findings.push(delete_row(at_row(&EC509, row.span, message), input));
    }
    findings
}

/// Statuses of tables and codes that are none, or that nothing needs.
fn bad_statuses(input: &Input<'_>) -> Vec<Finding> {
    let tables = input.rows.tables.iter();
    let titles: BTreeSet<String> = tables
        .filter(|table| table.layout.cells[codes::STATUS].is_none())
        .map(|table| text::visible(&table.title))
        .collect();
    let rows = input
        .rows
        .all
        .iter()
        .filter(|row| row.has_status_of_table());
    let needed: BTreeSet<&str> = rows.map(|row| row.code.cell.text.as_str()).collect();
    let of_tables = input.annotations.tables.iter().map(|row| {
        let unneeded = format!(
            "every table {} has a column of its own for the status",
            text::quoted(&row.title)
        );
        (&row.status, row.span, titles.contains(&row.title), unneeded)
    });
    let of_codes = input.annotations.codes.iter().map(|row| {
        let unneeded = format!(
            "every row of {} has a status of its own",
            text::quoted(&row.code)
        );
        (
            &row.status,
            row.span,
            needed.contains(row.code.as_str()),
            unneeded,
        )
    });
    let mut findings = Vec::new();
    for (status, span, is_needed, unneeded) in of_tables.chain(of_codes) {
        let (message, help) = if status.is_empty() {
            continue;
        } else if status::number(status).is_none() {
            (
                format!("{} is not an HTTP status", text::quoted(status)),
                "write a status of three digits, 100 to 599",
            )
        } else if !is_needed {
            (unneeded, "leave the cell blank")
        } else {
            continue;
        };
        findings.push(at_row(&EC509, span, message).help(help));
    }
    findings
}

fn unused_titles(input: &Input<'_>) -> Vec<Finding> {
    let document = input.document;
    let tables = document.tables.iter().flat_map(|table| {
        let title = document.title_of(table);
        [long_title(&title, table), title]
    });
    let html = document
        .html_tables
        .iter()
        .map(|span| document.heading_above(span.start));
    let strays = document.strays.iter().map(|stray| stray.heading);
    let sections = html
        .chain(strays)
        .map(|heading| document.section(heading).to_owned());
    let known: BTreeSet<String> = tables
        .chain(sections)
        .map(|title| text::visible(&title))
        .collect();
    let mut seen = BTreeSet::new();
    let mut findings = Vec::new();
    for row in &input.annotations.tables {
        let title = text::quoted(&row.title);
        if !seen.insert(&row.title) {
            let message = format!("{title} is named already");
            findings.push(delete_row(at_row(&EC509, row.span, message), input));
        } else if row.title.is_empty() || !known.contains(&row.title) {
            let message = format!("{title} is named, but no table has this title");
            let finding = at_row(&EC509, row.span, message);
            findings.push(match line_of_title(document, &row.title) {
                Some(line) => finding.help(format!(
                    "line {line} of the document holds it, but is not a heading: write `#`, a space and the title there, \
                     or correct it so under \"## {}\"",
                    CORRECTIONS.heading
                )),
                None => delete_row(finding, input),
            });
        }
    }
    findings
}

/// The line that holds a title, perhaps in bold or behind number signs, but is no heading; counted from 1.
fn line_of_title(document: &Document, title: &str) -> Option<usize> {
    let source = &document.source;
    let is_its = |line: &Span| {
        let marks = |c: char| c.is_whitespace() || matches!(c, '#' | '*' | '_' | ':' | '：');
        let line = source.slice(*line).trim_matches(marks);
        !title.is_empty() && text::visible(title::split(line).1) == title
    };
    let line = source.lines().iter().position(is_its)?;
    let headings = document.headings.iter();
    let is_heading = |line| {
        headings
            .clone()
            .any(|heading| source.line_of(heading.span.start) == line)
    };
    (!is_heading(line)).then_some(line + 1)
}

fn unused_columns(input: &Input<'_>) -> Vec<Finding> {
    let tables = input.document.tables.iter();
    let read = tables.filter(|table| !input.leaves_out_table(File::Document, table));
    let known: BTreeSet<&str> = read.flat_map(|table| table.header_texts()).collect();
    let mut seen = BTreeSet::new();
    let mut findings = Vec::new();
    for row in &input.annotations.columns {
        let header = text::quoted(&row.header);
        if !seen.insert(&row.header) {
            let message = format!("what the column {header} holds is said already");
            findings.push(delete_row(at_row(&EC509, row.span, message), input));
        } else if !known.contains(row.header.as_str()) {
            let message = format!("no table has a column {header}");
            findings.push(delete_row(at_row(&EC509, row.span, message), input));
        }
    }
    findings
}
