//! The hash of a name, and the slot it leads to. Both halves of the crate compile this file, so that
//! they cannot disagree.

/// How the names of a catalogue are hashed: by their length, and the first sixteen bytes and the last.
///
/// These tell the names of most catalogues apart. Where they do not, eight bytes at some distances from
/// the end of the name count as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hash<'a> {
    /// A number with which the hash is perfect, found by the generator.
    pub seed: u64,
    /// Where more words begin, in bytes before the end of the name; at least eight each.
    pub distances: &'a [usize],
}

impl Hash<'_> {
    /// The hash of a name.
    #[inline(always)]
    #[must_use]
    pub const fn of(self, name: &[u8]) -> u64 {
        let other = self.seed.rotate_left(32) ^ name.len() as u64;
        if name.len() < WORD {
            return fold(short(name) ^ self.seed, other);
        }
        let [first, second, third, last] = ends(name);
        let mut hash = fold(
            first.wrapping_add(second.rotate_left(23)) ^ self.seed,
            last.wrapping_add(third.rotate_left(23)) ^ other,
        );
        let mut at = 0;
        while at < self.distances.len() {
            let count = min(self.distances[at], name.len());
            let tail = name.split_at(name.len() - count).1;
            hash = fold(hash ^ self.seed, first_word(tail) ^ other);
            at += 1;
        }
        hash
    }
}

/// The bucket of a hash. The number of buckets is a power of two.
#[inline]
#[must_use]
pub(crate) const fn bucket(hash: u64, buckets: usize) -> usize {
    (hash >> 48) as usize & (buckets - 1)
}

/// The slot of a hash, given the displacement of its bucket. The number of slots is a power of two.
#[inline]
#[must_use]
pub(crate) const fn slot(hash: u64, displacement: u16, slots: usize) -> usize {
    ((hash >> 32) as usize + displacement as usize) & (slots - 1)
}

/// The part of a hash that a slot holds.
#[inline]
#[must_use]
pub(crate) const fn tag(hash: u64) -> u32 {
    hash as u32
}

/// How many bytes are hashed at a time.
pub(crate) const WORD: usize = 8;

/// The first two words of a name of at least eight bytes, and the last two. They may overlap.
#[inline(always)]
pub(crate) const fn ends(name: &[u8]) -> [u64; 4] {
    let count = min(name.len(), 2 * WORD);
    let head = name.split_at(count).0;
    let tail = name.split_at(name.len() - count).1;
    [
        first_word(head),
        last_word(head),
        first_word(tail),
        last_word(tail),
    ]
}

/// The first eight bytes of a name, as a number; 0 where it has fewer.
#[inline]
pub(crate) const fn first_word(name: &[u8]) -> u64 {
    match name.first_chunk() {
        Some(bytes) => u64::from_le_bytes(*bytes),
        None => 0,
    }
}

/// The last eight bytes of a name, as a number; 0 where it has fewer.
#[inline]
pub(crate) const fn last_word(name: &[u8]) -> u64 {
    match name.last_chunk() {
        Some(bytes) => u64::from_le_bytes(*bytes),
        None => 0,
    }
}

#[inline]
pub(crate) const fn min(one: usize, other: usize) -> usize {
    if one < other { one } else { other }
}

/// The bytes of a name of less than eight, as a number. Some bytes count twice.
#[inline]
pub(crate) const fn short(name: &[u8]) -> u64 {
    match (name.first_chunk(), name.last_chunk()) {
        (Some(head), Some(tail)) => {
            u32::from_le_bytes(*head) as u64 | (u32::from_le_bytes(*tail) as u64) << 32
        }
        _ => three(name),
    }
}

/// The same of a name of at most three bytes, which hardly any has.
#[cold]
const fn three(name: &[u8]) -> u64 {
    match *name {
        [first, .., last] => u32::from_le_bytes([first, name[name.len() / 2], last, 0]) as u64,
        [only] => only as u64,
        [] => 0,
    }
}

/// The product of two numbers, its upper half folded onto its lower half.
#[inline]
const fn fold(one: u64, other: u64) -> u64 {
    let product = one as u128 * other as u128;
    product as u64 ^ (product >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(distances: &[usize], name: &[u8]) -> u64 {
        let seed = 0x9E37_79B9_7F4A_7C15;
        Hash { seed, distances }.of(name)
    }

    #[test]
    fn the_bytes_at_the_ends_and_the_distances_count_and_no_others() {
        let letters: [u8; 80] = core::array::from_fn(|at| b'A' + (at % 26) as u8);
        for length in 0..80 {
            for at in 0..length {
                let mut other = letters;
                other[at] = b'_';
                for distances in [&[][..], &[40], &[33, 50]] {
                    let counts = |&distance: &usize| {
                        let start = length.saturating_sub(distance);
                        (start..start + 8).contains(&at)
                    };
                    assert_eq!(
                        hash(distances, &other[..length]) != hash(distances, &letters[..length]),
                        at < 16 || at + 16 >= length || distances.iter().any(counts),
                        "{distances:?} {length} {at}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_length_counts() {
        for length in 0..40 {
            let name = [b'A'; 40];
            assert_ne!(hash(&[], &name[..length]), hash(&[], &name[..length + 1]));
        }
    }

    #[test]
    fn the_seed_makes_another_hash() {
        let of = |seed| {
            Hash {
                seed,
                distances: &[],
            }
            .of(b"NOT_FOUND")
        };
        assert_ne!(of(3), of(5));
    }
}
