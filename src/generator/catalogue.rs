//! A checked document in, the model that is emitted out: complete before any token exists.

use super::annotations::{Annotations, Handling};
use super::group;
use super::listing::{CodeRow, Listing};
use super::name;
use super::template::{self, Template};

/// All codes, entries and tables of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogue {
    /// The codes, by name.
    pub codes: Vec<Code>,
    /// The entries, by code and then by status.
    pub entries: Vec<Entry>,
    /// The tables, in the order of the document.
    pub tables: Vec<Table>,
}

/// A code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// Its name, byte for byte as the document has it.
    pub name: String,
    /// The name of its variant.
    pub variant: String,
    /// Its entries, as a range of [`Catalogue::entries`].
    pub entries: core::ops::Range<usize>,
}

/// What the document says of a code under one status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The code, as an index into [`Catalogue::codes`].
    pub code: usize,
    /// The HTTP status.
    pub status: u16,
    /// The message, white space folded.
    pub message: String,
    /// The solution, where there is one.
    pub solution: Option<String>,
    /// The tables that list it, as indexes into [`Catalogue::tables`], in order.
    pub tables: Vec<usize>,
    /// The line of its first row, counted from 1.
    pub line: usize,
    /// Its messages, one for each alternative.
    pub messages: Vec<Message>,
    /// How to handle it, where somebody has said so.
    pub handling: Option<Handling>,
}

/// A message of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The name of its variant.
    pub variant: String,
    /// The names of its fields, one for each name of the template.
    pub fields: Vec<String>,
    /// The message, its placeholders told apart.
    pub template: Template,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its title, without its number.
    pub title: String,
    /// The name of its variant.
    pub variant: String,
    /// Its entries, as indexes into [`Catalogue::entries`], in the order of the document.
    pub entries: Vec<usize>,
}

impl Catalogue {
    /// Builds the catalogue of a document without unaccepted errors.
    #[must_use]
    pub fn of(listing: &Listing<'_>, annotations: &Annotations) -> Self {
        let mut rows = Vec::new();
        for row in &listing.rows {
            if row.number.is_some() {
                rows.push(row);
            }
        }
        let mut catalogue = Self {
            tables: tables(listing, annotations),
            ..Self::default()
        };
        let entries = group::alike(&rows, |row| row.entry());
        for alike in &entries {
            catalogue.add_code(rows[alike[0]].name());
            catalogue.add_entry(rows[alike[0]]);
        }
        for entry in &mut catalogue.entries {
            let code = &catalogue.codes[entry.code];
            entry.messages = messages(code, entry, annotations);
            entry.handling = annotations.handling_of(&code.name, entry.status).cloned();
        }
        let mut entry_of = vec![0; rows.len()];
        for (entry, alike) in entries.iter().enumerate() {
            for &row in alike {
                entry_of[row] = entry;
            }
        }
        catalogue.list_entries(&rows, &entry_of);
        catalogue
    }

    fn add_code(&mut self, name: &str) {
        if self.codes.last().is_none_or(|last| last.name != name) {
            let next = self.entries.len();
            self.codes.push(Code {
                name: name.to_owned(),
                variant: name::variant(name),
                entries: next..next,
            });
        }
    }

    fn add_entry(&mut self, first: &CodeRow<'_>) {
        let (Some(code), Some(status)) = (self.codes.last_mut(), first.number) else {
            return;
        };
        code.entries.end += 1;
        let (message, solution) = first.texts();
        self.entries.push(Entry {
            code: self.codes.len() - 1,
            status,
            message: message.to_owned(),
            solution: (!solution.is_empty()).then(|| solution.to_owned()),
            tables: Vec::new(),
            line: first.row.line + 1,
            messages: Vec::new(),
            handling: None,
        });
    }

    /// Lists the entries under their tables, from the rows in order, and the entry of each.
    fn list_entries(&mut self, rows: &[&CodeRow<'_>], entry_of: &[usize]) {
        for rows_of in &group::alike(rows, |row| row.title) {
            let title = rows[rows_of[0]].title;
            if let Some(table) = self.tables.iter_mut().find(|table| table.title == title) {
                let entries = group::pick(entry_of, rows_of);
                let firsts = group::firsts(&entries, |entry| *entry);
                table.entries = group::pick(&entries, &firsts);
            }
        }
        for (index, table) in self.tables.iter().enumerate() {
            for &entry in &table.entries {
                self.entries[entry].tables.push(index);
            }
        }
    }
}

/// The messages of an entry.
fn messages(code: &Code, entry: &Entry, annotations: &Annotations) -> Vec<Message> {
    let alternatives = template::alternatives(&entry.message);
    let several = alternatives.len() > 1;
    let status = (code.entries.len() > 1).then_some(entry.status);
    let mut messages = Vec::new();
    for text in &alternatives {
        let template = Template::new(text, &|word| annotations.is_placeholder(word));
        let mut fields = Vec::new();
        for name in &template.names {
            fields.push(name::field(name));
        }
        let number = several.then_some(messages.len() + 1);
        messages.push(Message {
            variant: name::message(&code.name, status, number),
            fields,
            template,
        });
    }
    messages
}

/// Tables of one title are one table.
fn tables(listing: &Listing<'_>, annotations: &Annotations) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    for table in &listing.tables {
        let known = tables.iter().any(|known| known.title == table.title);
        if !known {
            // A title that nobody has named stands for itself until somebody does.
            let named = annotations.name_of(table.title);
            tables.push(Table {
                title: table.title.to_owned(),
                variant: named.map_or(table.title, |named| &named.name).to_owned(),
                entries: Vec::new(),
            });
        }
    }
    tables
}
