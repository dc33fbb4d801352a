//! Names in, a perfect hash of them out.

#[allow(clippy::duplicate_mod, reason = "the run-time half compiles it, too")]
#[path = "../hash.rs"]
mod hash;

use super::group;

pub use hash::{Hash, Part};

/// A perfect hash: each name has a slot of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    /// How names are hashed.
    pub hash: Hash,
    /// By how many slots each bucket is displaced; none where one step is enough.
    pub displacements: Vec<u16>,
    /// The position of a name for each slot. A slot without one leads to the first name, which is
    /// then not the one that was looked up.
    pub slots: Vec<u16>,
}

/// So many names are given slots in one step, which is the fastest; more would take a table that
/// grows with their square.
const ONE_STEP: usize = 64;

/// How many multipliers are tried for each size of the tables.
const TRIES: u64 = 256;

impl Index {
    /// Finds a perfect hash of distinct names; `None` where there is none among those that are
    /// tried, which is also so where the names are too many to number. The search is bounded, and
    /// the same names lead to the same answer.
    #[must_use]
    pub fn find<S: AsRef<str>>(names: &[S]) -> Option<Self> {
        let mut bytes = Vec::new();
        for name in names {
            bytes.push(name.as_ref().as_bytes());
        }
        if names.is_empty() || names.len() > usize::from(u16::MAX) {
            return None;
        }
        let least = names.len().next_power_of_two();
        for (part, doubled) in [
            (Part::FourAtEnds, 1),
            (Part::FourAtEnds, 2),
            (Part::FourAtEnds, 3),
            (Part::All, 1),
            (Part::All, 2),
            (Part::All, 3),
        ] {
            let slots = least << doubled;
            for multiplier in (1..=TRIES).map(multiplier) {
                let hash = Hash { multiplier, part };
                let mut hashes = Vec::with_capacity(names.len());
                for name in &bytes {
                    hashes.push(hash.of(name));
                }
                let found = if names.len() <= ONE_STEP {
                    one_step(&hashes, slots << 1).map(|slots| (Vec::new(), slots))
                } else {
                    two_steps(&hashes, slots)
                };
                if let Some((displacements, slots)) = found {
                    return Some(Self {
                        hash,
                        displacements,
                        slots,
                    });
                }
                if has_repeated(&hashes) {
                    // Two names with the same ends have the same hash whatever the multiplier is; and
                    // where all bytes count, so have only equal names.
                    break;
                }
            }
        }
        None
    }
}

/// The odd number that is tried so many-th (splitmix64).
fn multiplier(index: u64) -> u64 {
    let mut z = index.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (z ^ (z >> 31)) | 1
}

fn has_repeated(hashes: &[u64]) -> bool {
    let sorted = group::sorted(hashes);
    sorted.windows(2).any(|pair| pair[0] == pair[1])
}

/// Slots by the highest bits of the hashes.
fn one_step(hashes: &[u64], count: usize) -> Option<Vec<u16>> {
    let bits = count.trailing_zeros();
    let mut slots = Slots::new(count);
    for (name, hash) in hashes.iter().enumerate() {
        let slot = (hash >> (63 - bits) >> 1) as usize;
        if !slots.put(&[slot], &[name]) {
            return None;
        }
    }
    Some(slots.names)
}

/// Slots by the bits below those that choose a bucket, displaced by what the bucket needs. The
/// largest buckets choose first.
fn two_steps(hashes: &[u64], count: usize) -> Option<(Vec<u16>, Vec<u16>)> {
    let bits = count.trailing_zeros();
    let buckets = (count / 4).max(1);
    let above = buckets.trailing_zeros();
    let mut members = vec![Vec::new(); buckets];
    for (name, hash) in hashes.iter().enumerate() {
        members[(hash >> (63 - above) >> 1) as usize].push(name);
    }
    let largest = group::positions(&members, |members| core::cmp::Reverse(members.len()));
    let mut displacements = vec![0; buckets];
    let mut slots = Slots::new(count);
    for bucket in largest {
        let names = &members[bucket];
        if names.is_empty() {
            break;
        }
        let start = |name: usize| (hashes[name] << above >> (63 - bits) >> 1) as usize;
        let mut displacement = 0;
        loop {
            let mut displaced = Vec::with_capacity(names.len());
            for &name in names {
                displaced.push((start(name) + usize::from(displacement)) & (count - 1));
            }
            if slots.put(&displaced, names) {
                break;
            }
            displacement += 1;
            if usize::from(displacement) >= count.min(usize::from(u16::MAX)) {
                return None;
            }
        }
        displacements[bucket] = displacement;
    }
    Some((displacements, slots.names))
}

/// Slots, some of them taken.
struct Slots {
    names: Vec<u16>,
    taken: Vec<bool>,
}

impl Slots {
    fn new(count: usize) -> Self {
        Self {
            names: vec![0; count],
            taken: vec![false; count],
        }
    }

    /// Puts names into slots, where all of these are free and different.
    fn put(&mut self, slots: &[usize], names: &[usize]) -> bool {
        for (index, slot) in slots.iter().enumerate() {
            if self.taken[*slot] || slots[..index].contains(slot) {
                return false;
            }
        }
        for (index, &slot) in slots.iter().enumerate() {
            self.taken[slot] = true;
            // There are at most as many names as a u16 counts.
            self.names[slot] = names[index] as u16;
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::has_repeated;

    #[test]
    fn only_equal_hashes_are_repeated() {
        assert!(has_repeated(&[3, 1, 3]));
        assert!(!has_repeated(&[3, 1, 2]) && !has_repeated(&[]));
    }
}
