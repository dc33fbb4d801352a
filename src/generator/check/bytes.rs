//! Files that are not plain text, or too large.

use super::{Input, check};
use crate::generator::document::Excess;
use crate::generator::finding::{File, Finding, Level};
use crate::generator::group;
use crate::generator::source::FaultKind;

check! {
    /// **Encoding.** The file is not plain UTF-8 text: it begins with a byte order mark, holds
    /// bytes that are not UTF-8, a NUL, a control character, or a carriage return on its own.
    ///
    /// *Example:* a file saved as UTF-16 or GB 18030, or one into which a terminal's escape
    /// sequences were pasted.
    ///
    /// *Mend:* save the file as UTF-8 without a byte order mark, and delete the characters that
    /// the finding names.
    ///
    /// *Accept:* only a byte order mark, which is left out of the text.
    EC112 "bom-or-encoding" Error, encoding,
    accepted Warning: "the byte order mark is left out"
}

fn encoding(input: &Input<'_>, findings: &mut Vec<Finding>) {
    for (file, document) in input.documents() {
        let faults = document.source.faults();
        for alike in &group::alike(faults, |fault| fault.kind) {
            let kind = faults[alike[0]].kind;
            let mut places = Vec::new();
            for &at in alike {
                places.push(faults[at].span);
            }
            let (message, help) = match kind {
                FaultKind::ByteOrderMark => (
                    "the file begins with a byte order mark".to_owned(),
                    "save the file as UTF-8 without a byte order mark (delete its first three bytes, EF BB BF)",
                ),
                FaultKind::Utf16 => (
                    "the file looks like UTF-16".to_owned(),
                    "save the file as UTF-8",
                ),
                FaultKind::InvalidUtf8 => (
                    "the file is not UTF-8".to_owned(),
                    "save the file as UTF-8; the marked bytes are not",
                ),
                FaultKind::Control('\r') => (
                    "a carriage return without a line feed".to_owned(),
                    "end lines with a line feed, with or without a carriage return before it",
                ),
                FaultKind::Control(c) => (
                    format!(
                        "the control character U+{:04X} stands in the file",
                        u32::from(c)
                    ),
                    "delete it",
                ),
            };
            let bom = kind == FaultKind::ByteOrderMark;
            let level = if bom { Level::Warning } else { Level::Error };
            let finding = Finding::new(&EC112, places[0], message)
                .in_file(file)
                .at_level(level)
                .on("byte order mark")
                .also_at(&places[1..])
                .help(help);
            let deletes = matches!(kind, FaultKind::Control(c) if c != '\r');
            findings.push(if deletes {
                finding.delete_at(&places)
            } else {
                finding
            });
        }
    }
}

check! {
    /// **Too large.** The file, a row or a cell goes over a limit: 4 MiB a file, 64 columns,
    /// 20,000 rows, 4 KiB a cell, 65,535 messages, 65,535 placeholders in them. Nothing is cut short
    /// to make it fit.
    ///
    /// *Example:* a line of a million pipes.
    ///
    /// *Mend:* split the document, or shorten what the finding names.
    ///
    /// *Accept:* not possible.
    EC117 "too-large" Error, too_large
}

/// The most messages, and placeholders in them, of which code is made.
const MOST: usize = u16::MAX as usize;

fn too_large(input: &Input<'_>, findings: &mut Vec<Finding>) {
    let messages = [
        ("messages", input.messages.messages),
        ("placeholders", input.messages.placeholders),
    ];
    for (file, document) in input.documents() {
        let mut excesses = document.excesses.clone();
        for (of, count) in messages {
            if file == File::Document && count.all > MOST {
                excesses.push(Excess {
                    of,
                    found: count.all,
                    limit: MOST,
                    span: document.source.lines()[count.line],
                });
            }
        }
        for excess in &excesses {
            let message = format!(
                "{} {}, where at most {} are read",
                excess.found, excess.of, excess.limit
            );
            let help = format!("bring it down to {} {}", excess.limit, excess.of);
            findings.push(
                Finding::new(&EC117, excess.span, message)
                    .in_file(file)
                    .help(help),
            );
        }
    }
}
