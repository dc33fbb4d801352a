//! Corrections of the document.

use super::{Input, Rule, Stage, at_row, check, delete_row};
use crate::generator::finding::Finding;
use crate::generator::source::Span;
use crate::generator::text;

pub(super) const RULES: &[Rule] = &[Rule(&EC510, Stage::Structure, unusable_correction)];

check! {
    /// Unusable correction.
    ///
    /// # What it finds
    ///
    /// A correction that is not made: its text does not stand in the document, or more than once, or overlaps
    /// that of another one; it changes nothing; or it has no reason.
    ///
    /// # Why it matters
    ///
    /// The vendor has mended the text, or there are now two of it: somebody has to look.
    ///
    /// # Example
    ///
    /// `| 4O4 | 404 | A misprint. |`, after the next edition has 404.
    ///
    /// # Mend
    ///
    /// Delete the row; or write more of the text, so that it stands in the document only once; or the reason.
    EC510 "unusable-correction" Error
}

fn unusable_correction(input: &Input<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut made: Vec<(Span, usize)> = Vec::new();
    let lines = &input.annotations.document.source;
    for row in &input.annotations.corrections {
        let quoted = text::quoted(&row.text);
        let places = row.places(input.published.text());
        let overlapped = |span: &Span| {
            let mut others = made.iter();
            let other = others.find(|(other, _)| span.start < other.end && other.start < span.end);
            other.map(|(_, line)| line + 1)
        };
        let (message, help) = match places[..] {
            [] => (format!("the document does not hold {quoted}"), None),
            [span] if input.published.slice(span) == row.instead => {
                let message = format!("{quoted} is corrected to what it is");
                (message, Some("write what is to be read in the second cell"))
            }
            [span] if overlapped(&span).is_some() => {
                let line = overlapped(&span).unwrap_or_default();
                let message = format!("{quoted} is a part of what line {line} corrects");
                (
                    message,
                    Some("write both corrections in that row, and delete this one"),
                )
            }
            [_] if row.reason.is_empty() => {
                let message = format!("{quoted} is corrected without a reason");
                (message, Some("write the reason in the last cell"))
            }
            [span] => {
                made.push((span, lines.line_of(row.span.start)));
                continue;
            }
            [..] => {
                let message = format!("the document holds {quoted} {} times", places.len());
                (
                    message,
                    Some("write more of the text, so that it stands there only once"),
                )
            }
        };
        let finding = at_row(&EC510, row.span, message);
        findings.push(match help {
            Some(help) => finding.help(help),
            None => delete_row(finding, input),
        });
    }
    findings
}
