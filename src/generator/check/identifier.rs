//! Names of the document that cannot be names in Rust, or not two of them.

use super::code::Fault;
use super::{Input, check};
use crate::generator::catalogue::{Catalogue, Entry};
use crate::generator::finding::Finding;
use crate::generator::group::{self, List};
use crate::generator::listing::CodeRow;
use crate::generator::name;
use crate::generator::template;
use crate::generator::text;

check! {
    /// **Identifier collision.** Two codes, two tables, two messages, or two placeholders of a
    /// message would have one Rust name, or names that differ only in case.
    ///
    /// *Example:* `FOO_BAR` and `FOO__BAR` would both be `FooBar`.
    ///
    /// *Mend:* one of them is mostly a misprint; correct it in the document. Of tables, change a
    /// name in the annotations.
    ///
    /// *Accept:* not possible.
    EC207 "identifier-collision" Error, identifier_collision
}

fn identifier_collision(input: &Input<'_>, findings: &mut Vec<Finding>) {
    let rows = input.listing.alike.iter();
    let rows = rows.filter(|row| name::is_code(row.name()));
    let variant = |row: &CodeRow<'_>| name::variant(row.name()).to_ascii_lowercase();
    let names: Vec<(String, &CodeRow<'_>)> = rows.map(|row| (variant(row), row)).list();
    for rows in &group::alike(&names, |(variant, _)| variant) {
        let codes = group::alike(rows, |(_, row)| row.name());
        if codes.len() < 2 {
            continue;
        }
        let names: Vec<&str> = codes.iter().map(|rows| rows[0].1.name()).list();
        let variants = names.iter().map(|code| name::variant(code));
        let message = format!(
            "{} would be {} in Rust",
            text::listed(&names.iter().map(|code| text::quoted(code)).list()),
            text::listed(&variants.map(|variant| text::quoted(&variant)).list())
        );
        let places = codes.iter().map(|rows| rows[0].1.code_span());
        let places = group::sorted(&places.list(), |place| place);
        let finding = Finding::new(&EC207, places[0], message)
            .on(text::joined(&names, " "))
            .help("correct the one that is misprinted");
        findings.push(finding.also_at(&places[1..]));
    }
    same_messages(input, findings);
    same_fields(input, findings);
}

/// Messages of one name. Only the numbers behind their names can collide, with those at the end of a
/// code.
fn same_messages(input: &Input<'_>, findings: &mut Vec<Finding>) {
    let numbered = |row: &CodeRow<'_>| row.name().ends_with(|c: char| c.is_ascii_digit());
    let numbers = !input.listing.alike.is_empty() || !input.messages.rich.is_empty();
    if !numbers || !input.listing.rows.iter().any(numbered) {
        return;
    }
    let catalogue = Catalogue::of(input.listing, input.annotations);
    let mut variants: Vec<(&str, Option<&Entry>)> = Vec::new();
    for code in &catalogue.codes {
        variants.push((&code.variant, None));
    }
    for entry in &catalogue.entries {
        for message in &entry.messages {
            variants.push((&message.variant, Some(entry)));
        }
    }
    let lines = input.document.source.lines();
    for alike in &group::alike(&variants, |(variant, _)| *variant) {
        let (variant, _) = *alike[0];
        let entries: Vec<&Entry> = alike.iter().filter_map(|(_, entry)| *entry).list();
        // Where the codes themselves collide, there is no more to say.
        if alike.len() - entries.len() > 1 {
            continue;
        }
        for pair in entries.windows(2) {
            let &[other, entry] = pair else { continue };
            let code = &catalogue.codes[entry.code].name;
            let what = format!("two messages would be {} in Rust", text::quoted(variant));
            findings.push(
                Finding::new(&EC207, lines[entry.line - 1], what)
                    .on(format!("{code} {}", entry.status))
                    .help("correct the name that is misprinted, or write another")
                    .also(lines[other.line - 1], ""),
            );
        }
    }
}

/// Placeholders of a message whose fields would have one name.
fn same_fields(input: &Input<'_>, findings: &mut Vec<Finding>) {
    let source = &input.document.source;
    let mut messages: Vec<(&CodeRow<'_>, &str)> = Vec::new();
    for row in &input.messages.rich {
        for message in template::alternatives(row.message.text) {
            messages.push((row, message));
        }
    }
    for (row, message) in group::firsts(&messages, |(row, message)| {
        (row.name(), row.number, *message)
    }) {
        let names = template::names(message, &|word| input.annotations.is_placeholder(word));
        for names in &group::alike(&names, |name| name::field(name)) {
            let field = name::field(names[0]);
            for pair in names.windows(2) {
                let [one, two] = [pair[0], pair[1]].map(|name| text::quoted(name));
                let what = format!(
                    "the placeholders {one} and {two} would both be {} in Rust",
                    text::quoted(&field)
                );
                findings.push(
                    Finding::new(&EC207, source.lines()[row.row.line], what)
                        .on(row.subject())
                        .help("correct the name that is misprinted, or write another"),
                );
            }
        }
    }
}

check! {
    /// **Reserved identifier.** A code or a table's name cannot be a Rust name: `SELF` would be
    /// `Self`, `2FA` starts with a digit, `_` leaves nothing.
    ///
    /// *Example:* the code `SELF`.
    ///
    /// *Mend:* correct the code in the document, or the name in the annotations.
    ///
    /// *Accept:* not possible.
    EC208 "reserved-identifier" Error, reserved_identifier
}

fn reserved_identifier(input: &Input<'_>, findings: &mut Vec<Finding>) {
    for (row, fault) in input.faults {
        if let Fault::Reserved(why) = fault {
            let message = format!("{} cannot be a Rust name: {why}", text::quoted(row.name()));
            findings.push(
                Finding::new(&EC208, row.code_span(), message)
                    .on(row.name())
                    .help("correct the code in the document"),
            );
        }
    }
}
