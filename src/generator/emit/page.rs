//! The catalogue as a table for the front page of the docs.

use core::fmt::Write;

use crate::generator::catalogue::Catalogue;
use crate::generator::text;

/// All entries as a Markdown table, each code with a link to its variant, and each line with an anchor to
/// link to. Document text is escaped so that none of it is anything but text.
#[must_use]
pub fn page(catalogue: &Catalogue) -> String {
    let mut page =
        String::from("| Code | Status | Message | Our reading | Table | Line |\n|-|-|-|-|-|-|\n");
    for entry in &catalogue.entries {
        let code = &catalogue.codes[entry.code];
        let titles = entry
            .tables
            .iter()
            .map(|&table| text::doc(&catalogue.tables[table].title));
        let messages: Vec<String> = entry
            .texts
            .iter()
            .map(|text| text::doc(&text.message))
            .collect();
        let reading = entry.handling.as_ref().map(|handling| {
            let reason = text::doc(&handling.reason);
            format!("{}, retry {}: {reason}", handling.grpc, handling.retry)
        });
        // Writing to a string cannot fail.
        let _ = writeln!(
            page,
            "| [{}](ErrorCode::{}) | {} | {} | {} | {} | <a id=\"line-{line}\"></a>{line} |",
            text::doc_code(&code.name),
            code.variant,
            entry.status,
            messages.join(" / "),
            reading.unwrap_or_default(),
            titles.collect::<Vec<_>>().join(", "),
            line = entry.line()
        );
    }
    page
}
