//! Files that are not plain text, too large, or half merged.

use std::collections::BTreeMap;

use super::{Input, Rule, Stage, check};
use crate::generator::document::Excess;
use crate::generator::finding::{Edit, File, Finding, Level};
use crate::generator::rows::CodeRow;
use crate::generator::source::{FaultKind, Span};
use crate::generator::template;

pub(super) const RULES: &[Rule] = &[
    Rule(&EC112, Stage::Structure, encoding),
    Rule(&EC117, Stage::Structure, too_large),
    Rule(&EC120, Stage::Structure, conflict_marks),
];

check! {
    /// Encoding.
    ///
    /// # What it finds
    ///
    /// A file that is not plain UTF-8 text: it begins with a byte order mark, or holds bytes that are not
    /// UTF-8, a control character, or a carriage return on its own.
    ///
    /// # Why it matters
    ///
    /// Readers disagree on what such a file says, and a terminal may do what its control characters say.
    ///
    /// # Example
    ///
    /// A file saved as UTF-16 or GB 18030, or one into which a terminal's escape sequences were pasted.
    ///
    /// # Mend
    ///
    /// Save the file as UTF-8 without a byte order mark, and delete the characters that the finding names.
    ///
    /// # Accept
    ///
    /// Only a byte order mark, which is left out of the text.
    EC112 "bom-or-encoding" Error, accept Warning: "the byte order mark is left out"
}

fn encoding(input: &Input<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, document) in input.documents() {
        let mut kinds: BTreeMap<FaultKind, Vec<Span>> = BTreeMap::new();
        for fault in document.source.faults() {
            kinds.entry(fault.kind).or_default().push(fault.span);
        }
        for (kind, spans) in kinds {
            let (message, help) = match kind {
                FaultKind::TooLarge => continue,
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
                FaultKind::Control(c) => {
                    let message = format!(
                        "the file holds the control character U+{:04X}",
                        u32::from(c)
                    );
                    let edits = spans.iter().map(|&span| Edit::replace(span, "")).collect();
                    let finding = Finding::at(&EC112, &spans, message).in_file(file);
                    findings.push(finding.edit("delete it:", edits));
                    continue;
                }
            };
            let level = match kind {
                FaultKind::ByteOrderMark => Level::Warning,
                _ => Level::Error,
            };
            let finding = Finding::at(&EC112, &spans, message)
                .in_file(file)
                .with_level(level);
            findings.push(finding.on("byte order mark").help(help));
        }
    }
    findings
}

check! {
    /// Too large.
    ///
    /// # What it finds
    ///
    /// A file, a row or a cell over a limit: 4 MiB a file, 64 columns, 20,000 rows, 4 KiB a cell, 65,535
    /// messages, 65,535 placeholders in them.
    ///
    /// # Why it matters
    ///
    /// A build must end in bounded time and memory, whatever the document holds. Nothing is cut short to
    /// make it fit.
    ///
    /// # Example
    ///
    /// A line of a million pipes.
    ///
    /// # Mend
    ///
    /// Split the document, or shorten what the finding names.
    EC117 "too-large" Error
}

/// The most messages, and placeholders in them, of which code is made.
const MOST: usize = u16::MAX as usize;

fn too_large(input: &Input<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, document) in input.documents() {
        let mut excesses = document.excesses.clone();
        if file == File::Document {
            excesses.extend(excessive_messages(input));
        }
        for excess in excesses {
            let Excess {
                of,
                found,
                limit,
                span,
            } = excess;
            let message = format!("{found} {of}; the limit is {limit}");
            let finding = Finding::new(&EC117, span, message).in_file(file);
            findings.push(finding.help(format!("bring it down to {limit} {of}")));
        }
    }
    findings
}

/// Too many messages or placeholders, at the row that has most of them.
fn excessive_messages(input: &Input<'_>) -> Vec<Excess> {
    let placeholders = |text: &str| {
        let is_placeholder = |word: &str| input.annotations.is_placeholder(word);
        template::placeholders(text, &is_placeholder)
    };
    let messages = |row: &CodeRow<'_>| template::alternatives(row.message_text()).len();
    let placeholders = |row: &CodeRow<'_>| placeholders(row.message_text());
    let counted = |of, count: &dyn Fn(&CodeRow<'_>) -> usize| {
        let rows = input.rows.all.iter().map(|row| (count(row), row.row.span));
        let rows: Vec<(usize, Span)> = rows.collect();
        let found = rows.iter().map(|(count, _)| count).sum();
        let most = rows.iter().rev().max_by_key(|(count, _)| count);
        most.filter(|_| found > MOST).map(|&(_, span)| Excess {
            of,
            found,
            limit: MOST,
            span,
        })
    };
    let excesses = [
        counted("messages", &messages),
        counted("placeholders", &placeholders),
    ];
    excesses.into_iter().flatten().collect()
}

check! {
    /// Conflict marks.
    ///
    /// # What it finds
    ///
    /// The lines with which git marks both sides of a merge that somebody has still to resolve.
    ///
    /// # Why it matters
    ///
    /// Rows of two editions stand side by side. Nothing else is said of the file until one is chosen.
    ///
    /// # Example
    ///
    /// `<<<<<<< HEAD`, `=======` and `>>>>>>> next` around some rows.
    ///
    /// # Mend
    ///
    /// Resolve the merge, and delete the marks.
    EC120 "conflict-marks" Error
}

fn conflict_marks(input: &Input<'_>) -> Vec<Finding> {
    let files = input.documents().into_iter();
    let marked = files.filter(|(_, document)| !document.conflicts.is_empty());
    let finding = |(file, document): (File, &crate::generator::document::Document)| {
        let lines = document.source.lines();
        let spans: Vec<Span> = document.conflicts.iter().map(|&line| lines[line]).collect();
        let message = "the marks of a merge that is not resolved stand in the file";
        Finding::at(&EC120, &spans, message)
            .in_file(file)
            .help("resolve the merge: keep the rows of one side, or of both, and delete the marks")
    };
    marked.map(finding).collect()
}
