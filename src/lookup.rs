//! What generated code calls. This is no part of the public API.

use core::cmp::Ordering;

use crate::code::Code;
use crate::entry::Entry;
use crate::handling::Handling;
use crate::hash::{ENDS, WORD, ends, few, first_word, last_word};
pub use crate::hash::{Hash, Part};
pub use crate::template::Pieces;
use crate::template::Template;

/// A perfect hash of a few names, found by the generator: each has a slot of its own, with its hash and its
/// code. Whatever is looked up, there is one comparison. Whether the names [`are_short`] is known beforehand.
#[derive(Clone, Copy, Debug)]
pub struct Slots<C, const N: usize, const SHORT: bool>([(u64, &'static str, C); N]);

impl<C: Copy, const N: usize, const SHORT: bool> Slots<C, N, SHORT> {
    /// Puts names and codes into their slots, of which there is a power of two; what has no name is
    /// never what is looked up.
    #[must_use]
    pub const fn new(hash: Hash, names: &[&'static str], codes: &[C], order: [u16; N]) -> Self {
        let mut slots = [(0, names[0], codes[0]); N];
        let mut at = 0;
        while at < N {
            let position = order[at] as usize;
            let name = names[position];
            slots[at] = (hash.of(name.as_bytes()), name, codes[position]);
            at += 1;
        }
        Self(slots)
    }

    /// The code of a name, given how names are hashed.
    #[inline]
    #[must_use]
    pub const fn find(&self, hash: Hash, name: &str) -> Option<C> {
        let name = name.as_bytes();
        let hash = hash.of(name);
        let (own, found, code) = &self.0[top(hash, N)];
        let found = found.as_bytes();
        let is_same = if SHORT {
            found.len() == name.len() && same_short(found, name) && *own == hash
        } else {
            same(found, name)
        };
        if is_same { Some(*code) } else { None }
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
    /// The code of a name, given the codes in the order of the names.
    #[inline]
    #[must_use]
    pub const fn find<C: Copy>(&self, codes: &[C], name: &str) -> Option<C> {
        match self.position(name) {
            Some(position) => Some(codes[position]),
            None => None,
        }
    }

    /// The position of a name.
    #[inline]
    #[must_use]
    pub const fn position(&self, name: &str) -> Option<usize> {
        let name = name.as_bytes();
        if self.slots.is_empty() {
            return self.search(name);
        }
        let hash = self.hash.of(name);
        let buckets = self.displacements.len();
        let start = top(hash << buckets.trailing_zeros(), self.slots.len());
        let displacement = self.displacements[top(hash, buckets)] as usize;
        let slot = (start + displacement) & (self.slots.len() - 1);
        let candidate = self.slots[slot] as usize;
        if same(self.names[candidate].as_bytes(), name) {
            Some(candidate)
        } else {
            None
        }
    }

    /// Searches by halves.
    #[inline]
    const fn search(&self, name: &[u8]) -> Option<usize> {
        let (mut start, mut end) = (0, self.names.len());
        while start < end {
            let middle = start + (end - start) / 2;
            match order(self.names[middle].as_bytes(), name) {
                Ordering::Less => start = middle + 1,
                Ordering::Equal => return Some(middle),
                Ordering::Greater => end = middle,
            }
        }
        None
    }
}

/// How two names are ordered; of two that are the same up to the end of one, the shorter comes first.
#[inline]
const fn order(mut one: &[u8], mut other: &[u8]) -> Ordering {
    loop {
        match (one, other) {
            ([first, rest @ ..], [second, others @ ..]) => {
                if *first != *second {
                    return if *first < *second {
                        Ordering::Less
                    } else {
                        Ordering::Greater
                    };
                }
                (one, other) = (rest, others);
            }
            ([], []) => return Ordering::Equal,
            ([], _) => return Ordering::Less,
            (_, []) => return Ordering::Greater,
        }
    }
}

/// How many bytes of each end of a name the hash holds at least.
const HASHED: usize = 4;

/// How long a name is of which the hash and two words hold all bytes, at least and at most.
const LENGTHS: [usize; 2] = [HASHED, 2 * (HASHED + WORD)];

/// Whether the names of a catalogue are such that two of them are the same that have one length and one hash,
/// and the same bytes but for four at each end.
#[must_use]
pub const fn are_short(hash: Hash, names: &[&str]) -> bool {
    let mut at = 0;
    while at < names.len() {
        if names[at].len() < LENGTHS[0] || names[at].len() > LENGTHS[1] {
            return false;
        }
        at += 1;
    }
    matches!(hash.part, Part::FourAtEnds)
}

/// Whether two names of the same length are the same but for their first and last four bytes. There is no
/// branch for names of less than a word: which names are looked up is not to be foreseen.
#[inline]
const fn same_short(one: &[u8], other: &[u8]) -> bool {
    let ([a, b], [c, d]) = (middle(one), middle(other));
    (a ^ c) | (b ^ d) == 0
}

/// What stands between the first and the last four bytes of a name of up to 24, some of it twice, and some of
/// the ends where it is not that long; nothing of a name of less than eight.
#[inline]
const fn middle(name: &[u8]) -> [u64; 2] {
    let name = if name.len() < WORD { &[0; WORD] } else { name };
    let count = if name.len() < HASHED + WORD {
        name.len()
    } else {
        HASHED + WORD
    };
    let head = name.split_at(count).0;
    let tail = name.split_at(name.len() - count).1;
    [last_word(head), first_word(tail)]
}

/// Whether two names are the same: most of what a lookup takes is this. From 8 to 32 bytes, which nearly all
/// names have, it compares four words that overlap, without a call and without a loop.
#[inline]
const fn same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    if one.len() < WORD || one.len() > 2 * ENDS {
        return same_otherwise(one, other);
    }
    let ([a, b, c, d], [e, f, g, h]) = (ends(one), ends(other));
    (a ^ e) | (b ^ f) | (c ^ g) | (d ^ h) == 0
}

/// Whether two names of the same length are the same, where they are too short or too long for four words.
/// Hardly any is.
#[cold]
#[inline]
const fn same_otherwise(mut one: &[u8], mut other: &[u8]) -> bool {
    while let (Some((chunk, rest)), Some((twin, others))) = (
        one.split_first_chunk::<WORD>(),
        other.split_first_chunk::<WORD>(),
    ) {
        if u64::from_le_bytes(*chunk) != u64::from_le_bytes(*twin) {
            return false;
        }
        (one, other) = (rest, others);
    }
    few(one) == few(other)
}

/// As many of the highest bits as number a power of two of things.
#[inline]
const fn top(hash: u64, count: usize) -> usize {
    (hash >> (63 - count.trailing_zeros()) >> 1) as usize
}

/// How many statuses there are, from 100 to 599.
const STATUSES: usize = 500;

/// The things of each status.
pub type Statuses<T> = [&'static [T]; STATUSES];

/// The table of all statuses, from the things in the order of their statuses, the statuses that have some,
/// and where those of each start and the last one's end.
#[must_use]
pub const fn statuses<T>(all: &'static [T], statuses: &[u16], offsets: &[u16]) -> Statuses<T> {
    let mut table: Statuses<T> = [&[]; STATUSES];
    let mut at = 0;
    while at < statuses.len() {
        table[statuses[at] as usize - 100] = part(all, offsets, at);
        at += 1;
    }
    table
}

/// The things of a status.
#[inline]
#[must_use]
pub const fn with_status<T>(table: &Statuses<T>, status: u16) -> &'static [T] {
    let index = status.wrapping_sub(100) as usize;
    if index < table.len() {
        table[index]
    } else {
        &[]
    }
}

/// Some of all things, by their positions.
#[must_use]
pub const fn select<T: Copy, const N: usize>(all: &[T], positions: &[u16; N]) -> [T; N] {
    let mut selected = [all[0]; N];
    let mut at = 0;
    while at < N {
        selected[at] = all[positions[at] as usize];
        at += 1;
    }
    selected
}

/// What the document says, column by column. All that is made of it while compiling are numbers: the
/// compiler takes long for references.
#[derive(Clone, Copy, Debug)]
pub struct Columns<C: Code> {
    /// The status of each entry.
    pub statuses: &'static [u16],
    /// Its message.
    pub messages: &'static [&'static str],
    /// Its solution; blank where there is none.
    pub solutions: &'static [&'static str],
    /// Its line.
    pub lines: &'static [u32],
    /// All lists of tables.
    pub table_lists: &'static [&'static [C::Table]],
    /// Which of them each entry has.
    pub tables: &'static [u16],
    /// All templates.
    pub templates: &'static [Template],
    /// Where those of each entry start, and where the last one's end.
    pub template_offsets: &'static [u16],
    /// All judgements.
    pub handlings: &'static [Handling],
    /// Which of them each entry has, counted from 1; 0 for none.
    pub handling: &'static [u16],
}

/// The entries, code by code: where those of each code start, and where the last one's end.
#[must_use]
pub const fn entries<C: Code, const N: usize>(codes: &[C], offsets: &[u16]) -> [Entry<C>; N] {
    let mut entries = [Entry::at(0, codes[0]); N];
    let (mut at, mut code) = (0, 0);
    while at < N {
        while offsets[code + 1] as usize <= at {
            code += 1;
        }
        entries[at] = Entry::at(at as u16, codes[code]);
        at += 1;
    }
    entries
}

/// The templates of a catalogue.
#[must_use]
pub const fn templates<const N: usize>(all: &'static Pieces) -> [Template; N] {
    let mut templates = [Template::at(0, all); N];
    let mut at = 0;
    while at < N {
        templates[at].move_to(at as u16);
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
#[inline]
#[must_use]
pub fn total(values: &[&str]) -> usize {
    values.iter().map(|value| value.len()).sum()
}

/// Values, and blanks for the rest.
#[inline]
#[must_use]
pub fn padded<'a, const N: usize>(values: &[&'a str]) -> [&'a str; N] {
    let mut padded = [""; N];
    let filled = padded.iter_mut().zip(values);
    filled.for_each(|(slot, value)| *slot = value);
    padded
}

/// A part of a slice; nothing where there is no such part.
#[inline]
const fn slice<T>(all: &'static [T], start: usize, end: usize) -> &'static [T] {
    match all.split_at_checked(end) {
        Some((head, _)) => match head.split_at_checked(start) {
            Some((_, part)) => part,
            None => &[],
        },
        None => &[],
    }
}

/// One of the parts into which a slice is cut, by where each of them starts and the last one ends.
#[inline]
#[must_use]
pub const fn part<T>(all: &'static [T], offsets: &[u16], at: usize) -> &'static [T] {
    slice(all, offsets[at] as usize, offsets[at + 1] as usize)
}

#[cfg(test)]
mod tests {
    use super::{Hash, Part, are_short, padded, same, same_short};

    #[test]
    fn what_has_no_value_is_blank() {
        assert_eq!(padded(&["a"]), ["a", "", ""]);
        assert_eq!(padded(&["a", "b"]), ["a", "b"]);
    }

    #[test]
    fn names_are_short_where_their_hash_and_two_words_hold_all_bytes() {
        let hash = |part| Hash {
            multiplier: 1,
            part,
        };
        let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        for (length, is_short) in [(3, false), (4, true), (24, true), (25, false)] {
            let names = [&letters[..8], &letters[..length]];
            assert_eq!(are_short(hash(Part::FourAtEnds), &names), is_short);
            assert!(!are_short(hash(Part::All), &names));
        }
    }

    #[test]
    fn names_are_the_same_only_where_every_byte_is() {
        let letters: [u8; 80] = core::array::from_fn(|at| b'A' + (at % 26) as u8);
        for length in 0..80 {
            let name = &letters[..length];
            assert!(same(name, name) && same_short(name, name), "{length}");
            assert!(!same(name, &letters[..length + 1]), "{length}");
            for at in 0..length {
                for bit in 0..8 {
                    let mut other = name.to_vec();
                    other[at] ^= 1 << bit;
                    assert!(!same(name, &other), "{length} {at}");
                    let is_middle = at >= 4 && at + 4 < length;
                    if is_middle && length <= 24 {
                        assert!(!same_short(name, &other), "{length} {at}");
                    }
                }
            }
        }
    }
}
