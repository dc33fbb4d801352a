//! Corrections: texts that are wrong in a document, and what is read in their place.
//!
//! The document stays as its vendor published it. Everything reads the corrected text, and every place that
//! is named is one of the published file.

use core::cell::OnceCell;
use core::ops::Range;
use std::collections::BTreeMap;

use super::edit::{Edit, apply};
use super::source::{Fault, FaultKind, Source, Span};
use super::text;

/// A text that is wrong in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The text. A space stands for any number of spaces and tabs, a line end also for those around it.
    pub text: String,
    /// What is read in its place.
    pub instead: String,
    /// Why; blank only until someone has written it.
    pub reason: String,
    /// The row.
    pub span: Span,
}

/// A document with its corrections made.
#[derive(Clone, Debug, Default)]
pub struct Corrected {
    /// The file as published.
    pub published: Source,
    /// The text that is read.
    pub source: Source,
    /// Each correction that is made: where in the published text, and where in the one that is read.
    made: Vec<(Range<usize>, Range<usize>)>,
}

impl Correction {
    /// Makes a correction of the cells of its row, in which `\n` is a line end, `\\` a backslash and `\u{…}` a
    /// character.
    pub(crate) fn new(text: &str, instead: &str, reason: &str, span: Span) -> Self {
        Self {
            text: unspaced(&decoded(text)),
            instead: decoded(instead),
            reason: reason.to_owned(),
            span,
        }
    }

    /// Where its text stands in a document.
    #[must_use]
    pub fn places(&self, document: &str) -> Vec<Span> {
        places(document, &self.text)
    }
}

impl Corrected {
    /// Makes all corrections whose text stands in the document exactly once.
    #[must_use]
    pub fn new(published: Source, corrections: &[Correction]) -> Self {
        let edits = corrections.iter().filter_map(|correction| {
            let [span] = correction.places(published.text())[..] else {
                return None;
            };
            let is_usable = published.slice(span) != correction.instead;
            is_usable.then(|| Edit::replace(span, correction.instead.as_str()))
        });
        let mut edits: Vec<Edit> = edits.collect();
        edits.sort_by_key(|edit| edit.span);
        edits.dedup_by(|next, one| next.span.start < one.span.end);
        if edits.is_empty() {
            let source = published.clone();
            return Self {
                published,
                source,
                made: Vec::new(),
            };
        }
        let mut source = Source::new(published.path(), apply(published.text(), &edits).as_bytes());
        let mut made: Vec<(Range<usize>, Range<usize>)> = Vec::new();
        for edit in &edits {
            let (from, to) = made.last().map_or((0, 0), |(from, to)| (from.end, to.end));
            let start = edit.span.start - from + to;
            made.push((edit.span.range(), start..start + edit.text.len()));
        }
        let moved = |at: usize| {
            let before = made.partition_point(|(from, _)| from.end <= at);
            let (from, to) = made[..before]
                .last()
                .map_or((0, 0), |(from, to)| (from.end, to.end));
            at - from + to
        };
        source.add_faults(published.faults().iter().filter_map(|fault| {
            // Characters are looked at again.
            let is_of_bytes = !matches!(fault.kind, FaultKind::Control(_));
            let Span { start, end } = fault.span;
            is_of_bytes.then(|| Fault {
                kind: fault.kind,
                span: Span::new(moved(start), moved(end)),
            })
        }));
        Self {
            published,
            source,
            made,
        }
    }

    /// How many corrections are made.
    #[must_use]
    pub fn count(&self) -> usize {
        self.made.len()
    }

    /// The texts that are corrected: the line, counted from 0, the text, and what is read in its place.
    pub fn texts(&self) -> impl Iterator<Item = (usize, &str, &str)> {
        self.made.iter().map(|(from, to)| {
            (
                self.published.line_of(from.start),
                &self.published.text()[from.clone()],
                &self.source.text()[to.clone()],
            )
        })
    }

    /// Where a span of the text that is read stands in the published file. What a correction has made stands where
    /// it was made.
    #[must_use]
    pub fn published_span(&self, span: Span) -> Span {
        let start = self.published_offset(span.start, |from| from.start);
        let end = self.published_offset(span.end, |from| from.end);
        Span::new(start, end.max(start))
    }

    /// Whether a correction has made some of a span, or stands at its end.
    #[must_use]
    pub fn touches(&self, span: Span) -> bool {
        self.made
            .iter()
            .any(|(_, to)| to.start <= span.end && span.start <= to.end)
    }

    /// The line of the published file for a line of the text that is read, both counted from 0.
    #[must_use]
    pub fn published_line(&self, line: usize) -> usize {
        let end = self.source.lines().get(line).map_or(0, |span| span.end);
        let span = self.published_span(Span::new(end, end));
        self.published.line_of(span.start)
    }

