//! Names in, a perfect hash of them out.

#[allow(clippy::duplicate_mod, reason = "the run-time half compiles it, too")]
#[path = "../hash.rs"]
mod hash;

use std::cmp::Reverse;
use std::collections::HashSet;

use hash::{WORD, bucket, slot};

pub use hash::Hash;

/// A perfect hash: each name has a slot of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    /// What the hash is made with.
    pub seed: u64,
    /// At which distances from the end of a name words are hashed.
    pub distances: Vec<usize>,
    /// By how much the slots of each bucket are displaced; none where there is no perfect hash.
    pub displacements: Vec<u16>,
    /// The position of the name of each slot; `None` for an empty one.
    pub slots: Vec<Option<usize>>,
}

/// How many distances are tried for each word that is hashed.
const DISTANCES: usize = 64;

/// How many distances there are at most.
const WORDS: usize = 8;

/// How many seeds are tried for each size of the table.
const SEEDS: u64 = 256;

/// So many names may do with one bucket.
const FEW: usize = 64;

impl Index {
    /// Finds a perfect hash of distinct, sorted names. Where none of those that are tried is perfect,
    /// the slots hold the names in their order, to be searched.
    #[must_use]
    pub fn of<S: AsRef<str>>(names: &[S]) -> Self {
        let names: Vec<&[u8]> = names.iter().map(|name| name.as_ref().as_bytes()).collect();
        Self::perfect(&names).unwrap_or_else(|| Self {
            seed: 0,
            distances: Vec::new(),
            displacements: Vec::new(),
            slots: (0..names.len()).map(Some).collect(),
        })
    }

    fn perfect(names: &[&[u8]]) -> Option<Self> {
        let distances = distances(names)?;
        // A tenth of the slots stays empty, or more: the fuller the table, the longer the search.
        let least = (names.len() * 10 / 9).next_power_of_two();
        let tries = (1..=SEEDS).map(seed);
        let sizes = [least, 2 * least, 4 * least];
        // With one bucket, a lookup takes a step less. More than a few names are never that lucky.
        let alone = (names.len() <= FEW).then(|| sizes.map(|slots| (slots, 1)));
        let sizes = sizes.map(|slots| (slots, (slots / 4).max(1)));
        let sizes = alone.into_iter().flatten().chain(sizes);
        sizes
            .flat_map(|size| tries.clone().map(move |seed| (size, seed)))
            .find_map(|((slots, buckets), seed)| {
                let distances = &distances;
                let hash = Hash { seed, distances };
                let hashes: Vec<u64> = names.iter().map(|name| hash.of(name)).collect();
                let (displacements, slots) = displace(&hashes, slots, buckets)?;
                Some(Self {
                    seed,
                    distances: distances.clone(),
                    displacements,
                    slots,
                })
            })
    }
}

/// A few distances from the end at which the words of names are to be hashed, so that no two names
/// have the same hash.
fn distances(names: &[&[u8]]) -> Option<Vec<usize>> {
    let distinct = |distances: &[usize]| {
        let seed = seed(0);
        let hashes = names.iter().map(|name| Hash { seed, distances }.of(name));
        hashes.collect::<HashSet<_>>().len()
    };
    let longest = names.iter().map(|name| name.len()).max()?;
    let step = longest.div_ceil(DISTANCES).max(1);
    let mut chosen = Vec::new();
    while distinct(&chosen) < names.len() {
        if chosen.len() == WORDS {
            return None;
        }
        let mut best = (0, 0);
        for distance in (WORD..=longest).step_by(step) {
            chosen.push(distance);
            best = best.max((distinct(&chosen), distance));
            chosen.pop();
            if best.0 == names.len() {
                break;
            }
        }
        chosen.push(best.1);
    }
    Some(chosen)
}

/// The seed that is tried so many-th (splitmix64).
fn seed(index: u64) -> u64 {
    let mut z = index.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

type Displaced = (Vec<u16>, Vec<Option<usize>>);

/// Displaces the slots of each bucket until all of its names have free ones. The largest buckets
/// choose first. One bucket alone is not displaced.
fn displace(hashes: &[u64], slots: usize, buckets: usize) -> Option<Displaced> {
    let mut members = vec![Vec::new(); buckets];
    for (name, &hash) in hashes.iter().enumerate() {
        members[bucket(hash, buckets)].push(name);
    }
    let mut largest: Vec<usize> = (0..buckets).collect();
    largest.sort_by_key(|&bucket| Reverse(members[bucket].len()));
    let most = if buckets == 1 { 1 } else { slots.min(1 << 16) };
    let mut displacements = vec![0; buckets];
    let mut taken = vec![None; slots];
    for bucket in largest {
        let names = &members[bucket];
        let places = |displacement| {
            let place = move |&name: &usize| slot(hashes[name], displacement, slots);
            names.iter().map(place)
        };
        let displacement = (0..most).map(|displacement| displacement as u16);
        let displacement = displacement.into_iter().find(|&displacement| {
            places(displacement).enumerate().all(|(index, place)| {
                let is_free = taken[place].is_none();
                is_free && places(displacement).take(index).all(|other| other != place)
            })
        })?;
        for (&name, place) in names.iter().zip(places(displacement)) {
            taken[place] = Some(name);
        }
        displacements[bucket] = displacement;
    }
    Some((displacements, taken))
}
