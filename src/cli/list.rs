//! `list`: all entries as a table.

use std::io::{self, Write};

use apigateway_errors::{ENTRIES, Grpc, Retry};
use comfy_table::{Table, presets};

use super::Outcome;

pub(super) fn run(out: &mut impl Write) -> io::Result<Outcome> {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING);
    table.set_header([
        "CODE", "STATUS", "GRPC", "RETRY", "TABLE", "LINE", "MESSAGE", "SOLUTION",
    ]);
    for entry in ENTRIES {
        for text in entry.texts() {
            table.add_row([
                entry.code().as_str(),
                &entry.status().to_string(),
                entry.grpc().map_or("", Grpc::as_str),
                entry.retry().map_or("", Retry::as_str),
                text.table().title(),
                &text.line().to_string(),
                text.message(),
                text.solution().unwrap_or_default(),
            ]);
        }
    }
    for line in table.lines() {
        writeln!(out, "{}", line.trim())?;
    }
    Ok(Outcome::Clean)
}
