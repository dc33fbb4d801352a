//! Blocks in which nobody sees a table.

use super::{Input, Rule, Stage, check, leave_out};
use crate::generator::finding::{Edit, File, Finding};
use crate::generator::text;

pub(super) const RULES: &[Rule] = &[
    Rule(&EC110, Stage::Structure, unclosed_block),
    Rule(&EC114, Stage::Structure, html_table),
];

check! {
    /// Unclosed block.
    ///
    /// # What it finds
    ///
    /// A code fence or a comment that is never closed, with lines below it that hold a pipe.
    ///
    /// # Why it matters
    ///
    /// It hides the rest of the document, with every table in it.
    ///
    /// # Example
    ///
    /// `<!-- todo` above a table, and no `-->` anywhere.
    ///
    /// # Mend
    ///
    /// Close the block above the first row, as shown, or where it should end.
    EC110 "unclosed-block" Error
}

fn unclosed_block(input: &Input<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, document) in input.documents() {
        let Some(block) = &document.unclosed else {
            continue;
        };
        let source = &document.source;
        let start = source.line_of(block.span.start);
        let what = match block.end.as_str() {
            "-->" => "a comment",
            _ => "a code fence",
        };
        let message = format!(
            "{what} that is never closed hides {}",
            text::counted_as(block.lines.len(), "line with a pipe", "lines with a pipe")
        );
        let first = block.lines[0];
        let finding = Finding::new(&EC110, source.lines()[start], message)
            .in_file(file)
            .also(source.lines()[first], "hidden from here on");
        findings.push(if first > start {
            // The heading above a table belongs to it, and a table needs a blank line above it.
            let is_blank = |line: &usize| source.line(*line).trim().is_empty();
            let above = (start + 1..first).rev().find(|line| !is_blank(line));
            let heading = above.filter(|line| source.line(*line).starts_with('#'));
            let edit = Edit::insert_line(
                source,
                heading.unwrap_or(first),
                &format!("{}\n", block.end),
            );
            finding.propose(
                "close it above the first row, or where it should end:",
                vec![edit],
            )
        } else {
            finding.help(format!(
                "write {} where it should end",
                text::quoted(&block.end)
            ))
        });
    }
    findings
}

check! {
    /// HTML table.
    ///
    /// # What it finds
    ///
    /// A `<table>`.
    ///
    /// # Why it matters
    ///
    /// This crate reads Markdown tables only; codes in an HTML table would be lost.
    ///
    /// # Example
    ///
    /// `<table><tr><td>FOO</td></tr></table>`.
    ///
    /// # Mend
    ///
    /// Write it as a Markdown table; or leave everything under its title out, as shown.
    EC114 "html-table" Error
}

fn html_table(input: &Input<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, document) in input.documents() {
        for &span in &document.html_tables {
            let heading = document.heading_above(span.start);
            if input.leaves_out(file, heading) {
                continue;
            }
            let title = document.section(heading);
            let finding = Finding::new(&EC114, span, "an HTML table, which is not read")
                .in_file(file)
                .help("write it as a Markdown table");
            findings.push(if file == File::Document && !title.is_empty() {
                let say = "if nothing under its title lists codes, leave it out";
                finding.with_help(leave_out(input, say, &[title]))
            } else {
                finding
            });
        }
    }
    findings
}
