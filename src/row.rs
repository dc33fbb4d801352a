//! The rows that generated code consists of. This is no part of the public API.

use core::ops::Range;

use crate::entry::Code;

pub use crate::entry::{Entry, EntryText};
pub use crate::handling::{Grpc, Handling, Retry};
pub use crate::hash::Hash;
pub use crate::names::{Names, Slot};
pub use crate::reading::{filled, padded, read};
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

/// A status.
#[derive(Clone, Copy, Debug)]
pub struct StatusRow<C: Code> {
    /// The status, 100 to 599.
    pub status: u16,
    /// Its entries.
    pub entries: &'static [&'static Entry<C>],
}

/// The entries at some positions.
#[must_use]
pub const fn pick<C: Code, const N: usize>(
    all: &'static [Entry<C>],
    positions: [u16; N],
) -> [&'static Entry<C>; N] {
    let mut picked = [&all[0]; N];
    let mut at = 0;
    while at < N {
        picked[at] = &all[positions[at] as usize];
        at += 1;
    }
    picked
}

/// The entries of several arrays, one behind the other.
#[must_use]
pub const fn joined<C: Code, const N: usize>(parts: &[&[Entry<C>]]) -> [Entry<C>; N] {
    let mut all = [parts[0][0]; N];
    let (mut part, mut at, mut next) = (0, 0, 0);
    while next < N {
        if at == parts[part].len() {
            (part, at) = (part + 1, 0);
        }
        all[next] = parts[part][at];
        (at, next) = (at + 1, next + 1);
    }
    all
}

/// The entries of each status from 100 to 599.
#[derive(Clone, Copy, Debug)]
pub struct ByStatus<C: Code>([&'static [&'static Entry<C>]; 500]);

impl<C: Code> ByStatus<C> {
    /// Puts the entries of each status in its place.
    #[must_use]
    pub const fn new(rows: &[StatusRow<C>]) -> Self {
        let mut all: [&'static [&'static Entry<C>]; 500] = [&[]; 500];
        let mut at = 0;
        while at < rows.len() {
            all[rows[at].status as usize - 100] = rows[at].entries;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ENTRIES, Entry};

    #[test]
    fn parts_are_joined_in_order() {
        let parts = [&ENTRIES[..2], &ENTRIES[2..3], &ENTRIES[3..6]];
        let all: [Entry; 6] = joined(&parts);
        assert_eq!(all, ENTRIES[..6]);
    }
}
