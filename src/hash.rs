//! The hash of a name: what the generator builds an index with, and what a lookup finds its way
//! with. Both halves of the crate compile this file, so that they cannot disagree.

/// How a name is hashed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hash {
    /// An odd number, found at generation time.
    pub multiplier: u64,
    /// Whether all bytes count, or only the length and the first and last eight bytes.
    pub full: bool,
}

impl Hash {
    /// The hash of a name. Its high bits are the good ones.
    #[inline]
    #[must_use]
    pub const fn of(self, name: &[u8]) -> u64 {
        let key = if self.full {
            fold(name, self.multiplier)
        } else {
            ends(name)
        };
        key.wrapping_mul(self.multiplier)
    }
}

/// Length, head and tail in one number.
#[inline]
const fn ends(name: &[u8]) -> u64 {
    let (head, tail) = match (name.first_chunk::<8>(), name.last_chunk::<8>()) {
        (Some(head), Some(tail)) => (u64::from_le_bytes(*head), u64::from_le_bytes(*tail)),
        _ => short(name),
    };
    (head ^ tail.rotate_left(29))
        .wrapping_add((name.len() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15))
}

/// Head and tail of a name that is shorter than eight bytes.
#[inline]
const fn short(name: &[u8]) -> (u64, u64) {
    match (name.first_chunk::<4>(), name.last_chunk::<4>()) {
        (Some(head), Some(tail)) => (
            u32::from_le_bytes(*head) as u64,
            u32::from_le_bytes(*tail) as u64,
        ),
        _ => match *name {
            [] => (0, 0),
            [first, .., last] => (first as u64 | (name[1] as u64) << 8, last as u64),
            [only] => (only as u64, 0),
        },
    }
}

/// All bytes in one number.
const fn fold(mut name: &[u8], multiplier: u64) -> u64 {
    let mut all = name.len() as u64;
    while let Some((chunk, rest)) = name.split_first_chunk::<8>() {
        all = (all ^ u64::from_le_bytes(*chunk)).wrapping_mul(multiplier);
        all ^= all >> 32;
        name = rest;
    }
    while let [byte, rest @ ..] = name {
        all = (all ^ *byte as u64).wrapping_mul(multiplier);
        all ^= all >> 32;
        name = rest;
    }
    all
}
