//! The hash of a name, and the slot it leads to. Both halves of the crate compile this file, so that
//! they cannot disagree.

/// How the names of a catalogue are hashed: by their length, their first eight bytes and their last.
///
/// Where these do not tell all names apart, eight bytes at some distances from the end count as well.
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
    pub fn of(self, name: &[u8]) -> u64 {
        let other = self.seed.rotate_left(32) ^ name.len() as u64;
        let (Some(first), Some(last)) = (name.first_chunk(), name.last_chunk()) else {
            return fold(short(name) ^ self.seed, other);
        };
        let mut hash = fold(word(first) ^ self.seed, word(last) ^ other);
        for &distance in self.distances {
            let tail = &name[name.len() - distance.min(name.len())..];
            let inner = tail.first_chunk().unwrap_or(last);
            hash = fold(hash ^ self.seed, word(inner) ^ other);
        }
        hash
    }
}

/// The bucket of a hash. The number of buckets is a power of two.
#[inline]
#[must_use]
pub(crate) fn bucket(hash: u64, buckets: usize) -> usize {
    (hash >> 48) as usize & (buckets - 1)
}

/// The slot of a hash, given the displacement of its bucket. The number of slots is a power of two.
#[inline]
#[must_use]
pub(crate) fn slot(hash: u64, displacement: u16, slots: usize) -> usize {
    ((hash >> 32) as usize + displacement as usize) & (slots - 1)
}

/// How many bytes are hashed at a time.
pub(crate) const WORD: usize = 8;

/// Eight bytes as a number.
#[inline(always)]
fn word(bytes: &[u8; WORD]) -> u64 {
    u64::from_le_bytes(*bytes)
}

/// The bytes of a name of less than eight, as a number. Some bytes count twice.
#[inline(always)]
fn short(name: &[u8]) -> u64 {
    match (name.first_chunk(), name.last_chunk()) {
        (Some(head), Some(tail)) => {
            u64::from(u32::from_le_bytes(*head)) | u64::from(u32::from_le_bytes(*tail)) << 32
        }
        _ => three(name),
    }
}

/// The same of a name of at most three bytes, which hardly any has.
#[cold]
fn three(name: &[u8]) -> u64 {
    match *name {
        [first, .., last] => u64::from_le_bytes([first, name[name.len() / 2], last, 0, 0, 0, 0, 0]),
        [only] => only.into(),
        [] => 0,
    }
}

/// The product of two numbers, its upper half folded onto its lower half.
#[inline]
fn fold(one: u64, other: u64) -> u64 {
    let product = u128::from(one) * u128::from(other);
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
                for distances in [&[][..], &[40], &[13, 50]] {
                    let counts = |&distance: &usize| {
                        let start = length.saturating_sub(distance);
                        (start..start + 8).contains(&at)
                    };
                    assert_eq!(
                        hash(distances, &other[..length]) != hash(distances, &letters[..length]),
                        at < 8 || at + 8 >= length || distances.iter().any(counts),
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
