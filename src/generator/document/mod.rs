//! Text in; headings, tables, and every line with a pipe that no table holds.
//!
//! pulldown-cmark says where tables are. A second look at the source lines accounts for each line with a
//! pipe: it is part of a table, it is code, or it is a [`Stray`].

pub(crate) mod line;
mod markdown;
mod stray;
pub(crate) mod title;

use core::mem::take;
use core::ops::Range;

use markdown::Blocks;

use super::schema::{CODES, is_same_name};
use super::source::{FaultKind, MAX_BYTES, Source, Span};

/// The most cells in a row.
pub const MAX_COLUMNS: usize = 64;
/// The most lines with a pipe.
pub const MAX_ROWS: usize = 20_000;
/// The most bytes in a cell.
pub const MAX_CELL_BYTES: usize = 4 << 10;

/// A limit that a document goes over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Excess {
    /// What there is too much of: "bytes", "columns" and so on.
    pub of: &'static str,
    /// How much there is.
    pub found: usize,
    /// How much there may be.
    pub limit: usize,
    /// Where.
    pub span: Span,
}

/// A Markdown document.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The text and its positions.
    pub source: Source,
    /// The headings, in order, apart from those in lists and quotes.
    pub headings: Vec<Heading>,
    /// The tables, in order, each with the rows that were cut off from it.
    pub tables: Vec<Table>,
    /// Runs of lines with pipes that no table holds.
    pub strays: Vec<Stray>,
    /// HTML tables.
    pub html_tables: Vec<Span>,
    /// A fence or a comment that is never closed and hides lines with pipes.
    pub unclosed: Option<Unclosed>,
    /// Lines, counted from 0, with the marks of an unresolved merge. Where there are any, nothing is read.
    pub conflicts: Vec<usize>,
    /// Limits that the document goes over. Over any but that of a cell, nothing is read.
    pub excesses: Vec<Excess>,
    /// The first line below the front matter.
    body: usize,
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

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// The heading above it, as an index into [`Document::headings`].
    pub heading: Option<usize>,
    /// Whether it stands in a list or a quote.
    pub nested: bool,
    /// The header row.
    pub header: Row,
    /// The rows below the delimiter row, then those that were cut off, in order.
    pub rows: Vec<Row>,
}

/// A row.
#[derive(Clone, Debug)]
pub struct Row {
    /// The line, counted from 0.
    pub line: usize,
    /// The row, without the marks of the block around it.
    pub span: Span,
    /// The cells between its pipes, however many the table has columns.
    pub cells: Vec<Cell>,
    /// Whether Markdown loses it, and it was found below its table.
    pub cut_off: bool,
    /// Whether the parser found other cells than its pipes say.
    pub disputed: bool,
}

/// What a row of a table looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// It has as many cells as the table has columns.
    Whole,
    /// It has fewer.
    Short,
    /// It has fewer, and a character that is drawn like a pipe.
    Drawn,
    /// It has more.
    Long,
    /// It repeats the header.
    Header,
    /// It is a delimiter row.
    Delimiter,
    /// It has no pipe: a line of text right below the table.
    Glued,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The source between the pipes, without the white space around it.
    pub span: Span,
    /// What a reader sees: entities and escapes decoded, marks gone, white space folded.
    pub text: String,
    /// What a reader would be shown other than text.
    pub markup: Vec<(Markup, Span)>,
}

/// What a cell may hold beside text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Markup {
    /// An HTML tag or comment, other than `<br>` and placeholders such as `<name>`.
    Html,
    /// An image.
    Image,
    /// A reference to a footnote.
    Footnote,
    /// Text that is struck through.
    Strikethrough,
    /// A formula.
    Math,
}

/// Lines with a pipe, one below the other, that no table holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stray {
    /// The lines, counted from 0.
    pub lines: Range<usize>,
    /// The heading above, as an index into [`Document::headings`].
    pub heading: Option<usize>,
    /// Whether they are a paragraph to Markdown, outside of lists, quotes and HTML.
    pub is_paragraph: bool,
    /// Whether they stand between the fences of a code block.
    pub is_code: bool,
}

