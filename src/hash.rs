//! The hash of a name: what the generator builds an index with, and what a lookup finds its way
//! with. Both halves of the crate compile this file, so that they cannot disagree.

/// How a name is hashed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hash {
    /// An odd number, found at generation time.
    pub multiplier: u64,
    /// How much of the name counts.
    pub part: Part,
}

/// How much of a name counts for its hash: the less, the faster.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// The length and the first and last four bytes; names that are shorter have one hash.
    #[default]
    FourAtEnds,
    /// All bytes.
    All,
}

impl Hash {
    /// The hash of a name. Its high bits are the good ones.
    #[inline]
    #[must_use]
    pub const fn of(self, name: &[u8]) -> u64 {
        let key = match self.part {
            Part::FourAtEnds => four(name),
            Part::All if name.len() < WORD => few(name),
            Part::All => many(name, self.multiplier),
        };
        key.wrapping_add(name.len() as u64)
            .wrapping_mul(self.multiplier)
    }
}

/// How many bytes are read at a time.
pub(crate) const WORD: usize = 8;

/// How many bytes of each end [`ends`] reads.
pub(crate) const ENDS: usize = 2 * WORD;

/// The first and last four bytes in one number.
#[inline]
const fn four(name: &[u8]) -> u64 {
    match (name.first_chunk::<4>(), name.last_chunk::<4>()) {
        (Some(head), Some(tail)) => {
            u32::from_le_bytes(*head) as u64 | (u32::from_le_bytes(*tail) as u64) << 32
        }
        _ => 0,
    }
}

/// All bytes of a name of at most eight in one number.
#[inline]
pub(crate) const fn few(name: &[u8]) -> u64 {
    if name.len() < 4 {
        three(name)
    } else {
        four(name)
    }
}

/// All bytes of a name of at most three. Hardly any name is so short: this is not inlined.
#[cold]
#[inline]
const fn three(name: &[u8]) -> u64 {
    match *name {
        [first] => u32::from_le_bytes([first, 0, 0, 0]) as u64,
        [first, second] => u32::from_le_bytes([first, second, 0, 0]) as u64,
        [first, second, third] => u32::from_le_bytes([first, second, third, 0]) as u64,
        _ => 0,
    }
}

/// All bytes of a name of at least eight in one number.
#[inline]
const fn many(name: &[u8], multiplier: u64) -> u64 {
    let [first, second, third, last] = ends(name);
    let [one, two, three, four] = [
        multiplier,
        multiplier.rotate_left(16),
        multiplier.rotate_left(32),
        multiplier.rotate_left(48),
    ];
    let outer = folded(first ^ one, last ^ two);
    let inner = folded(second ^ three, third ^ four);
    let mut key = outer.wrapping_add(inner.rotate_left(29));
    let mut at = ENDS;
    while at + ENDS < name.len() {
        key = (key ^ first_word(name.split_at(at).1)).wrapping_mul(multiplier);
        key ^= key >> 32;
        at += WORD;
    }
    key
}

/// Both halves of a product in one number. Unlike sums, shifts and the like, it tells any two names apart
/// for some multiplier.
#[inline]
const fn folded(one: u64, other: u64) -> u64 {
    let product = one as u128 * other as u128;
    product as u64 ^ (product >> 64) as u64
}

/// The first sixteen bytes of a name and the last sixteen, in the order of the name; of one that has less
/// than that, some twice. It has at least eight.
#[inline]
pub(crate) const fn ends(name: &[u8]) -> [u64; 4] {
    let count = if name.len() < ENDS { name.len() } else { ENDS };
    let head = name.split_at(count).0;
    let tail = name.split_at(name.len() - count).1;
    [
        first_word(head),
        last_word(head),
        first_word(tail),
        last_word(tail),
    ]
}

/// The first eight bytes of a name; 0 where it has fewer.
#[inline]
pub(crate) const fn first_word(name: &[u8]) -> u64 {
    match name.first_chunk() {
        Some(bytes) => u64::from_le_bytes(*bytes),
        None => 0,
    }
}

