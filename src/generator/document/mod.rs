//! Text in, document out: headings, tables, and every line that is shaped like a row
//! but that no table holds.
//!
//! pulldown-cmark reads the Markdown. It has no event for what it loses, so a second walk reads the
//! source lines beside it and accounts for each one.

mod blocks;
mod inline;
pub(crate) mod likeness;
pub(crate) mod line;
mod stray;
pub(crate) mod title;

use super::source::{Source, Span};
use line::Shape;

/// How large a document may be. Going over a limit is a finding, never a silent cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes in a file.
    pub bytes: usize,
    /// Cells in a row.
    pub columns: usize,
    /// Rows in a document.
    pub rows: usize,
    /// Bytes in a cell.
    pub cell_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 4 << 20,
            columns: 64,
            rows: 20_000,
            cell_bytes: 4 << 10,
        }
    }
}

/// A limit that a document goes over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Excess {
    /// What there is too much of, in words: "bytes", "columns" and so on.
    pub of: &'static str,
    /// How much there is.
    pub found: usize,
    /// How much there may be.
    pub limit: usize,
    /// Where.
    pub span: Span,
}

/// A Markdown document as this crate sees it.
#[derive(Clone, Debug)]
pub struct Document {
    /// The text and its positions.
    pub source: Source,
    /// The headings, in order.
    pub headings: Vec<Heading>,
    /// The tables, in order, each with the rows that were cut off from it.
    pub tables: Vec<Table>,
    /// Blocks in which Markdown shows no tables.
    pub hidden: Vec<Hidden>,
    /// Lines between rows that end a table.
    pub interruptions: Vec<Interruption>,
    /// Row-like lines outside of tables that use full-width pipes or other upright lines.
    pub wide_lines: Vec<usize>,
    /// Characters that stand in the text only once its entities are decoded.
    pub decoded: Vec<(Span, char)>,
    /// HTML tables.
    pub html_tables: Vec<Span>,
    /// Limits that the document goes over. Over some of them nothing is read.
    pub excesses: Vec<Excess>,
    /// Where links point whose address stands elsewhere in the document, sorted by their folded labels.
    links: Vec<(String, String)>,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Where it stands.
    pub span: Span,
    /// 1 to 6.
    pub level: u8,
    /// Its whole text, white space folded.
    pub text: String,
    /// The number before the title, as in `表1.`; it moves between editions.
    pub number: Option<String>,
    /// The text after the number.
    pub title: String,
}

/// How a table was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// By its delimiter row, as every reader of Markdown does.
    Markdown,
    /// By pipe lines above and below a line that only resembles a delimiter row.
    BadDelimiter,
    /// By pipe lines without a delimiter row.
    NoDelimiter,
}

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// How it was found.
    pub origin: Origin,
    /// The heading above it, as an index into [`Document::headings`].
    pub heading: Option<usize>,
    /// The header row.
    pub header: Row,
    /// The delimiter row, or what stands in its place.
    pub delimiter: Option<Span>,
    /// The rows below the delimiter row, then those that were cut off, in order.
    pub rows: Vec<Row>,
}

impl Table {
    /// The texts of the header's cells.
    #[must_use]
    pub fn header_texts<'a>(&'a self, source: &'a Source) -> Vec<&'a str> {
        self.header.texts(source)
    }
}

/// What a row below a table's delimiter row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A row of data.
    Data,
    /// A line of prose that Markdown takes for a row.
    Prose,
    /// The header once more.
    Header,
    /// A delimiter row once more.
    Delimiter,
    /// A row with too few cells and a full-width pipe.
    FullWidth,
    /// A line that readers of Markdown read differently.
    Disputed,
}

/// A row.
#[derive(Clone, Debug)]
pub struct Row {
    /// The line, counted from 0.
    pub line: usize,
    /// The row without the marks of quotes and lists, and without its line end.
    pub span: Span,
    /// What it is.
    pub role: Role,
    /// Whether Markdown loses it and it was found by its shape.
    pub cut_off: bool,
    /// Whether the parser finds the cells where the source's pipes say they are.
    pub agreed: bool,
    /// As many cells as the table has columns.
    pub cells: Vec<Cell>,
    /// The cells that the source has, each with the white space around it.
    pub source_cells: Vec<Span>,
}

impl Row {
    /// The texts of its cells.
    #[must_use]
    pub fn texts<'a>(&'a self, source: &'a Source) -> Vec<&'a str> {
        let mut texts = Vec::with_capacity(self.cells.len());
        for cell in &self.cells {
            texts.push(cell.text(source));
        }
        texts
    }

    /// The text of a cell; empty where the row has no such cell.
    #[must_use]
    pub fn text<'a>(&'a self, cell: usize, source: &'a Source) -> &'a str {
        self.cells.get(cell).map_or("", |cell| cell.text(source))
    }
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The source between the pipes, without the white space around it; `None` where the row
    /// has too few cells.
    pub span: Option<Span>,
    /// What a reader sees, where it is something else than the source.
    seen: Option<Box<Seen>>,
}

/// What a reader sees of a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Seen {
    text: String,
    tags: Vec<Span>,
}

