//! Names of the document that cannot be names in Rust, or not two of them.

use super::code::Fault;
use super::identity::{code_rows, first_of_each_code};
use super::{Input, check};
use crate::generator::catalogue::Catalogue;
use crate::generator::finding::Finding;
use crate::generator::group;
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
    let rows = code_rows(input.listing);
    let variant = |row: &CodeRow<'_>| name::variant(row.name()).to_ascii_lowercase();
    for alike in &group::alike(&rows, variant) {
        let codes = first_of_each_code(&rows, alike);
        if codes.len() < 2 {
            continue;
        }
        let (mut names, mut places) = (Vec::new(), Vec::new());
        let (mut quoted, mut variants) = (Vec::new(), Vec::new());
        for row in &codes {
            names.push(row.name());
            quoted.push(text::quoted(row.name()));
            variants.push(text::quoted(&name::variant(row.name())));
            places.push(row.code_span());
        }
        let message = format!(
            "{} would be {} in Rust",
            text::listed(&quoted),
            text::listed(&variants)
        );
        let places = group::sorted(&places);
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
    let last = |row: &CodeRow<'_>| row.name().bytes().last();
    let numbered = |row: &CodeRow<'_>| last(row).is_some_and(|b| b.is_ascii_digit());
    let numbers = !input.listing.alike.is_empty() || !input.messages.rich.is_empty();
    if !numbers || !input.listing.rows.iter().any(numbered) {
        return;
    }
    let catalogue = Catalogue::of(input.listing, input.annotations);
    let mut variants = Vec::new();
    for code in &catalogue.codes {
        variants.push((code.variant.as_str(), None));
    }
    for entry in &catalogue.entries {
        for message in &entry.messages {
            variants.push((message.variant.as_str(), Some(entry)));
        }
    }
    let lines = input.document.source.lines();
    for alike in &group::alike(&variants, |(variant, _)| *variant) {
        let (variant, _) = variants[alike[0]];
        let mut entries = Vec::new();
        for &at in alike {
            if let (_, Some(entry)) = variants[at] {
                entries.push(entry);
            }
        }
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
    let mut messages = Vec::new();
    for row in &input.messages.rich {
        for message in template::alternatives(row.message.text) {
            messages.push((row, message));
        }
    }
    for at in group::firsts(&messages, |(row, message)| (row.entry(), *message)) {
        let (row, message) = messages[at];
        let names = template::names(message, &|word| input.annotations.is_placeholder(word));
        for alike in &group::alike(&names, |name| name::field(name)) {
            let field = name::field(&names[alike[0]]);
            for pair in alike.windows(2) {
                let (one, two) = (text::quoted(&names[pair[0]]), text::quoted(&names[pair[1]]));
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
