//! Bytes in, text with positions out: one input file and where things stand in it.

use core::ops::Range;

/// A range of bytes in a [`Source`]'s text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span between two byte offsets.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// How many bytes it holds.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it holds nothing.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The same span as a range, to index with.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// Something about the bytes themselves that keeps them from being plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// Where, in the decoded text.
    pub span: Span,
}

/// The ways in which bytes fail to be plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultKind {
    /// A UTF-8 byte order mark at the start; it is left out of the text.
    ByteOrderMark,
    /// The bytes look like UTF-16.
    Utf16,
    /// A sequence of bytes that is not UTF-8; U+FFFD stands in its place.
    InvalidUtf8,
    /// A control character, a NUL or a carriage return without a line feed.
    Control(char),
    /// The file has more than [`MAX_BYTES`]; nothing of it is kept.
    TooLarge,
}

/// The most bytes of a file that are read.
pub const MAX_BYTES: usize = 4 << 20;

/// One input file: its path as people know it, its text and its lines.
#[derive(Clone, Debug, Default)]
pub struct Source {
    path: String,
    text: String,
    lines: Vec<Span>,
    size: usize,
    faults: Vec<Fault>,
}

impl Source {
    /// Decodes a file's bytes. Nothing fails here: what is wrong is kept as [`Fault`]s.
    #[must_use]
    pub fn new(path: impl Into<String>, bytes: &[u8]) -> Self {
        let (text, mut faults) = decode(bytes);
        faults.extend(control_characters(&text));
        Self {
            path: path.into(),
            lines: lines(&text),
            text,
            size: bytes.len(),
            faults,
        }
    }

    /// Adds what was wrong with the bytes that the text was made of.
    pub(super) fn add_faults(&mut self, faults: impl IntoIterator<Item = Fault>) {
        self.faults.extend(faults);
    }

    /// The path that findings name.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The text, without a byte order mark.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The size of the file in bytes.
    #[must_use]
    pub const fn size(&self) -> usize {
        self.size
    }

    /// What keeps the bytes from being plain text.
    #[must_use]
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// Whether the bytes are plain text, with or without a byte order mark.
    #[must_use]
    pub fn is_text(&self) -> bool {
        let mut faults = self.faults.iter();
        faults.all(|fault| fault.kind == FaultKind::ByteOrderMark)
    }

    /// The text of a span; empty where the span does not lie in this source.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The first character of a kind in a span.
    pub(crate) fn find(&self, span: Span, is: impl Fn(char) -> bool) -> Option<(Span, char)> {
        self.find_all(span, is).next()
    }

    /// All characters of a kind in a span.
    pub(crate) fn find_all(
        &self,
        span: Span,
        is: impl Fn(char) -> bool,
    ) -> impl Iterator<Item = (Span, char)> {
        let characters = self.slice(span).char_indices();
        characters.filter(move |&(_, c)| is(c)).map(move |(at, c)| {
            let start = span.start + at;
            (Span::new(start, start + c.len_utf8()), c)
        })
    }

    /// The lines, without their line ends.
    #[must_use]
    pub fn lines(&self) -> &[Span] {
        &self.lines
    }

    /// The text of a line, counted from 0, without its line end.
    #[must_use]
    pub fn line(&self, index: usize) -> &str {
        self.lines.get(index).map_or("", |&span| self.slice(span))
    }

    /// A line, counted from 0, with its line end.
    #[must_use]
    pub fn whole_line(&self, index: usize) -> Span {
        let start = |index: usize| {
            self.lines
                .get(index)
                .map_or(self.text.len(), |line| line.start)
        };
        Span::new(start(index), start(index + 1))
    }

    /// The line, counted from 0, that holds a byte.
    #[must_use]
    pub fn line_of(&self, offset: usize) -> usize {
        self.lines
            .partition_point(|line| line.start <= offset)
            .saturating_sub(1)
    }

    /// Line and column of a byte, both counted from 1, the column in characters.
    #[must_use]
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let line = self.line_of(offset);
        let start = self.lines.get(line).map_or(0, |span| span.start);
        let before = self.slice(Span::new(start, offset.min(self.text.len())));
        (line + 1, before.chars().count() + 1)
    }
}

fn decode(bytes: &[u8]) -> (String, Vec<Fault>) {
    if bytes.len() > MAX_BYTES {
        let fault = Fault {
            kind: FaultKind::TooLarge,
            span: Span::new(0, 0),
        };
        return (String::new(), vec![fault]);
    }
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        let fault = Fault {
            kind: FaultKind::Utf16,
            span: Span::new(0, 0),
        };
        return (String::new(), vec![fault]);
    }
    let mut faults = Vec::new();
    let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if body.len() < bytes.len() {
        faults.push(Fault {
            kind: FaultKind::ByteOrderMark,
            span: Span::new(0, 0),
        });
    }
    if let Ok(text) = str::from_utf8(body) {
        return (text.to_owned(), faults);
    }
    let mut text = String::with_capacity(body.len());
    for chunk in body.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            let start = text.len();
            text.push(char::REPLACEMENT_CHARACTER);
            faults.push(Fault {
                kind: FaultKind::InvalidUtf8,
                span: Span::new(start, text.len()),
            });
        }
    }
    (text, faults)
}

fn control_characters(text: &str) -> impl Iterator<Item = Fault> {
    let is_fault = |at: usize, c: char| match c {
        '\n' | '\t' => false,
        '\r' => !text[at + 1..].starts_with('\n'),
        c => c.is_control(),
    };
    let found = text.char_indices().filter(move |&(at, c)| is_fault(at, c));
    found.map(|(at, c)| Fault {
        kind: FaultKind::Control(c),
        span: Span::new(at, at + c.len_utf8()),
    })
}

fn lines(text: &str) -> Vec<Span> {
    let mut start = 0;
    text.split_inclusive('\n')
        .map(|line| {
            let content = line.strip_suffix('\n').unwrap_or(line);
            let content = content.strip_suffix('\r').unwrap_or(content);
            let span = Span::new(start, start + content.len());
            start += line.len();
            span
        })
        .collect()
}
