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
    /// The length and the first and last eight bytes, or four where the name is shorter.
    EightAtEnds,
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
            Part::EightAtEnds => eight(name),
            Part::All => fold(name, self.multiplier),
        };
        key.wrapping_mul(self.multiplier)
    }
}

#[inline]
const fn four(name: &[u8]) -> u64 {
    match (name.first_chunk::<4>(), name.last_chunk::<4>()) {
        (Some(head), Some(tail)) => {
            let (head, tail) = (u32::from_le_bytes(*head), u32::from_le_bytes(*tail));
            with_length(head as u64 | (tail as u64) << 32, name)
        }
        _ => 0,
    }
}

#[inline]
const fn eight(name: &[u8]) -> u64 {
    match (name.first_chunk::<8>(), name.last_chunk::<8>()) {
        (Some(head), Some(tail)) => {
            let (head, tail) = (u64::from_le_bytes(*head), u64::from_le_bytes(*tail));
            with_length(head ^ tail.rotate_left(29), name)
        }
        _ => four(name),
    }
}

#[inline]
const fn with_length(key: u64, name: &[u8]) -> u64 {
    key.wrapping_add(name.len() as u64)
}

/// All bytes in one number: eight at a time, the last eight counting again in part.
#[inline]
const fn fold(name: &[u8], multiplier: u64) -> u64 {
    let (mut key, mut rest) = match name.last_chunk::<8>() {
        Some(tail) => (u64::from_le_bytes(*tail).rotate_left(29), name),
        None => (few(name), [].as_slice()),
    };
    while let Some((chunk, others)) = rest.split_first_chunk::<8>() {
        key = (key ^ u64::from_le_bytes(*chunk)).wrapping_mul(multiplier);
        key ^= key >> 32;
        rest = others;
    }
    with_length(key, name)
}

/// At most eight bytes in one number.
#[inline]
const fn few(name: &[u8]) -> u64 {
    let three = match *name {
        [first] => [first, 0, 0],
        [first, second] => [first, second, 0],
        [first, second, third] => [first, second, third],
        _ => return four(name),
    };
    let [first, second, third] = three;
    u64::from_le_bytes([first, second, third, 0, 0, 0, 0, 0])
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
        let letters: [u8; 40] = core::array::from_fn(|at| b'A' + (at % 26) as u8);
        for (part, ends) in [
            (Part::FourAtEnds, 4),
            (Part::EightAtEnds, 8),
            (Part::All, 64),
        ] {
            for length in ends.min(8)..40 {
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
        for part in [Part::FourAtEnds, Part::EightAtEnds, Part::All] {
            let of = |name: &[u8]| hash(part, name);
            assert_ne!(of(b"AAAAAAAAA"), of(b"AAAAAAAAAA"), "{part:?}");
            assert_ne!(of(b"AAAABBBB"), of(b"BBBBAAAA"), "{part:?}");
            assert_ne!(of(b"AAAAAAAABBBBBBBB"), of(b"BBBBBBBBAAAAAAAA"), "{part:?}");
            assert_ne!(of(b"ABBBBBBBB"), of(b"BBBBBBBBA"), "{part:?}");
        }
    }

    #[test]
    fn short_names_have_one_hash_unless_all_bytes_count() {
        assert_eq!(hash(Part::FourAtEnds, b"AB"), hash(Part::FourAtEnds, b"C"));
        assert_eq!(
            hash(Part::EightAtEnds, b"ABCDE"),
            hash(Part::FourAtEnds, b"ABCDE")
        );
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
    fn the_multiplier_makes_another_hash() {
        for part in [Part::FourAtEnds, Part::EightAtEnds, Part::All] {
            let of = |multiplier| Hash { multiplier, part }.of(b"NOT_FOUND_AT_ALL");
            assert_ne!(of(3), of(5), "{part:?}");
        }
    }
}
