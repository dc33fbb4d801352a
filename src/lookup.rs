//! What generated code calls. This is no part of the public API.

use crate::code::Code;
use crate::entry::Entry;
pub use crate::hash::{Hash, Part};
use crate::template::{Piece, Template};

/// A perfect hash of a few names, found by the generator: each has a slot of its own. Whatever is
/// looked up, there is one comparison.
#[derive(Clone, Copy, Debug)]
pub struct Slots<C, const N: usize>([(&'static str, C); N]);

impl<C: Copy, const N: usize> Slots<C, N> {
    /// Puts names and codes into their slots, of which there is a power of two; what has no name is
    /// never what is looked up.
    #[must_use]
    pub const fn new(names: &[&'static str], codes: &[C], order: [u16; N]) -> Self {
        let mut slots = [(names[0], codes[0]); N];
        let mut at = 0;
        while at < N {
            let position = order[at] as usize;
            slots[at] = (names[position], codes[position]);
            at += 1;
        }
        Self(slots)
    }

    /// The code of a name, given how names are hashed.
    #[inline]
    #[must_use]
    pub fn find(&self, hash: Hash, name: &str) -> Option<C> {
        let (found, code) = self.0[top(hash.of(name.as_bytes()), N)];
        (found == name).then_some(code)
    }
}

/// A perfect hash of many names, found by the generator. The highest bits of a hash choose a bucket,
/// the next ones a slot, and the bucket says how far the slot is displaced. Where there are no
/// slots, because no perfect hash was found, names are searched for.
#[derive(Clone, Copy, Debug)]
pub struct Index {
    /// The names, in order.
    pub names: &'static [&'static str],
    /// How names are hashed.
    pub hash: Hash,
    /// By how many slots each bucket is displaced; their count is a power of two.
    pub displacements: &'static [u16],
    /// The position of a name for each slot; their count is a power of two.
    pub slots: &'static [u16],
}

impl Index {
    /// The position of a name.
    #[inline]
    #[must_use]
    pub fn find(&self, name: &str) -> Option<usize> {
        if self.slots.is_empty() {
            return self.names.binary_search(&name).ok();
        }
        let hash = self.hash.of(name.as_bytes());
        let buckets = self.displacements.len();
        let start = top(hash << buckets.trailing_zeros(), self.slots.len());
        let displacement = usize::from(self.displacements[top(hash, buckets)]);
        let slot = (start + displacement) & (self.slots.len() - 1);
        let candidate = usize::from(self.slots[slot]);
        (self.names[candidate] == name).then_some(candidate)
    }
}

/// As many of the highest bits as number a power of two of things.
#[inline]
const fn top(hash: u64, count: usize) -> usize {
    (hash >> (63 - count.trailing_zeros()) >> 1) as usize
}

/// How many statuses there are, from 100 to 599.
const STATUSES: usize = 500;

/// For each status the position of its group; 0 where it has none.
pub type Groups = [u16; STATUSES];

/// The table of the statuses that have a group: the first of them has group 1.
#[must_use]
pub const fn groups(statuses: &[u16]) -> Groups {
    let mut groups = [0; STATUSES];
    let mut at = 0;
    while at < statuses.len() {
        groups[statuses[at] as usize - 100] = at as u16 + 1;
        at += 1;
    }
    groups
}

/// The group of a status.
#[inline]
#[must_use]
pub const fn group(groups: &Groups, status: u16) -> usize {
    let index = status.wrapping_sub(100) as usize;
    if index < groups.len() {
        groups[index] as usize
    } else {
        0
    }
}

/// References to some of all things, by their positions.
#[must_use]
pub const fn select<T, const N: usize>(all: &'static [T], positions: &[u16; N]) -> [&'static T; N] {
    let mut selected = [&all[0]; N];
    let mut at = 0;
    while at < N {
        selected[at] = &all[positions[at] as usize];
        at += 1;
    }
    selected
}

/// A slice cut into parts that end at some positions.
#[must_use]
pub const fn cut<T, const N: usize>(all: &'static [T], ends: &[u16; N]) -> [&'static [T]; N] {
    let mut parts: [&[T]; N] = [&[]; N];
    let (mut at, mut start) = (0, 0);
    while at < N {
        let end = ends[at] as usize;
        parts[at] = slice(all, start, end);
        start = end;
        at += 1;
    }
    parts
}

/// Templates from all pieces and all names of placeholders, and where those of each template end.
#[must_use]
pub const fn templates<const N: usize>(
    pieces: &'static [Piece],
    names: &'static [&'static str],
    ends: &[(u32, u32); N],
) -> [Template; N] {
    let mut templates = [Template::new(&[], &[]); N];
    let (mut at, mut piece, mut name) = (0, 0, 0);
    while at < N {
        let (last_piece, last_name) = (ends[at].0 as usize, ends[at].1 as usize);
        let pieces = slice(pieces, piece, last_piece);
        templates[at] = Template::new(pieces, slice(names, name, last_name));
        (piece, name) = (last_piece, last_name);
        at += 1;
    }
    templates
}

/// The entry of a status among a code's entries.
#[inline]
#[must_use]
pub const fn entry<C: Code>(mut entries: &[Entry<C>], status: u16) -> Option<&Entry<C>> {
    while let [first, rest @ ..] = entries {
        if first.status() == status {
            return Some(first);
        }
        entries = rest;
    }
    None
}

/// How long some values are together, in bytes.
#[must_use]
pub fn total(values: &[&str]) -> usize {
    values.iter().map(|value| value.len()).sum()
}

/// A part of a slice.
#[must_use]
pub const fn slice<T>(all: &'static [T], start: usize, end: usize) -> &'static [T] {
    all.split_at(end).0.split_at(start).1
}
