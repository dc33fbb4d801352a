//! What the rows of code tables say: each a code, a status, a message and a solution, worked out once.

use core::ops::Range;
use std::collections::BTreeSet;

use super::annotations::Annotations;
use super::document::{Cell, Document, Form, Row, Table};
use super::schema::{CODES, Layout, codes};
use super::source::Span;
use super::text;
use super::{handling, name};

/// The tables of a document that list codes, and their rows.
#[derive(Clone, Debug)]
pub struct Rows<'a> {
    /// The tables, in order.
    pub tables: Vec<CodeTable<'a>>,
    /// The rows of all of them, in order.
    pub all: Vec<CodeRow<'a>>,
    /// How many rows stand in tables that are left out.
    pub left_out: usize,
}

/// A table that lists codes.
#[derive(Clone, Debug)]
pub struct CodeTable<'a> {
    /// The table.
    pub table: &'a Table,
    /// Its title.
    pub title: String,
    /// Which cell holds what.
    pub layout: Layout,
    /// Its rows, among [`Rows::all`].
    pub rows: Range<usize>,
}

/// A row that lists a code.
#[derive(Clone, Copy, Debug)]
pub struct CodeRow<'a> {
    /// The table, as an index into [`Rows::tables`].
    pub table: usize,
    /// The row.
    pub row: &'a Row,
    /// The code, byte for byte as the document has it.
    pub code: Field<'a, &'a str>,
    /// The HTTP status.
    pub status: Field<'a, u16>,
    /// The message; `None` where the row is too short.
    pub message: Option<&'a Cell>,
    /// The solution; `None` where the table has none, or the row is too short.
    pub solution: Option<&'a Cell>,
}

/// A cell and its value, or what is wrong with it.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a, T> {
    /// The cell.
    pub cell: &'a Cell,
    /// The value.
    pub value: Result<T, Fault>,
}

/// What keeps a cell from being a code or a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is blank.
    Empty,
    /// It holds a character that nobody sees, or that looks like another one.
    Hidden(Span, char),
    /// A reader sees something else than the source says.
    NotLiteral,
    /// It lists several codes.
    Several(usize),
    /// It is not shaped like a code.
    Shape,
    /// It cannot be a Rust name, for this reason.
    Reserved(&'static str),
    /// It is no HTTP status.
    NoStatus,
}

impl<'a> Rows<'a> {
    /// Lowers the rows of all tables that have the columns of a code table and are not left out. Rows with
    /// other cells than they should have are for the checks of the structure.
    #[must_use]
    pub fn of(document: &'a Document, annotations: &Annotations) -> Self {
        let excesses = document.excesses.iter();
        let over: BTreeSet<usize> = excesses
            .map(|excess| document.source.line_of(excess.span.start))
            .collect();
        let mut rows = Self {
            tables: Vec::new(),
            all: Vec::new(),
            left_out: 0,
        };
        for table in &document.tables {
            let title = document.title_of(table);
            let is_left_out = is_left_out(document, table, annotations);
            if is_left_out {
                rows.left_out += table.rows.len();
            }
            if table.nested || is_left_out {
                continue;
            }
            let decided = |header: &str| annotations.column(header)?.meaning;
            let layout = CODES.layout_with(&table.header_texts(), decided);
            let start = rows.all.len();
            let index = rows.tables.len();
            if layout.missing(&CODES).next().is_some() {
                continue;
            }
            for row in &table.rows {
                let form = document.form(table, row);
                if matches!(form, Form::Whole | Form::Short) && !over.contains(&row.line) {
                    rows.all.extend(lower(document, index, row, &layout));
                }
            }
            rows.tables.push(CodeTable {
                table,
                title,
                layout,
                rows: start..rows.all.len(),
            });
        }
        rows
    }

    /// The rows of a table.
    #[must_use]
    pub fn of_table(&self, table: &CodeTable<'_>) -> &[CodeRow<'a>] {
        &self.all[table.rows.clone()]
    }

    /// Whether a line, counted from 0, holds one of the rows.
    #[must_use]
    pub fn holds(&self, line: usize) -> bool {
        self.all
            .binary_search_by_key(&line, |row| row.row.line)
            .is_ok()
    }

    /// The title of a row's table.
    #[must_use]
    pub fn title(&self, row: &CodeRow<'_>) -> &str {
        &self.tables[row.table].title
    }
}

impl<'a> CodeRow<'a> {
    /// The code and the status, where the row has both: what makes an entry.
    #[must_use]
    pub fn entry(&self) -> Option<(&'a str, u16)> {
        Some((self.code.value.ok()?, self.status.value.ok()?))
    }