/// The last eight bytes of a name; 0 where it has fewer.
#[inline]
pub(crate) const fn last_word(name: &[u8]) -> u64 {
    match name.last_chunk() {
        Some(bytes) => u64::from_le_bytes(*bytes),
        None => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(part: Part, name: &[u8]) -> u64 {
        let multiplier = 0x9E37_79B9_7F4A_7C15;
        Hash { multiplier, part }.of(name)
    }

    #[test]
    fn what_counts_of_a_name_tells_names_apart_and_nothing_else_does() {
        let letters: [u8; 64] = core::array::from_fn(|at| b'A' + (at % 26) as u8);
        for (part, ends) in [(Part::FourAtEnds, 4), (Part::All, 64)] {
            for length in ends.min(8)..64 {
                let own = hash(part, &letters[..length]);
                for at in 0..length {
                    let mut other = letters;
                    other[at] = b'_';
                    let counts = at < ends || at + ends >= length;
                    let other = hash(part, &other[..length]);
                    assert_eq!(other != own, counts, "{part:?} {length} {at}");
                }
            }
        }
    }

    #[test]
    fn the_length_and_the_order_of_letters_count() {
        for part in [Part::FourAtEnds, Part::All] {
            let of = |name: &[u8]| hash(part, name);
            assert_ne!(of(b"AAAAAAAAA"), of(b"AAAAAAAAAA"), "{part:?}");
            assert_ne!(of(b"AAAABBBB"), of(b"BBBBAAAA"), "{part:?}");
            assert_ne!(of(b"AAAAAAAABBBBBBBB"), of(b"BBBBBBBBAAAAAAAA"), "{part:?}");
            assert_ne!(of(b"ABBBBBBBB"), of(b"BBBBBBBBA"), "{part:?}");
        }
    }

    #[test]
    fn short_names_have_one_hash_unless_all_bytes_count() {
        assert_eq!(hash(Part::FourAtEnds, b"AB"), hash(Part::FourAtEnds, b"CD"));
        let short: [&[u8]; 12] = [
            b"", b"A", b"B", b"AA", b"AB", b"BA", b"AAA", b"AAB", b"ABA", b"BAA", b"AAAA", b"AAAAA",
        ];
        for (at, one) in short.iter().enumerate() {
            for other in &short[..at] {
                assert_ne!(hash(Part::All, one), hash(Part::All, other));
            }
        }
    }

    #[test]
    fn some_multiplier_tells_any_two_names_apart() {
        let pairs: [[&[u8]; 2]; 4] = [
            [b"NODE0_DISK_NUMBER_0_FAILED", b"NODE1_DISK_NUMBER_8_FAILED"],
            [b"AHOBIBCJADKRELS", b"AHOBICCJIDKRELS"],
            [
                b"XBBBBBBBMMMMMMMMMMMMMMMMAAAAAAAA",
                b"XBBBCBBBMMMMMMMMMMMMMMMMIAAAAAAA",
            ],
            [
                b"XBBBBBBBMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMAAAAAAAA",
                b"XBBBCBBBMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMIAAAAAAA",
            ],
        ];
        for pair in pairs {
            let apart = (1..64_u64).filter(|multiplier| {
                let multiplier = multiplier.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
                let [one, other] = pair.map(|name| {
                    Hash {
                        multiplier,
                        part: Part::All,
                    }
                    .of(name)
                });
                one != other
            });
            assert_eq!(apart.count(), 63, "{pair:?}");
        }
    }

    #[test]
    fn the_multiplier_makes_another_hash() {
        for part in [Part::FourAtEnds, Part::All] {
            let of = |multiplier| Hash { multiplier, part }.of(b"NOT_FOUND_AT_ALL");
            assert_ne!(of(3), of(5), "{part:?}");
        }
    }
}
