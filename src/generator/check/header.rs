//! A document in, the header that rows without one are offered out: a neighbour's, or one in the
//! document's language.

use core::cell::OnceCell;

use crate::generator::document::{Document, Table, line};
use crate::generator::group::List;
use crate::generator::schema::{CODES, Language, Layout, Schema};
use crate::generator::source::Source;
use crate::generator::text;

/// The headers of a document's tables of codes.
pub(super) struct Headers<'a> {
    /// Those that name all columns, with their lines.
    known: Vec<(usize, Vec<&'a str>)>,
    source: &'a Source,
    /// That of the text; found where it is asked for, which is rare.
    language: OnceCell<Language>,
}

impl<'a> Headers<'a> {
    pub(super) fn of(document: &'a Document) -> Self {
        let source = &document.source;
        let texts = |table: &'a Table| -> Vec<&str> { table.header_texts(source) };
        let tables = document.tables.iter();
        let known = tables.map(|table| (table.header.line, texts(table)));
        Self {
            known: known
                .filter(|(_, texts)| CODES.layout(texts).is_complete(&CODES))
                .list(),
            source,
            language: OnceCell::new(),
        }
    }

    /// The header and the delimiter row for rows of so many cells from a line on.
    pub(super) fn above(&self, line: usize, columns: usize) -> Vec<String> {
        let neighbour = self.neighbour(line);
        let header = match neighbour.filter(|texts| texts.len() == columns) {
            Some(texts) => row(texts),
            None => CODES.header_of(self.language_at(line), columns),
        };
        let delimiter = "-|".repeat(line::cells(&header).len());
        vec![header, format!("|{delimiter}")]
    }

    /// A header that lacks columns, as it should be: each takes the place of one that nobody knows.
    pub(super) fn mended(&self, table: &Table, schema: &Schema, layout: &Layout) -> String {
        let mut texts: Vec<&str> = table.header_texts(self.source);
        let language = self.language_of(table, layout);
        let mut unknown = layout.unknown.iter();
        let columns = schema.columns.iter().zip(&layout.cells);
        for (column, _) in columns.filter(|(_, cell)| cell.is_none()) {
            match unknown.next() {
                Some(&cell) => texts[cell] = column.name(language),
                None if column.required => texts.push(column.name(language)),
                None => {}
            }
        }
        row(&texts)
    }

    /// The language of a header, as far as it names columns; else that of its neighbours.
    pub(super) fn language_of(&self, table: &Table, layout: &Layout) -> Language {
        let named = layout.cells.iter().flatten();
        let mut texts = named
            .filter_map(|&cell| table.header.cells.get(cell))
            .peekable();
        if texts.peek().is_none() {
            return self.language_at(table.header.line);
        }
        Language::of(&texts.map(|cell| cell.text(self.source)).collect::<String>())
    }

    fn language_at(&self, line: usize) -> Language {
        let neighbour = self.neighbour(line);
        let of_text = || {
            *self
                .language
                .get_or_init(|| Language::of(self.source.text()))
        };
        neighbour.map_or_else(of_text, |texts| Language::of(&text::joined(texts, "")))
    }

    /// The nearest header above a line, or else the first one below.
    fn neighbour(&self, line: usize) -> Option<&[&'a str]> {
        let above = self.known.partition_point(|&(header, _)| header < line);
        let nearest = self.known.get(above.saturating_sub(1));
        nearest.map(|(_, texts)| texts.as_slice())
    }
}

fn row(texts: &[&str]) -> String {
    let cells: Vec<String> = texts.iter().map(|text| text::markdown_cell(text)).list();
    format!("| {} |", text::joined(&cells, " | "))
}