    fn published_offset(&self, offset: usize, within: impl Fn(&Range<usize>) -> usize) -> usize {
        let before = self.made.partition_point(|(_, to)| to.start < offset);
        match before.checked_sub(1).map(|index| &self.made[index]) {
            None => offset,
            Some((from, to)) if offset < to.end => within(from),
            Some((from, to)) => offset - to.end + from.end,
        }
    }
}

/// Rows of corrections, and the text that they are about.
#[derive(Debug)]
struct Made {
    window: Span,
    rows: Vec<String>,
}

/// Writes rows of corrections, whose texts stand in a document only once.
#[derive(Clone, Debug)]
pub struct Writer<'a> {
    published: &'a Source,
    /// How often each line stands in the document, once somebody asks.
    lines: OnceCell<BTreeMap<String, usize>>,
}

impl<'a> Writer<'a> {
    /// Writes rows for a document.
    #[must_use]
    pub const fn new(published: &'a Source) -> Self {
        Self {
            published,
            lines: OnceCell::new(),
        }
    }

    /// The rows that correct what some edits change, line by line, and lines together that tell each other's place;
    /// `None` where no text of a few lines tells the place.
    #[must_use]
    pub fn rows(&self, edits: &[Edit]) -> Vec<Option<Vec<String>>> {
        let mut edits: Vec<&Edit> = edits.iter().collect();
        edits.sort_by_key(|edit| edit.span);
        let line = |edit: &Edit| self.published.line_of(edit.span.start);
        let mut made: Vec<(Vec<&Edit>, Option<Made>)> = Vec::new();
        for edits in edits.chunk_by(|one, next| line(one) == line(next)) {
            let mut next = (edits.to_vec(), self.of_line(edits));
            let overlaps = |made: &Option<Made>, next: &Option<Made>| match (made, next) {
                (Some(made), Some(next)) => next.window.start < made.window.end,
                _ => false,
            };
            while let Some((before, row)) = made.pop_if(|(_, made)| overlaps(made, &next.1)) {
                let both = [before.as_slice(), &next.0].concat();
                if let Some(row) = self.with_lines(&both) {
                    next = (both, Some(row));
                } else {
                    made.push((before, row));
                    next.1 = None;
                }
            }
            made.push(next);
        }
        let rows = made.into_iter().map(|(_, made)| Some(made?.rows));
        rows.collect()
    }

    /// The rows of edits of one line: one for each of them, where its own text tells the place.
    fn of_line(&self, edits: &[&Edit]) -> Option<Made> {
        let window = edits.first()?.span.to(edits.last()?.span);
        let each = edits.iter().map(|edit| self.row_of(&[edit], edit.span));
        let nothing = || self.changes_nothing(edits).then(Vec::new);
        match each.collect::<Option<Vec<String>>>() {
            Some(rows) => Some(Made { window, rows }),
            None => {
                let made = self.with_lines(edits);
                made.or_else(|| nothing().map(|rows| Made { window, rows }))
            }
        }
    }

    /// The rows that correct a line, each in another way, of which only one can be meant: every one of them has
    /// the whole line, so that no two are carried out.
    #[must_use]
    pub fn alternatives(&self, edits: &[&Edit]) -> Option<Vec<String>> {
        let line =
            |edit: &Edit| [edit.span.start, edit.span.end].map(|at| self.published.line_of(at));
        let first = line(edits.first()?);
        let rows = edits
            .iter()
            .map(|edit| (line(edit) == first).then(|| self.with_lines(&[edit]))?);
        let rows: Option<Vec<Vec<String>>> = rows.map(|made| Some(made?.rows)).collect();
        Some(rows?.concat())
    }

    /// Whether edits of one line leave it as it is read.
    fn changes_nothing(&self, edits: &[&Edit]) -> bool {
        let is_same = |edit: &&Edit| folded(self.published.slice(edit.span)) == folded(&edit.text);
        edits.iter().all(is_same)
    }

    /// The row of edits, with as many lines around them as it takes to tell the place.
    fn with_lines(&self, edits: &[&Edit]) -> Option<Made> {
        const MOST: usize = 40;
        let span = edits.first()?.span.to(edits.last()?.span);
        let made = |window, row| Made {
            window,
            rows: vec![row],
        };
        let row = |reach| {
            let window = self.lines_around(span, reach);
            Some(made(window, self.row_of(edits, window)?))
        };
        let indentation = || Some(made(span, self.indentation(edits)?));
        (0..MOST).find_map(row).or_else(indentation)
    }

    /// The row of edits with the text of a window around them.
    fn row_of(&self, edits: &[&Edit], window: Span) -> Option<String> {
        let inner = |edit: &&Edit| {
            let (start, end) = (edit.span.start - window.start, edit.span.end - window.start);
            Edit::replace(Span::new(start, end), edit.text.as_str())
        };
        let edits: Vec<Edit> = edits.iter().map(inner).collect();
        let old = self.published.slice(window);
        let (old, new) = (folded(old), folded(&apply(old, &edits)));
        (old != new && self.is_unique(&old)).then(|| row(&old, &new))
    }

