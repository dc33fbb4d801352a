//! A document in, the rows that list codes out.

use super::document::{Cell, Document, Row, Table};
use super::schema::{CODES, Layout, codes};
use super::source::Span;
use super::text;

/// The tables of a document that list codes, and their rows.
#[derive(Clone, Debug)]
pub struct Listing<'a> {
    /// The tables, in order.
    pub tables: Vec<CodeTable<'a>>,
}

/// A table that lists codes.
#[derive(Clone, Debug)]
pub struct CodeTable<'a> {
    /// The table.
    pub table: &'a Table,
    /// The title above it.
    pub title: &'a str,
    /// Which cell holds what.
    pub layout: Layout,
    /// Its rows of data.
    pub rows: Vec<CodeRow<'a>>,
}

/// A row that lists a code.
#[derive(Clone, Copy, Debug)]
pub struct CodeRow<'a> {
    /// The title above the table.
    pub title: &'a str,
    /// The row.
    pub row: &'a Row,
    /// The code's cell.
    pub code: &'a Cell,
    /// The status's cell.
    pub status: &'a Cell,
    /// The message's cell.
    pub message: &'a Cell,
    /// The solution's cell, where the table has one.
    pub solution: Option<&'a Cell>,
}

impl<'a> Listing<'a> {
    /// Finds the tables that have all required columns.
    #[must_use]
    pub fn of(document: &'a Document) -> Self {
        let code_table = |table: &'a Table| {
            let layout = CODES.layout(table.header_texts());
            let title = document.title_of(table);
            let rows = table.data_rows();
            layout.is_complete(&CODES).then(|| CodeTable {
                table,
                title,
                rows: rows
                    .filter_map(|row| CodeRow::of(title, row, &layout))
                    .collect(),
                layout,
            })
        };
        Self {
            tables: document.tables.iter().filter_map(code_table).collect(),
        }
    }

    /// All rows, in order.
    pub fn rows(&self) -> impl Iterator<Item = CodeRow<'a>> {
        self.tables
            .iter()
            .flat_map(|table| table.rows.iter().copied())
    }
}

impl<'a> CodeRow<'a> {
    fn of(title: &'a str, row: &'a Row, layout: &Layout) -> Option<Self> {
        let cell = |column: usize| layout.cells[column].and_then(|cell| row.cells.get(cell));
        Some(Self {
            title,
            row,
            code: cell(codes::CODE)?,
            status: cell(codes::STATUS)?,
            message: cell(codes::MESSAGE)?,
            solution: cell(codes::SOLUTION),
        })
    }

    /// The code's name; only a name that passes the checks is one.
    #[must_use]
    pub fn name(&self) -> &'a str {
        &self.code.text
    }

    /// The status; `None` where the cell does not hold one.
    #[must_use]
    pub fn number(&self) -> Option<u16> {
        let digits =
            self.status.text.len() == 3 && self.status.text.bytes().all(|b| b.is_ascii_digit());
        let status = self.status.text.parse().ok().filter(|_| digits)?;
        (100..600).contains(&status).then_some(status)
    }

    /// The texts that belong to code and status.
    #[must_use]
    pub fn texts(&self) -> (&'a str, &'a str) {
        let solution = self.solution.map_or("", |cell| &cell.text);
        (&self.message.text, solution)
    }

    /// Where the code stands; the row, where the cell is missing.
    #[must_use]
    pub fn code_span(&self) -> Span {
        self.span_of(self.code)
    }

    /// Where a cell of this row stands; the row, where the cell is missing.
    #[must_use]
    pub fn span_of(&self, cell: &Cell) -> Span {
        cell.span.unwrap_or(self.row.span)
    }

    /// The code as a message names it, the status with it where there is one.
    #[must_use]
    pub fn subject(&self) -> String {
        text::fold_spaces(&format!("{} {}", self.code.text, self.status.text))
    }
}