/// A block that hides the rest of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unclosed {
    /// The block.
    pub span: Span,
    /// The mark that would close it: that of the fence, or `-->`.
    pub end: String,
    /// The lines in it that hold a pipe, counted from 0.
    pub lines: Vec<usize>,
}

impl Table {
    /// The texts of the header's cells.
    #[must_use]
    pub fn header_texts(&self) -> Vec<&str> {
        self.header.texts()
    }

    /// How many columns the table has.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.header.cells.len()
    }

    /// The line of the delimiter row, counted from 0.
    #[must_use]
    pub fn delimiter(&self) -> usize {
        self.header.line + 1
    }

    /// The row at a line, counted from 0.
    #[must_use]
    pub fn row_at(&self, line: usize) -> Option<&Row> {
        let found = self.rows.binary_search_by_key(&line, |row| row.line);
        found.ok().map(|index| &self.rows[index])
    }

    /// The last line that Markdown takes for a part of the table, counted from 0.
    #[must_use]
    pub fn last_line(&self) -> usize {
        let shown = self.rows.iter().rev().find(|row| !row.cut_off);
        shown.map_or(self.delimiter(), |row| row.line)
    }
}

impl Row {
    /// The texts of its cells.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        self.cells.iter().map(|cell| cell.text.as_str()).collect()
    }
}

impl Document {
    /// Reads a document. This never fails: what is wrong with it is part of the result.
    #[must_use]
    pub fn read(source: Source) -> Self {
        let mut document = Self {
            excesses: excesses(&source),
            conflicts: conflicts(&source),
            source,
            ..Self::default()
        };
        if document.is_readable() {
            document.body = front_matter(&document.source);
            let mut blocks = Blocks::read(&document.source, document.body);
            document.headings = take(&mut blocks.headings);
            document.tables = take(&mut blocks.tables);
            document.html_tables = take(&mut blocks.html_tables);
            let found = stray::collect(&document, &blocks);
            document.strays = found.strays;
            document.unclosed = found.unclosed;
            for (table, row) in found.cut_off {
                document.tables[table].rows.push(row);
            }
            document.excesses = large_cells(&document);
        }
        document
    }

    /// Whether the file is text within limits, so that it was read at all.
    #[must_use]
    pub fn is_readable(&self) -> bool {
        let fits = self.excesses.iter().all(|excess| excess.of == CELL);
        self.source.is_text() && self.conflicts.is_empty() && fits
    }

    /// The title of a table: that of the heading above it, or else the text of its header.
    #[must_use]
    pub fn title_of(&self, table: &Table) -> String {
        match self.section(table.heading) {
            "" => table.header_texts().join(" "),
            title => title.to_owned(),
        }
    }

    /// The title of the section under a heading; empty where there is none.
    #[must_use]
    pub fn section(&self, heading: Option<usize>) -> &str {
        match heading.and_then(|index| self.headings.get(index)) {
            None => "",
            Some(heading) if heading.title.is_empty() => &heading.text,
            Some(heading) => &heading.title,
        }
    }

    /// The heading above a place.
    #[must_use]
    pub fn heading_above(&self, offset: usize) -> Option<usize> {
        let above = self
            .headings
            .partition_point(|heading| heading.span.start <= offset);
        above.checked_sub(1)
    }

    /// Whether a table may end above a line, or begin below it: it is blank, a heading, a comment, or outside of
    /// the document's body.
    #[must_use]
    pub fn is_boundary(&self, line: usize) -> bool {
        let Some(&span) = self.source.lines().get(line).filter(|_| line >= self.body) else {
            return true;
        };
        let heading = self
            .heading_above(span.end)
            .map(|index| &self.headings[index]);
        let text = self.source.slice(span);
        line::is_blank(text)
            || line::is_comment(text)
            || heading.is_some_and(|heading| heading.span.end > span.start)
    }

