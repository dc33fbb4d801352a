//! A document in, the header that rows without one are offered out: a neighbour's, or one in the
//! document's language.

use core::cell::OnceCell;

use crate::generator::document::{Document, Table, line};
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
        let mut known = Vec::new();
        for table in &document.tables {
            let texts = table.header_texts(source);
            if CODES.layout(&texts).is_complete(&CODES) {
                known.push((table.header.line, texts));
            }
        }
        Self {
            known,
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
        for (column, known) in schema.columns.iter().enumerate() {
            if layout.cells[column].is_some() {
                continue;
            }
            match unknown.next() {
                Some(&cell) => texts[cell] = known.name(language),
                None if known.required => texts.push(known.name(language)),
                None => {}
            }
        }
        row(&texts)
    }

    /// The language of a header, as far as it names columns; else that of its neighbours.
    pub(super) fn language_of(&self, table: &Table, layout: &Layout) -> Language {
        let mut named = String::new();
        for &cell in &layout.cells {
            named += cell.map_or("", |cell| table.header.text(cell, self.source));
        }
        match named.as_str() {
            "" => self.language_at(table.header.line),
            named => Language::of(named),
        }
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
    let mut cells = Vec::new();
    for text in texts {
        cells.push(text::markdown_cell(text));
    }
    format!("| {} |", text::joined(&cells, " | "))
}
