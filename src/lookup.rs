//! What generated code calls. This is no part of the public API.

use crate::code::Code;
use crate::entry::Entry;
pub use crate::hash::Hash;

/// A perfect hash of the names of a catalogue, found by the generator.
///
/// The hash of a name leads to one slot, the slot to one name, and only that name is compared:
/// whatever is looked up, there is one comparison.
#[derive(Clone, Copy, Debug)]
pub struct Index {
    /// The names, in order.
    pub names: &'static [&'static str],
    /// How names are hashed.
    pub hash: Hash,
    /// By how many slots each bucket is displaced; their count is a power of two. None where no
    /// bucket had to be.
    pub displacements: &'static [u16],
    /// The position of a name for each slot; their count is a power of two. None where no perfect
    /// hash was found: then names are searched for.
    pub slots: &'static [u16],
}

impl Index {
    /// The position of a name.
    #[inline]
    #[must_use]
    pub const fn position(&self, name: &str) -> Option<usize> {
        if self.slots.is_empty() {
            return search(self.names, name);
        }
        let hash = self.hash.of(name.as_bytes());
        let candidate = self.slots[slot(hash, self.displacements, self.slots.len())] as usize;
        if same(self.names[candidate].as_bytes(), name.as_bytes()) {
            Some(candidate)
        } else {
            None
        }
    }
}

/// The slot of a hash: its highest bits choose the bucket, the next ones a slot, and the bucket says
/// how far that one is displaced.
#[inline]
const fn slot(hash: u64, displacements: &[u16], slots: usize) -> usize {
    let bits = slots.trailing_zeros();
    if displacements.is_empty() {
        return (hash >> (63 - bits) >> 1) as usize;
    }
    let above = displacements.len().trailing_zeros();
    let bucket = (hash >> (63 - above) >> 1) as usize;
    let start = (hash << above >> (63 - bits) >> 1) as usize;
    (start + displacements[bucket] as usize) & (slots - 1)
}

/// Whether two names are the same, eight bytes at a time.
#[inline]
const fn same(left: &[u8], right: &[u8]) -> bool {
    if left.len() != right.len() {
        return false;
    }
    let (Some(end), Some(other)) = (left.last_chunk::<8>(), right.last_chunk::<8>()) else {
        return same_short(left, right);
    };
    if u64::from_le_bytes(*end) != u64::from_le_bytes(*other) {
        return false;
    }
    let (mut left, mut right) = (left, right);
    while let (Some((head, rest)), Some((other, others))) = (
        left.split_first_chunk::<8>(),
        right.split_first_chunk::<8>(),
    ) {
        if u64::from_le_bytes(*head) != u64::from_le_bytes(*other) {
            return false;
        }
        (left, right) = (rest, others);
    }
    true
}

#[inline]
const fn same_short(left: &[u8], right: &[u8]) -> bool {
    let mut at = 0;
    while at < left.len() && at < right.len() {
        if left[at] != right[at] {
            return false;
        }
        at += 1;
    }
    left.len() == right.len()
}

/// The position of a name among sorted names.
const fn search(names: &[&str], name: &str) -> Option<usize> {
    let (mut low, mut high) = (0, names.len());
    while low < high {
        let middle = low + (high - low) / 2;
        match compare(names[middle].as_bytes(), name.as_bytes()) {
            core::cmp::Ordering::Equal => return Some(middle),
            core::cmp::Ordering::Less => low = middle + 1,
            core::cmp::Ordering::Greater => high = middle,
        }
    }
    None
}

const fn compare(left: &[u8], right: &[u8]) -> core::cmp::Ordering {
    let mut at = 0;
    while at < left.len() && at < right.len() {
        if left[at] != right[at] {
            return if left[at] < right[at] {
                core::cmp::Ordering::Less
            } else {
                core::cmp::Ordering::Greater
            };
        }
        at += 1;
    }
    if left.len() < right.len() {
        core::cmp::Ordering::Less
    } else if left.len() > right.len() {
        core::cmp::Ordering::Greater
    } else {
        core::cmp::Ordering::Equal
    }
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

/// A part of a slice.
#[must_use]
pub const fn slice<T>(all: &'static [T], start: usize, end: usize) -> &'static [T] {
    all.split_at(end).0.split_at(start).1
}
