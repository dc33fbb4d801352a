//! Names of the document of which Rust would not tell two apart.

use std::collections::{BTreeMap, BTreeSet};

use super::bytes::EC117;
use super::code::odd;
use super::identity::{firsts, rows_by};
use super::{Input, Rule, Stage, check};
use crate::generator::annotations::CodeName;
use crate::generator::catalogue::Catalogue;
use crate::generator::finding::{File, Finding};
use crate::generator::name;
use crate::generator::rows::CodeRow;
use crate::generator::schema::CODE_NAMES;
use crate::generator::source::Span;
use crate::generator::text;

pub(super) const RULES: &[Rule] = &[Rule(&EC207, Stage::Content, identifier_collision)];

check! {
    /// Identifier collision.
    ///
    /// # What it finds
    ///
    /// Two codes, two tables, two messages, or two placeholders of a message that would have one Rust name, or
    /// names that differ only in case.
    ///
    /// # Why it matters
    ///
    /// The generated code would not compile, or could not be read.
    ///
    /// # Example
    ///
    /// `FOO_BAR` and `FOO__BAR` would both be `FooBar`.
    ///
    /// # Mend
    ///
    /// One of them is mostly a misprint; correct it. Of codes that are right, give one another name under "Codes"
    /// in the annotations; of tables, under "Tables".
    EC207 "identifier-collision" Error
}

fn identifier_collision(input: &Input<'_>) -> Vec<Finding> {
    let mut findings = same_codes(input);
    findings.extend(same_tables(input));
    // Where codes collide or may be misprinted, so do their messages; where there are too many, nobody reads them.
    let too_large = input
        .found
        .iter()
        .any(|finding| finding.check.id == EC117.id);
    if findings.is_empty() && odd(input).is_empty() && !too_large {
        let catalogue = Catalogue::of(input.rows, input.annotations);
        findings.extend(same_messages(input, &catalogue));
        findings.extend(same_fields(input, &catalogue));
    }
    findings
}

fn same_codes(input: &Input<'_>) -> Vec<Finding> {
    let name = |code: &str| input.rows.variants.get(code).cloned();
    // What is no name has a finding of its own.
    let variant = |row: &CodeRow<'_>| {
        let variant = name(row.code.value.ok()?)?;
        name::unfit_variant(&variant)
            .is_none()
            .then(|| variant.to_ascii_lowercase())
    };
    // A code that is not written as most are is mostly the misprint.
    let odd = odd(input);
    let is_decided = |row: &&CodeRow<'_>| {
        let code = row.code.cell.text.as_str();
        let is_named = |row: &CodeName| !row.variant.is_empty() || !row.status.is_empty();
        !odd.contains(code) && input.annotations.code(code).is_none_or(is_named)
    };
    let mut findings = Vec::new();
    for rows in rows_by(input, variant).values() {
        let rows = firsts(rows, |row| row.code.value.ok());
        if rows.len() > 1 && rows.iter().all(is_decided) {
            let codes: Vec<&str> = rows.iter().map(|row| row.code.cell.text.as_str()).collect();
            let quoted: Vec<String> = codes.iter().map(|code| text::quoted(code)).collect();
            let variants: Vec<String> = codes
                .iter()
                .map(|code| text::quoted(&name(code).unwrap_or_default()))
                .collect();
            let spans: Vec<Span> = rows.iter().map(|row| row.code.cell.span).collect();
            let message = format!(
                "{} would be {} in Rust",
                text::listed(&quoted),
                text::listed(&variants)
            );
            let finding = Finding::at(&EC207, &spans, message).on(codes.join(" "));
            let unnamed = codes
                .iter()
                .filter(|code| input.annotations.variant(code).is_none());
            let rows: Vec<String> = unnamed
                .map(|code| text::markdown_row(&[code, ""]))
                .collect();
            let finding = finding.help("correct the one that is misprinted");
            findings.push(if rows.is_empty() {
                finding.help("write another name under \"Codes\"")
            } else {
                let say = "or, if all are right, name them: write {place}, with a name such as `NotFound` in the last cell";
                finding.with_help(input.annotations.help(&CODE_NAMES, say, rows))
            });
        }
    }
    findings
}

fn same_tables(input: &Input<'_>) -> Vec<Finding> {
    let mut names: BTreeMap<&str, &str> = BTreeMap::new();
    let mut findings = Vec::new();
    let tables = input.rows.tables.iter();
    let titles: BTreeSet<String> = tables.map(|table| text::visible(&table.title)).collect();
    for table in input
        .annotations
        .tables
        .iter()
        .filter(|table| !table.leaves_out() && !table.name.is_empty())
        .filter(|table| titles.contains(&table.title))
    {
        let first = *names.entry(&table.name).or_insert(&table.title);
        if first != table.title {
            let (one, other) = (text::quoted(first), text::quoted(&table.title));
            let message = format!(
                "{one} and {other} would both be {}",
                text::quoted(&table.name)
            );
            let finding = Finding::new(&EC207, table.span, message).in_file(File::Annotations);
            findings.push(finding.help("write another name"));
        }
    }
    findings
}

/// Messages of one name: the number behind it may be the end of another code.
fn same_messages(input: &Input<'_>, catalogue: &Catalogue) -> Vec<Finding> {
    let lines = input.document.source.lines();
    let mut seen = BTreeMap::new();
    let mut findings = Vec::new();
    for entry in &catalogue.entries {
        for message in &entry.messages {
            let Some(first) = seen.insert(message.variant.as_str(), entry) else {
                continue;
            };
            let code = &catalogue.codes[entry.code].name;
            let what = format!(
                "two messages would be {} in Rust",
                text::quoted(&message.variant)
            );
            findings.push(
                Finding::new(&EC207, lines[entry.line() - 1], what)
                    .on(format!("{code} {}", entry.status))
                    .also(lines[first.line() - 1], "")
                    .help("correct the name that is misprinted, or write another"),
            );
        }
    }
    findings
}

/// Placeholders of a message whose fields would have one name.
fn same_fields(input: &Input<'_>, catalogue: &Catalogue) -> Vec<Finding> {
    let lines = input.document.source.lines();
    let mut findings = Vec::new();
    for entry in &catalogue.entries {
        for message in &entry.messages {
            let mut seen = BTreeSet::new();
            let mut repeated = message.fields.iter().filter(|field| !seen.insert(*field));
            if let Some(field) = repeated.next() {
                let names: Vec<String> = (message.template.names.iter().zip(&message.fields))
                    .filter(|(_, other)| *other == field)
                    .map(|(name, _)| text::quoted(name))
                    .collect();
                let what = format!(
                    "the placeholders {} would both be {} in Rust",
                    text::listed(&names),
                    text::quoted(field)
                );
                let code = &catalogue.codes[entry.code].name;
                let finding = Finding::new(&EC207, lines[entry.line() - 1], what);
                findings.push(
                    finding
                        .on(format!("{code} {}", entry.status))
                        .help("correct the name that is misprinted, or write another"),
                );
            }
        }
    }
    findings
}
