//! The rows that generated code consists of. This is no part of the public API.

use core::ops::Range;

use crate::entry::Code;

pub use crate::entry::Entry;
pub use crate::handling::{Grpc, Handling, Retry};
pub use crate::hash::Hash;
pub use crate::names::{Names, Slot};
pub use crate::reading::{padded, read};
pub use crate::template::{Piece, Template};

/// A code.
#[derive(Clone, Debug)]
pub struct CodeRow {
    /// Its name.
    pub name: &'static str,
    /// Which of all entries are its own.
    pub entries: Range<u16>,
}

impl CodeRow {
    /// The entries of the code, out of those of all codes.
    #[inline]
    #[must_use]
    pub const fn entries_of<C: Code>(&self, all: &'static [Entry<C>]) -> &'static [Entry<C>] {
        let (start, end) = (self.entries.start as usize, self.entries.end as usize);
        all.split_at(end).0.split_at(start).1
    }

    /// The entry of the code under a status.
    #[inline]
    #[must_use]
    pub const fn entry_of<C: Code>(
        &self,
        all: &'static [Entry<C>],
        status: u16,
    ) -> Option<&'static Entry<C>> {
        let mut entries = self.entries_of(all);
        while let [entry, rest @ ..] = entries {
            if entry.status() == status {
                return Some(entry);
            }
            entries = rest;
        }
        None
    }
}

/// A table.
#[derive(Clone, Copy, Debug)]
pub struct TableRow<C: Code> {
    /// Its title.
    pub title: &'static str,
    /// Its entries.
    pub entries: &'static [&'static Entry<C>],
}

/// The entries of each status from 100 to 599.
#[derive(Clone, Copy, Debug)]
pub struct ByStatus<C: Code>([&'static [&'static Entry<C>]; 500]);

impl<C: Code> ByStatus<C> {
    /// Puts the entries of each status in its place.
    #[must_use]
    pub const fn new(rows: &[(u16, &'static [&'static Entry<C>])]) -> Self {
        let mut all: [&'static [&'static Entry<C>]; 500] = [&[]; 500];
        let mut at = 0;
        while at < rows.len() {
            let (status, entries) = rows[at];
            all[status as usize - 100] = entries;
            at += 1;
        }
        Self(all)
    }

    /// The entries of a status.
    #[inline]
    #[must_use]
    pub const fn get(&self, status: u16) -> &'static [&'static Entry<C>] {
        let index = status.wrapping_sub(100) as usize;
        if index < self.0.len() {
            self.0[index]
        } else {
            &[]
        }
    }
}
