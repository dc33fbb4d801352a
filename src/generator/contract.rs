//! A catalogue in, what it promises to programs out: names, statuses, placeholders, and a hash of
//! the wording.

use std::collections::{BTreeMap, BTreeSet};

use super::catalogue::{Catalogue, Entry};

/// What a catalogue promises. A change of it is a change for programs; everything else about a
/// document is not: the order of its rows, their lines, blank lines, padding, table numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contract {
    /// The promises of each entry, by code and status.
    pub entries: BTreeMap<Key, Promise>,
}

/// A code and a status.
pub type Key = (String, u16);

/// What an entry promises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// The Rust names of the tables that list it, in order.
    pub tables: Vec<String>,
    /// For each of its messages, the names of the fields.
    pub messages: Vec<Vec<String>>,
    /// The wording.
    pub wording: Wording,
}

/// A message and a solution, as far as they are known.
#[derive(Clone, Debug)]
pub struct Wording {
    /// A hash of both: FNV-1a, 64 bits.
    pub hash: u64,
    /// The message; `None` where only the hash was kept.
    pub message: Option<String>,
}

/// Wordings are the same where their hashes are.
impl PartialEq for Wording {
    fn eq(&self, other: &Self) -> bool {
        self.hash == other.hash
    }
}

impl Eq for Wording {}

impl Contract {
    /// What a catalogue promises.
    #[must_use]
    pub fn of(catalogue: &Catalogue) -> Self {
        let promise = |entry: &Entry| {
            let code = catalogue.codes[entry.code].name.clone();
            let tables = entry.tables.iter();
            let messages = entry.messages.iter();
            let promise = Promise {
                tables: tables
                    .map(|&table| catalogue.tables[table].variant.clone())
                    .collect(),
                messages: messages.map(|message| message.fields.clone()).collect(),
                wording: Wording::new(&entry.message, entry.solution.as_deref()),
            };
            ((code, entry.status), promise)
        };
        Self {
            entries: catalogue.entries.iter().map(promise).collect(),
        }
    }

    /// The names of the codes.
    #[must_use]
    pub fn codes(&self) -> BTreeSet<&str> {
        self.entries.keys().map(|(code, _)| code.as_str()).collect()
    }

    /// The Rust names of the tables, each with its codes.
    #[must_use]
    pub fn tables(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        let mut tables: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for ((code, _), promise) in &self.entries {
            for table in &promise.tables {
                tables.entry(table).or_default().insert(code);
            }
        }
        tables
    }

    /// The entries of a code, by status.
    pub fn entries_of<'a>(
        &'a self,
        code: &'a str,
    ) -> impl Iterator<Item = (u16, &'a Promise)> + 'a {
        let range = (code.to_owned(), 0)..=(code.to_owned(), u16::MAX);
        let entries = self.entries.range(range);
        entries.map(|((_, status), promise)| (*status, promise))
    }
}

impl Wording {
    fn new(message: &str, solution: Option<&str>) -> Self {
        let bytes = message.bytes().chain([0]);
        let hash = bytes
            .chain(solution.unwrap_or_default().bytes())
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            });
        Self {
            hash,
            message: Some(message.to_owned()),
        }
    }

    /// A wording of which only the hash is known.
    #[must_use]
    pub const fn from_hash(hash: u64) -> Self {
        Self {
            hash,
            message: None,
        }
    }
}