    /// The message; empty where there is none.
    #[must_use]
    pub fn message_text(&self) -> &'a str {
        self.message.map_or("", |cell| &cell.text)
    }

    /// The solution; empty where there is none.
    #[must_use]
    pub fn solution_text(&self) -> &'a str {
        self.solution.map_or("", |cell| &cell.text)
    }

    /// The message and the solution.
    #[must_use]
    pub fn texts(&self) -> (&'a str, &'a str) {
        (self.message_text(), self.solution_text())
    }

    /// Whether the status stands in the code's cell, and something else in the status's.
    #[must_use]
    pub fn is_swapped(&self) -> bool {
        self.status.value.is_err() && handling::status(&self.code.cell.text).is_some()
    }

    /// The code with its status, as a finding names them.
    #[must_use]
    pub fn subject(&self) -> String {
        text::fold_spaces(&format!(
            "{} {}",
            self.code.cell.text, self.status.cell.text
        ))
    }
}

/// Whether a table is left out: by its title, or by its title and its header, where another table has the same title.
#[must_use]
pub fn is_left_out(document: &Document, table: &Table, annotations: &Annotations) -> bool {
    let title = document.title_of(table);
    annotations.leaves_out(&title) || annotations.leaves_out(&long_title(&title, table))
}

/// The title of a table with its header, which tells it from others under the title.
#[must_use]
pub fn long_title(title: &str, table: &Table) -> String {
    format!("{title} / {}", table.header_texts().join(" "))
}

/// Works out what a row says. A row that is too short says nothing unless it has a code and a status.
fn lower<'a>(
    document: &Document,
    table: usize,
    row: &'a Row,
    layout: &Layout,
) -> Option<CodeRow<'a>> {
    let cell = |column: usize| row.cells.get(layout.cells[column]?);
    let (code, status) = (cell(codes::CODE)?, cell(codes::STATUS)?);
    let lowered = CodeRow {
        table,
        row,
        code: Field {
            cell: code,
            value: code_of(document, code),
        },
        status: Field {
            cell: status,
            value: status_of(document, status),
        },
        message: cell(codes::MESSAGE),
        solution: cell(codes::SOLUTION),
    };
    let is_whole = layout
        .cells
        .iter()
        .flatten()
        .all(|&cell| cell < row.cells.len());
    (is_whole || lowered.entry().is_some()).then_some(lowered)
}

fn code_of<'a>(document: &Document, cell: &'a Cell) -> Result<&'a str, Fault> {
    let code = cell.text.as_str();
    if let Some((span, c)) = hidden(document, cell) {
        return Err(Fault::Hidden(span, c));
    }
    let several = several_codes(code);
    if several > 1 {
        Err(Fault::Several(several))
    } else if code.is_empty() && document.source_of(cell).is_empty() {
        Err(Fault::Empty)
    } else if !is_literal(document, cell) {
        Err(Fault::NotLiteral)
    } else if let Some(why) = name::unfit_code(code) {
        Err(Fault::Reserved(why))
    } else if name::is_code(code) {
        Ok(code)
    } else {
        Err(Fault::Shape)
    }
}

fn status_of(document: &Document, cell: &Cell) -> Result<u16, Fault> {
    let is_digit = |c: char| matches!(c, '０'..='９');
    if let Some((span, c)) = hidden(document, cell).filter(|&(_, c)| !is_digit(c)) {
        return Err(Fault::Hidden(span, c));
    }
    if document.source_of(cell).is_empty() {
        Err(Fault::Empty)
    } else if !is_literal(document, cell) {
        Err(Fault::NotLiteral)
    } else {
        handling::status(&cell.text).ok_or(Fault::NoStatus)
    }
}

/// The first character of a code or status that hides what the cell says. Bidirectional and control
/// characters are for the checks that look for them everywhere.
fn hidden(document: &Document, cell: &Cell) -> Option<(Span, char)> {
    let hides = |c: char| {
        let odd_space = c.is_whitespace() && !c.is_ascii() && !c.is_control();
        text::is_invisible(c) || text::look_alike(c).is_some() || (odd_space && !text::is_bidi(c))
    };
    let trimmed = document.source_of(cell);
    document
        .source
        .find(cell.span, hides)
        .filter(|_| !trimmed.is_empty())
}

/// Whether a cell's source is its text, but for one pair of backticks or asterisks around it.
fn is_literal(document: &Document, cell: &Cell) -> bool {
    let source = document.source_of(cell);
    let between = |mark: &str| source.strip_prefix(mark)?.strip_suffix(mark).map(str::trim);
    let marks = ["`", "**", "*"];
    source == cell.text || marks.iter().any(|mark| between(mark) == Some(&cell.text))
}

/// How many codes a cell lists; 0 where it is not a list of codes.
fn several_codes(text: &str) -> usize {
    let separates = |c: char| c.is_whitespace() || "/,，、;；|&+".contains(c);
    let parts: Vec<&str> = text
        .split(separates)
        .filter(|part| !part.is_empty())
        .collect();
    let is_code = |part: &&str| part.len() > 1 && name::is_code(part);
    if parts.iter().all(is_code) {
        parts.len()
    } else {
        0
    }
}