    /// The row of an edit that takes away the white space before a line, which is otherwise not looked at.
    fn indentation(&self, edits: &[&Edit]) -> Option<String> {
        let [edit] = edits else { return None };
        let line = self.published.line_of(edit.span.start);
        let is_blank = edit.text.is_empty() && self.published.slice(edit.span).trim().is_empty();
        let text = format!("\n{}", text::single_spaced(self.published.line(line)));
        let is_usable = is_blank && self.is_unique(&text);
        is_usable.then(|| row(&text.replacen('\n', "\n ", 1), &text))
    }

    /// The row that corrects a place in a way that only a person knows: what is read there is still the same.
    #[must_use]
    pub fn undecided_row(&self, span: Span) -> Option<String> {
        let line = self.published.line(self.published.line_of(span.start));
        let mut texts = [self.published.slice(span), line].map(folded).into_iter();
        texts
            .find(|text| self.is_unique(text))
            .map(|text| row(&text, &text))
    }

    /// The lines of a span, and so many more above and below.
    fn lines_around(&self, span: Span, reach: usize) -> Span {
        let lines = self.published.lines();
        let [first, last] = [span.start, span.end].map(|at| self.published.line_of(at));
        match lines.get(first.saturating_sub(reach)) {
            Some(first) => first
                .to(lines[(last + reach).min(lines.len() - 1)])
                .to(span),
            None => span,
        }
    }

    fn lines(&self) -> &BTreeMap<String, usize> {
        self.lines.get_or_init(|| {
            let mut lines = BTreeMap::new();
            for line in self.published.text().lines() {
                *lines.entry(text::single_spaced(line)).or_insert(0) += 1;
            }
            lines
        })
    }

    /// Whether a text stands in the document only once. In a large document it is so only if a line of it does.
    fn is_unique(&self, text: &str) -> bool {
        const LONGEST: usize = 1_000;
        const LARGE: usize = 256 << 10;
        let is_blank = text.trim().chars().count() < 2;
        if is_blank || text.len() > LONGEST {
            return false;
        }
        let document = self.published.text();
        match document.len() > LARGE {
            true => text.lines().any(|line| self.lines().get(line) == Some(&1)),
            false => places(document, text).len() == 1,
        }
    }
}

fn row(text: &str, instead: &str) -> String {
    text::markdown_row(&[encoded(text), encoded(instead), String::new()])
}

/// A text without the spaces and tabs around its lines, and with one space for several.
fn folded(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(text::single_spaced).collect();
    lines.join("\n")
}

/// A text without the spaces beside its line ends, which stand for them, too.
fn unspaced(text: &str) -> String {
    let lines = text.split('\n').map(str::to_owned);
    let joined = lines.reduce(|text, line| {
        let (text, line) = (text.trim_end_matches(' '), line.trim_start_matches(' '));
        format!("{text}\n{line}")
    });
    joined.unwrap_or_default()
}

/// Where a text stands in a document.
fn places(document: &str, text: &str) -> Vec<Span> {
    let Some(first) = text.chars().next() else {
        return Vec::new();
    };
    let starts = document.match_indices(|c| c == first || (first == '\n' && c == '\r'));
    let mut places: Vec<Span> = Vec::new();
    for (at, _) in starts {
        let is_free = places.last().is_none_or(|last| last.end <= at);
        if let Some(length) = length_at(&document[at..], text).filter(|_| is_free) {
            places.push(Span::new(at, at + length));
        }
    }
    places
}

/// How long a text is that stands at the start of another.
fn length_at(rest: &str, text: &str) -> Option<usize> {
    const BLANK: [char; 2] = [' ', '\t'];
    let mut left = rest;
    for c in text.chars() {
        left = match c {
            ' ' => {
                let after = left.trim_start_matches(BLANK);
                (after.len() < left.len()).then_some(after)?
            }
            '\n' => {
                let line = left.trim_start_matches(BLANK);
                let line = line.strip_prefix('\r').unwrap_or(line);
                line.strip_prefix('\n')?.trim_start_matches(BLANK)
            }
            c => left.strip_prefix(c)?,
        };
    }
    Some(rest.len() - left.len())
}

/// A text as the cells of a correction hold it.
fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match (c, rest.peek()) {
            ('\\', Some('n' | 'u' | '\\')) => encoded.push_str(r"\\"),
            ('\\', _) => encoded.push('\\'),
            ('\n', _) => encoded.push_str(r"\n"),
            // A lost character is an error wherever it stands.
            (char::REPLACEMENT_CHARACTER, _) => encoded.push_str(r"\u{fffd}"),
            (c, _) => encoded += &text::visible(c.encode_utf8(&mut [0; 4])),
        }
    }
    encoded
}