impl Cell {
    /// What a reader sees: entities and escapes decoded, marks gone, white space folded.
    #[must_use]
    pub fn text<'a>(&'a self, source: &'a Source) -> &'a str {
        match (&self.seen, self.span) {
            (Some(seen), _) => &seen.text,
            // The span of a blank cell holds its white space, that of any other does not.
            (None, Some(span)) => match source.slice(span) {
                blank if blank.starts_with(char::is_whitespace) => "",
                text => text,
            },
            (None, None) => "",
        }
    }

    /// HTML tags that a reader does not see.
    #[must_use]
    pub fn tags(&self) -> &[Span] {
        self.seen.as_ref().map_or(&[], |seen| &seen.tags)
    }
}

/// A block in which Markdown shows no tables, holding lines that are shaped like rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hidden {
    /// What kind of block.
    pub kind: HiddenKind,
    /// The whole block.
    pub span: Span,
    /// The row-like lines in it, counted from 0.
    pub lines: Vec<usize>,
}

/// Blocks in which Markdown shows no tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HiddenKind {
    /// Indented by four columns or more.
    Indented,
    /// Between code fences.
    Fenced {
        /// Whether the closing fence is there.
        closed: bool,
    },
    /// HTML that ends at a blank line.
    Html,
    /// HTML that goes on up to a mark of its own: a comment, a script, an instruction and so on.
    Until {
        /// The mark.
        end: &'static str,
        /// Whether it is there.
        closed: bool,
    },
}

/// Lines that end a table, with no blank line around them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interruption {
    /// The first and one past the last line, counted from 0.
    pub lines: core::ops::Range<usize>,
    /// What they are.
    pub kind: InterruptionKind,
}

/// What lines that end a table are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InterruptionKind {
    /// Something else than rows, between rows.
    Between,
    /// Rows, but for the marks in front, which make them into another block. These are the first one's.
    Marked(String),
    /// Lines that may be rows, and that Markdown does not read as such.
    Unread,
}

impl Document {
    /// Reads a document. This never fails: what is wrong with it is part of the result.
    #[must_use]
    pub fn read(source: Source, limits: &Limits) -> Self {
        let mut document = Self {
            headings: Vec::new(),
            tables: Vec::new(),
            hidden: Vec::new(),
            interruptions: Vec::new(),
            wide_lines: Vec::new(),
            decoded: Vec::new(),
            html_tables: Vec::new(),
            excesses: excesses(&source, limits),
            links: Vec::new(),
            source,
        };
        if document.is_readable() {
            blocks::read(&mut document);
            stray::collect(&mut document);
            document.excesses = wide_cells(&document, limits.cell_bytes);
        }
        document
    }

    /// Whether the file is text within limits, so that it was read at all.
    #[must_use]
    pub fn is_readable(&self) -> bool {
        self.source.is_text() && self.excesses.iter().all(|excess| excess.of == CELL)
    }

    /// The heading above a table.
    #[must_use]
    pub fn heading_of(&self, table: &Table) -> Option<&Heading> {
        table.heading.and_then(|index| self.headings.get(index))
    }

    /// The title above a table; empty where there is none.
    #[must_use]
    pub fn title_of(&self, table: &Table) -> &str {
        self.heading_of(table).map_or("", |heading| &heading.title)
    }

    /// The source of a cell, without the white space around it.
    #[must_use]
    pub fn source_of(&self, cell: &Cell) -> &str {
        cell.span.map_or("", |span| self.source.slice(span))
    }
}

const CELL: &str = "bytes in a cell";

/// Looks only at what is cheap to see, so that no parser meets a hostile document.
fn excesses(source: &Source, limits: &Limits) -> Vec<Excess> {
    let start = Span::new(0, 0);
    if source.size() > limits.bytes {
        return vec![Excess {
            of: "bytes",
            found: source.size(),
            limit: limits.bytes,
            span: start,
        }];
    }
    let mut rows = 0;
    let mut excesses = Vec::new();
    // Where there are no more lines than that, nor are there more rows; likewise the bytes of a line
    // and its pipes.
    let many = source.lines().len() > limits.rows;
    for &span in source.lines() {
        let text = source.slice(span);
        rows += usize::from(many && (Shape::of(text).is_enclosed() || likeness::is_row(text)));
        let long = text.len() > limits.columns + 1;
        if long && line::count(text, b'|') > limits.columns + 1 {
            let pipes = Shape::of(text).pipes;
            if pipes <= limits.columns + 1 {
                continue;
            }
            let found = pipes - 1;
            excesses.push(Excess {
                of: "columns",
                found,
                limit: limits.columns,
                span,
            });
        }
    }
    if rows > limits.rows {
        excesses.push(Excess {
            of: "rows",
            found: rows,
            limit: limits.rows,
            span: start,
        });
    }
    excesses
}

fn wide_cells(document: &Document, limit: usize) -> Vec<Excess> {
    let mut excesses = Vec::new();
    for table in &document.tables {
        for row in &table.rows {
            for &span in &row.source_cells {
                let found = span.end - span.start;
                if found > limit {
                    excesses.push(Excess {
                        of: CELL,
                        found,
                        limit,
                        span,
                    });
                }
            }
        }
    }
    excesses
}