    /// What a row of a table looks like.
    #[must_use]
    pub fn form(&self, table: &Table, row: &Row) -> Form {
        let (source, columns) = (self.source.slice(row.span), table.columns());
        let (texts, names) = (row.texts(), table.header_texts());
        let same = |(text, name): (&&str, &&str)| is_same_name(text, name);
        if columns > 1 && !line::has_pipe(source) {
            Form::Glued
        } else if line::is_delimiter(source) {
            Form::Delimiter
        } else if texts.len() == columns
            && (texts.iter().zip(&names).all(same) || self.is_other_header(row, &texts))
        {
            Form::Header
        } else if texts.len() > columns {
            Form::Long
        } else if texts.len() == columns {
            Form::Whole
        } else if source.contains(line::is_drawn_pipe) {
            Form::Drawn
        } else {
            Form::Short
        }
    }

    /// Whether a row names the columns of codes in other words, with a delimiter row below it.
    fn is_other_header(&self, row: &Row, texts: &[&str]) -> bool {
        let has_delimiter = line::is_delimiter(self.source.line(row.line + 1));
        has_delimiter && CODES.layout(texts).is_complete(&CODES)
    }

    /// The source of a cell, without the white space around it.
    #[must_use]
    pub fn source_of(&self, cell: &Cell) -> &str {
        self.source.slice(cell.span).trim()
    }
}

const CELL: &str = "bytes in a cell";

/// Looks only at what is cheap to see, so that no parser meets a hostile document.
fn excesses(source: &Source) -> Vec<Excess> {
    let start = Span::new(0, 0);
    let mut faults = source.faults().iter();
    if faults.any(|fault| fault.kind == FaultKind::TooLarge) {
        return vec![Excess {
            of: "bytes",
            found: source.size(),
            limit: MAX_BYTES,
            span: start,
        }];
    }
    // What is no text is not read any further.
    if !source.is_text() {
        return Vec::new();
    }
    let mut rows = 0;
    let mut excesses = Vec::new();
    for &span in source.lines() {
        let line = source.slice(span);
        let pipes = line::pipes(line).count();
        rows += usize::from(pipes > 0 || line.contains(line::is_drawn_pipe));
        // Without outer pipes, there is a cell more than pipes.
        let cells = match pipes < MAX_COLUMNS {
            true => pipes,
            false => line::cells(line).len(),
        };
        if cells > MAX_COLUMNS {
            excesses.push(Excess {
                of: "columns",
                found: cells,
                limit: MAX_COLUMNS,
                span,
            });
        }
    }
    if rows > MAX_ROWS {
        excesses.push(Excess {
            of: "rows",
            found: rows,
            limit: MAX_ROWS,
            span: start,
        });
    }
    excesses
}

fn large_cells(document: &Document) -> Vec<Excess> {
    let tables = document.tables.iter();
    let rows = tables.flat_map(|table| core::iter::once(&table.header).chain(&table.rows));
    let large = rows
        .flat_map(|row| &row.cells)
        .filter(|cell| cell.span.len() > MAX_CELL_BYTES);
    large
        .map(|cell| Excess {
            of: CELL,
            found: cell.span.len(),
            limit: MAX_CELL_BYTES,
            span: cell.span,
        })
        .collect()
}

/// The lines that git writes around both sides of a conflict, where a document has both.
fn conflicts(source: &Source) -> Vec<usize> {
    let starts = |line: &str, mark: &str| {
        let rest = line.strip_prefix(mark);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let marks = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];
    let lines: Vec<&str> = source.text().lines().collect();
    let has = |mark: &str| lines.iter().any(|line| starts(line, mark));
    if !has("<<<<<<<") || !has(">>>>>>>") {
        return Vec::new();
    }
    let is_mark = |line: usize| marks.iter().any(|mark| starts(lines[line], mark));
    (0..lines.len()).filter(|&line| is_mark(line)).collect()
}

/// How many lines the front matter takes: from `---` on the first line to the next `---`, with no blank
/// line below the first.
fn front_matter(source: &Source) -> usize {
    let lines = 1..source.lines().len();
    let opens = source.line(0) == "---" && !line::is_blank(source.line(1));
    let end = lines.into_iter().find(|&line| source.line(line) == "---");
    end.filter(|_| opens).map_or(0, |end| end + 1)
}
