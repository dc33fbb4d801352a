//! Names in, a perfect hash of them out.

#[allow(clippy::duplicate_mod, reason = "the run-time half compiles it, too")]
#[path = "../hash.rs"]
mod hash;

use super::group::{self, List};

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
        let names: Vec<&[u8]> = names.iter().map(|name| name.as_ref().as_bytes()).list();
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
            for multiplier in multipliers() {
                let hash = Hash { multiplier, part };
                let hashes: Vec<u64> = names.iter().map(|name| hash.of(name)).list();
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

/// Odd numbers, in a fixed order (splitmix64).
fn multipliers() -> impl Iterator<Item = u64> {
    (1..=TRIES).map(|index| {
        let mut z = index.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) | 1
    })
}

fn has_repeated(hashes: &[u64]) -> bool {
    let sorted = group::sorted(hashes, |hash| hash);
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
    let all: Vec<usize> = (0..buckets).list();
    let largest = group::sorted(&all, |bucket| core::cmp::Reverse(members[bucket].len()));
    let mut displacements = vec![0; buckets];
    let mut slots = Slots::new(count);
    for bucket in largest {
        let names = &members[bucket];
        if names.is_empty() {
            break;
        }
        let start = |name: &usize| (hashes[*name] << above >> (63 - bits) >> 1) as usize;
        let starts: Vec<usize> = names.iter().map(start).list();
        let fits = |displacement: &usize| {
            let displaced = starts
                .iter()
                .map(|start| (start + displacement) & (count - 1));
            slots.put(&displaced.list(), names)
        };
        let mut all = 0..count.min(usize::from(u16::MAX));
        let displacement = all.find(fits)?;
        displacements[bucket] = u16::try_from(displacement).ok()?;
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
        let free = slots
            .iter()
            .enumerate()
            .all(|(index, slot)| !self.taken[*slot] && !slots[..index].contains(slot));
        if free {
            for (&slot, &name) in slots.iter().zip(names) {
                self.taken[slot] = true;
                // There are at most as many names as a u16 counts.
                self.names[slot] = name as u16;
            }
        }
        free
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
