//! What a catalogue promises to programs.

use std::collections::{BTreeMap, BTreeSet};

use super::catalogue::{self, Catalogue, Entry, Message};
use super::name;
use super::template::Part;
use super::text;

/// What a catalogue promises. A change of it is a change for programs. Everything else about a
/// document is not: the order of its rows, their lines, blank lines, padding, table numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contract {
    /// The Rust names of all tables. Empty if they are not known: a lock of version 0.1.0 names
    /// only the tables of its entries.
    pub tables: BTreeSet<String>,
    /// The promises of each entry, by code and status.
    pub entries: BTreeMap<Key, Promise>,
}

/// A code and a status.
pub type Key = (String, u16);

/// What an entry promises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// The name of the code's variant, where it is not the one that is made of the code.
    pub variant: Option<String>,
    /// The Rust names of the tables that list the entry.
    pub tables: BTreeSet<String>,
    /// What the entry says.
    pub content: Content,
}

/// What an entry says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// All of it.
    Whole {
        /// The texts that the document has for the entry.
        texts: Vec<Text>,
        /// Our reading, if somebody has judged the entry.
        reading: Option<Reading>,
    },
    /// As much as a lock of version 0.1.0 holds. The rest is unknown.
    Digest(Digest),
}

/// A message and its solution, as the document has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The message, which may hold several alternatives.
    pub message: String,
    /// For each alternative, the names of its placeholders, in the order in which they stand.
    pub placeholders: Vec<Vec<String>>,
    /// The solution.
    pub solution: Option<String>,
}

/// How to handle an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The name of a google.rpc code.
    pub grpc: String,
    /// Whether to try again.
    pub retry: String,
}

/// The names of the fields and a hash of the wording.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Digest {
    /// FNV-1a of 64 bits, of the messages and solutions.
    pub hash: u64,
    /// For each alternative, the names of its fields.
    pub fields: Vec<Vec<String>>,
}

impl Contract {
    /// What a catalogue promises.
    #[must_use]
    pub fn of(catalogue: &Catalogue) -> Self {
        let key = |entry: &Entry| (catalogue.codes[entry.code].name.clone(), entry.status);
        let table = |&table: &usize| catalogue.tables[table].variant.clone();
        let variant = |entry: &Entry| {
            let code = &catalogue.codes[entry.code];
            Some(&code.variant).filter(|variant| **variant != name::variant(&code.name))
        };
        let promise = |entry: &Entry| Promise {
            variant: variant(entry).cloned(),
            tables: entry.tables.iter().map(table).collect(),
            content: content(entry),
        };
        let entries = catalogue.entries.iter();
        let tables = catalogue.tables.iter();
        Self {
            tables: tables.map(|table| table.variant.clone()).collect(),
            entries: entries.map(|entry| (key(entry), promise(entry))).collect(),
        }
    }

    /// What is promised whatever the language: of each text, only which placeholders its messages have.
    #[must_use]
    pub fn without_wording(mut self) -> Self {
        for promise in self.entries.values_mut() {
            if let Content::Whole { texts, .. } = &mut promise.content {
                for text in texts {
                    text.message.clear();
                    text.solution = None;
                    for placeholders in &mut text.placeholders {
                        placeholders.sort_unstable();
                        placeholders.dedup();
                    }
                }
            }
        }
        self
    }

    /// The names of the codes.
    #[must_use]
    pub fn codes(&self) -> BTreeSet<&str> {
        self.entries.keys().map(|(code, _)| code.as_str()).collect()
    }

    /// The codes of each table, by its Rust name.
    #[must_use]
    pub fn codes_by_table(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        let mut tables: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for table in &self.tables {
            tables.entry(table).or_default();
        }
        for ((code, _), promise) in &self.entries {
            for table in &promise.tables {
                tables.entry(table).or_default().insert(code);
            }
        }
        tables
    }

    /// The entries of a code, by status.
    pub fn entries_of(&self, code: &str) -> impl Iterator<Item = (u16, &Promise)> {
        let range = (code.to_owned(), 0)..=(code.to_owned(), u16::MAX);
        let entries = self.entries.range(range);
        entries.map(|((_, status), promise)| (*status, promise))
    }
}

impl Content {
    /// As much of it as a lock of version 0.1.0 holds.
    #[must_use]
    pub fn digest(&self) -> Digest {
        match self {
            Self::Whole { texts, .. } => Digest {
                hash: hash(texts),
                fields: texts.iter().flat_map(fields).collect(),
            },
            Self::Digest(digest) => digest.clone(),
        }
    }
}

fn content(entry: &Entry) -> Content {
    let text = |text: &catalogue::Text| Text {
        message: text.message.clone(),
        placeholders: text
            .messages
            .iter()
            .map(|&message| placeholders(&entry.messages[message]))
            .collect(),
        solution: text.solution.clone(),
    };
    let reading = entry.handling.as_ref().map(|handling| Reading {
        grpc: handling.grpc.clone(),
        retry: handling.retry.clone(),
    });
    Content::Whole {
        texts: entry.texts.iter().map(text).collect(),
        reading,
    }
}

fn placeholders(message: &Message) -> Vec<String> {
    let parts = message.template.parts.iter();
    let names = parts.filter_map(|part| match part {
        Part::Slot(slot) => Some(message.template.names[*slot].clone()),
        Part::Text(_) => None,
    });
    names.collect()
}

fn fields(text: &Text) -> impl Iterator<Item = Vec<String>> {
    text.placeholders.iter().map(|names| {
        let mut seen = BTreeSet::new();
        let first = names.iter().filter(|name| seen.insert(*name));
        first.map(|name| name::field(name)).collect()
    })
}

fn hash(texts: &[Text]) -> u64 {
    let bytes = texts.iter().flat_map(|text| {
        let solution = text.solution.as_deref().unwrap_or_default();
        text.message.bytes().chain([0]).chain(solution.bytes())
    });
    text::fnv(bytes)
}
