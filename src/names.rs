//! From the name of a code to the code.

use core::cmp::Ordering;

use crate::hash::{Hash, WORD, bucket, ends, first_word, short, slot, tag};

/// The names of a catalogue in a perfect hash table: each has a slot of its own, so that whatever is
/// looked up is compared with one name.
///
/// Where the generator found no perfect hash, there are no displacements, and the slots stand in the
/// order of their names to be searched.
#[derive(Clone, Copy, Debug)]
pub struct Names<C: 'static> {
    /// How names are hashed.
    pub hash: Hash<'static>,
    /// By how much the slots of each bucket are displaced. Their number is a power of two.
    pub displacements: &'static [u16],
    /// The slots. Their number is a power of two.
    pub slots: &'static [Slot<C>],
}

/// A slot of [`Names`].
#[derive(Clone, Copy, Debug)]
pub struct Slot<C> {
    /// Half of the hash of the name.
    pub hash: u32,
    /// The name.
    pub name: &'static str,
    /// The code of that name. An empty slot has none.
    pub code: Option<C>,
}

impl<C: Copy> Slot<C> {
    /// A slot without a name.
    pub const EMPTY: Self = Self {
        hash: 0,
        name: "",
        code: None,
    };
}

impl<C: Copy> Names<C> {
    /// The code of a name.
    #[inline]
    #[must_use]
    pub const fn find(&self, name: &str) -> Option<C> {
        let name = name.as_bytes();
        if self.displacements.is_empty() {
            return self.search(name);
        }
        let hash = self.hash.of(name);
        let displacement = self.displacements[bucket(hash, self.displacements.len())];
        let slot = &self.slots[slot(hash, displacement, self.slots.len())];
        if slot.hash == tag(hash) && is_same(slot.name.as_bytes(), name) {
            slot.code
        } else {
            None
        }
    }

    /// Searches the sorted names.
    #[cold]
    const fn search(&self, name: &[u8]) -> Option<C> {
        let mut slots = self.slots;
        while !slots.is_empty() {
            let (before, rest) = slots.split_at(slots.len() / 2);
            let Some((middle, after)) = rest.split_first() else {
                break;
            };
            slots = match compare(name, middle.name.as_bytes()) {
                Ordering::Less => before,
                Ordering::Equal => return middle.code,
                Ordering::Greater => after,
            };
        }
        None
    }
}

/// Compares two names. `Ord::cmp` is not `const`.
const fn compare(mut one: &[u8], mut other: &[u8]) -> Ordering {
    loop {
        (one, other) = match (one, other) {
            ([], []) => return Ordering::Equal,
            ([], _) => return Ordering::Less,
            (_, []) => return Ordering::Greater,
            ([a, ..], [b, ..]) if *a < *b => return Ordering::Less,
            ([a, ..], [b, ..]) if *a > *b => return Ordering::Greater,
            ([_, one @ ..], [_, other @ ..]) => (one, other),
        };
    }
}

/// Whether two names are the same. `==` is not `const`, and is a call.
///
/// Names of 8 to 32 bytes, as nearly all are, are compared by four words that may overlap: a loop
/// would be as long as the name, which the processor cannot foresee.
#[inline]
const fn is_same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        false
    } else if one.len() < WORD {
        short(one) == short(other)
    } else {
        let ([a, b, c, d], [e, f, g, h]) = (ends(one), ends(other));
        let is_alike = (a ^ e) | (b ^ f) | (c ^ g) | (d ^ h) == 0;
        is_alike && (one.len() <= 4 * WORD || is_same_long(one, other))
    }
}

/// Whether two names of the same length, which have the same ends, are the same in between.
#[inline]
const fn is_same_long(one: &[u8], other: &[u8]) -> bool {
    let mut one = one.split_at(2 * WORD).1;
    let mut other = other.split_at(2 * WORD).1;
    while one.len() > 2 * WORD {
        if first_word(one) != first_word(other) {
            return false;
        }
        one = one.split_at(WORD).1;
        other = other.split_at(WORD).1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_only_where_every_byte_is() {
        let letters: [u8; 80] = core::array::from_fn(|at| b'A' + (at % 26) as u8);
        for length in 0..80 {
            let name = &letters[..length];
            assert!(is_same(name, name), "{length}");
            assert!(!is_same(name, &letters[..length + 1]), "{length}");
            for at in 0..length {
                for bit in 0..8 {
                    let mut other = name.to_vec();
                    other[at] ^= 1 << bit;
                    assert!(!is_same(name, &other), "{length} {at}");
                }
            }
        }
    }

    #[test]
    fn names_are_ordered_as_bytes_are() {
        let names: [&[u8]; 7] = [b"", b"A", b"AA", b"AB", b"B", b"BA", b"\xFF"];
        for one in names {
            for other in names {
                assert_eq!(compare(one, other), one.cmp(other));
            }
        }
    }
}
