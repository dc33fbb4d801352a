//! A checked document in, the model that is emitted out: complete before any token exists.

use std::collections::BTreeMap;

use super::annotations::Annotations;
use super::handling::Handling;
use super::name;
use super::rows::{CodeRow, Rows};
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
    /// What its rows say, in the order of the document; there is at least one text.
    pub texts: Vec<Text>,
    /// The tables that list it, as indexes into [`Catalogue::tables`], in order.
    pub tables: Vec<usize>,
    /// Its messages, one for each alternative of each text.
    pub messages: Vec<Message>,
    /// How to handle it, where somebody has said so.
    pub handling: Option<Handling>,
}

/// A message and its solution, as a row of the document has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The message, white space folded.
    pub message: String,
    /// The solution, where there is one.
    pub solution: Option<String>,
    /// The table of its first row, as an index into [`Catalogue::tables`].
    pub table: usize,
    /// The line of its first row, counted from 1.
    pub line: usize,
    /// Its messages, as indexes into those of its entry.
    pub messages: Vec<usize>,
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

impl Entry {
    /// The line of its first row, counted from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.texts[0].line
    }
}

impl Catalogue {
    /// Builds the catalogue of a document without unaccepted errors.
    #[must_use]
    pub fn of(rows: &Rows<'_>, annotations: &Annotations) -> Self {
        let variants = &rows.variants;
        let titles = titles(rows);
        let mut catalogue = Self {
            tables: tables(&titles, annotations),
            ..Self::default()
        };
        let table_of = |row: &CodeRow<'_>| titles.get(rows.title(row)).copied();
        let entries = rows.entries();
        for ((code, status), texts) in &entries {
            let variant = variants.get(code).map_or("", String::as_str);
            let texts = texts
                .iter()
                .map(|same| text(same, table_of(same[0]).unwrap_or_default()))
                .collect();
            catalogue.add_entry(code, variant, *status, texts);
        }
        for entry in &mut catalogue.entries {
            let code = &catalogue.codes[entry.code];
            messages(code, entry, annotations);
            entry.handling = annotations.handling_of(&code.name, entry.status).cloned();
        }
        let numbers: BTreeMap<(&str, u16), usize> = entries.into_keys().zip(0..).collect();
        for row in &rows.all {
            let entry = row.entry().and_then(|entry| numbers.get(&entry).copied());
            if let (Some(entry), Some(index)) = (entry, table_of(row)) {
                let listed = &mut catalogue.entries[entry].tables;
                if !listed.contains(&index) {
                    listed.push(index);
                    catalogue.tables[index].entries.push(entry);
                }
            }
        }
        for entry in &mut catalogue.entries {
            entry.tables.sort_unstable();
        }
        catalogue
    }

    /// Adds an entry behind all others, with its code where that is new.
    fn add_entry(&mut self, name: &str, variant: &str, status: u16, texts: Vec<Text>) {
        let next = self.entries.len();
        if self.codes.last().is_none_or(|last| last.name != name) {
            self.codes.push(Code {
                name: name.to_owned(),
                variant: variant.to_owned(),
                entries: next..next,
            });
        }
        let code = self.codes.len() - 1;
        self.codes[code].entries.end = next + 1;
        self.entries.push(Entry {
            code,
            status,
            texts,
            tables: Vec::new(),
            messages: Vec::new(),
            handling: None,
        });
    }
}

/// Takes the texts of an entry apart into its messages. What two texts have in common is one message.
fn messages(code: &Code, entry: &mut Entry, annotations: &Annotations) {
    let texts = entry.texts.iter().map(|text| text.message.as_str());
    let (wordings, of_texts) = template::messages(texts);
    let several = wordings.len() > 1;
    let status = (code.entries.len() > 1).then_some(entry.status);
    let message = |(index, text): (usize, &&str)| {
        let template = Template::new(text, &|word| annotations.is_placeholder(word));
        let number = several.then_some(index + 1);
        Message {
            variant: name::message(&code.variant, status, number),
            fields: template
                .names
                .iter()
                .map(|name| name::field(name))
                .collect(),
            template,
        }
    };
    entry.messages = wordings.iter().enumerate().map(message).collect();
    for (text, messages) in entry.texts.iter_mut().zip(of_texts) {
        text.messages = messages;
    }
}

/// Tables of one title are one table.
fn tables(titles: &BTreeMap<&str, usize>, annotations: &Annotations) -> Vec<Table> {
    let mut titles: Vec<(&str, usize)> = titles.iter().map(|(title, at)| (*title, *at)).collect();
    titles.sort_unstable_by_key(|&(_, number)| number);
    let table = |(title, _)| {
        // A title that nobody has named stands for itself until somebody does.
        let named = annotations.table(title);
        Table {
            title: title.to_owned(),
            variant: named.map_or(title, |named| &named.name).to_owned(),
            entries: Vec::new(),
        }
    };
    titles.into_iter().map(table).collect()
}

/// The number of each title, in the order in which they stand in the document.
fn titles<'a>(rows: &'a Rows<'_>) -> BTreeMap<&'a str, usize> {
    let mut titles = BTreeMap::new();
    for table in &rows.tables {
        let next = titles.len();
        titles.entry(table.title.as_str()).or_insert(next);
    }
    titles
}

/// What rows of one entry say that say the same.
fn text(same: &[&CodeRow<'_>], table: usize) -> Text {
    let first = same[0];
    let mut solutions = same.iter().map(|row| row.solution_text());
    Text {
        message: first.message_text().to_owned(),
        solution: solutions
            .find(|solution| !solution.is_empty())
            .map(str::to_owned),
        table,
        line: first.row.line + 1,
        messages: Vec::new(),
    }
}