/// The text that the cell of a correction holds.
fn decoded(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    let mut rest = cell;
    while let Some(at) = rest.find('\\') {
        text += &rest[..at];
        rest = &rest[at + 1..];
        let number = rest
            .strip_prefix("u{")
            .and_then(|rest| rest.split_once('}'));
        let character = number.and_then(|(number, after)| {
            let number = u32::from_str_radix(number, 16).ok()?;
            Some((char::from_u32(number)?, after))
        });
        if let Some((c, after)) = character {
            text.push(c);
            rest = after;
        } else if let Some(after) = rest.strip_prefix('n') {
            text.push('\n');
            rest = after;
        } else {
            text.push('\\');
            rest = rest.strip_prefix('\\').unwrap_or(rest);
        }
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn correction(text: &str, instead: &str) -> Correction {
        Correction::new(text, instead, "x", Span::new(0, 0))
    }

    #[test]
    fn what_is_corrected_stands_where_it_was_published() {
        let published = Source::new("x", "ab  cd\nef\n".as_bytes());
        let corrections = [
            correction("b c", "BBB"),
            correction(r"d\ne", r"d\n\ne"),
            correction("q", "r"),
        ];
        let corrected = Corrected::new(published, &corrections);
        // The two overlap in nothing but stand side by side.
        assert_eq!(corrected.source.text(), "aBBBd\n\nef\n");
        assert_eq!(corrected.count(), 2);
        let span = |start, end| corrected.published_span(Span::new(start, end));
        assert_eq!(span(0, 1), Span::new(0, 1));
        assert_eq!(span(1, 4), Span::new(1, 5));
        assert_eq!(span(8, 9), Span::new(8, 9));
        assert_eq!(
            (corrected.published_line(0), corrected.published_line(2)),
            (0, 1)
        );
        assert!(corrected.touches(Span::new(2, 3)) && !corrected.touches(Span::new(9, 10)));
    }

    #[test]
    fn a_line_end_stands_for_the_line_end_alone() {
        let published = Source::new("x", b"a  \nb \r\nc");
        let corrections = [correction(r"\nb", ";b"), correction(r"\nc", ";c")];
        let corrected = Corrected::new(published, &corrections);
        assert_eq!(corrected.source.text(), "a  ;b ;c");
    }

    #[test]
    fn a_large_document_is_corrected_by_lines_that_stand_in_it_once() {
        let text = "| A | 4O4 |\n".to_owned() + &"| B | 4O4 |\n".repeat(30_000);
        let published = Source::new("x", text.as_bytes());
        let writer = Writer::new(&published);
        let row = |start| writer.rows(&[Edit::replace(Span::new(start, start + 3), "404")]);
        let whole = r"| \| A \| 4O4 \| | \| A \| 404 \| |  |".to_owned();
        assert_eq!(row(6), [Some(vec![whole])]);
        assert_eq!(row(6 + 12 * 20_000), [None]);
    }

    #[test]
    fn a_text_that_stands_twice_or_never_is_not_corrected() {
        let published = Source::new("x", b"a b a\tb");
        let corrected = Corrected::new(published, &[correction("a b", "c"), correction("d", "e")]);
        assert_eq!(
            (corrected.source.text(), corrected.count()),
            ("a b a\tb", 0)
        );
    }

    #[test]
    fn the_row_of_a_correction_is_read_as_what_it_was_made_of() {
        for text in ["a\\b", "a\nb", "a\\nb", "\u{200B}x", "a | b", "x\\"] {
            assert_eq!(decoded(&encoded(text)), text);
        }
        let text = "| A | 4O4 |\n| B | 400 |\n\n\n| B | 400 |\n";
        let published = Source::new("x", text.as_bytes());
        let writer = Writer::new(&published);
        let row =
            |start, end, text: &str| writer.rows(&[Edit::replace(Span::new(start, end), text)]);
        let one = Some(vec!["| 4O4 | 404 |  |".to_owned()]);
        assert_eq!(row(6, 9, "404"), [one]);
        let blank = r"| \| B \| 400 \|\n\n\n | \| B \| 400 \|\n\n |  |";
        let row = row(24, 25, "")[0].clone().expect("a row").concat();
        assert!(
            row.starts_with(r"| \| B \| 400 \|\n\n\n\| B"),
            "{row} {blank}"
        );
        assert_eq!(writer.undecided_row(Span::new(14, 15)), None);
        let undecided = r"| \| A \| 4O4 \| | \| A \| 4O4 \| |  |";
        assert_eq!(
            writer.undecided_row(Span::new(2, 3)).as_deref(),
            Some(undecided)
        );
    }
}
