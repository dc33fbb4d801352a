//! A lookup by name finds what a `HashMap` finds, whatever the names are.
#![cfg(feature = "generator")]

#[path = "common/random.rs"]
mod random;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use apigateway_errors::generator::index::Index;
use apigateway_errors::row::{Hash, Names, Slot};
use apigateway_errors::{AnyCode, ENTRIES, Entry, ErrorCode, entries_with_status, entry};
use proptest::prelude::*;

/// What a name differs from by one letter that is another one, is missing, or is there too much.
fn neighbours(name: &str) -> Vec<String> {
    let ends = name
        .char_indices()
        .map(|(at, letter)| (at, at + letter.len_utf8()));
    let places = ends.chain([(name.len(), name.len())]);
    places
        .flat_map(|(start, end)| {
            let (head, tail) = (&name[..start], &name[end..]);
            let other = ["A", "Z", "_", "0", "é"].map(|letter| format!("{head}{letter}{tail}"));
            let more = format!("{head}B{}", &name[start..]);
            other.into_iter().chain([more, format!("{head}{tail}")])
        })
        .collect()
}

/// The lookup of some names as generated code has it; a code is the position of its name.
fn lookup(index: Index, names: &[&'static str]) -> Names<usize> {
    let slots = index.slots.into_iter().map(|slot| match slot {
        None => Slot::EMPTY,
        Some(code) => Slot {
            name: names[code],
            code: Some(code),
        },
    });
    Names {
        hash: Hash {
            seed: index.seed,
            distances: index.distances.leak(),
        },
        displacements: index.displacements.leak(),
        slots: slots.collect::<Vec<_>>().leak(),
    }
}

/// Names and a map of them. They are sorted and distinct.
struct Catalogue {
    names: Vec<&'static str>,
    map: HashMap<&'static str, usize>,
}

impl Catalogue {
    fn new(names: impl IntoIterator<Item = String>) -> Self {
        let names: BTreeSet<String> = names.into_iter().collect();
        let leaked = names.into_iter().map(|name| &*name.leak());
        let names: Vec<&'static str> = leaked.collect();
        let map = names.iter().zip(0..).map(|(name, code)| (*name, code));
        Self {
            map: map.collect(),
            names,
        }
    }

    /// Compares a lookup with the map: for every name, for all neighbours of every so many-th name, and for
    /// texts of no relation. Answers how many lookups these were.
    fn agrees(&self, lookup: &Names<usize>, every: usize) -> usize {
        let mut count = 0;
        let mut agrees = |name: &str| {
            count += 1;
            assert_eq!(lookup.find(name), self.map.get(name).copied(), "{name:?}");
        };
        for (at, name) in self.names.iter().enumerate() {
            agrees(name);
            if at % every == 0 {
                neighbours(name).iter().for_each(|other| agrees(other));
            }
        }
        let long = "A".repeat(10_000);
        for other in [
            "", "A", "AB", "ABC", "ABCD", "ABCDEFG", "ABCDEFGH", "错误", "\0\0\0\0", &long,
        ] {
            agrees(other);
        }
        count
    }

    /// The same for a perfect hash, which these names have.
    fn has_a_perfect_hash(&self, every: usize) -> usize {
        let index = Index::of(&self.names);
        assert!(!index.displacements.is_empty(), "{:?}", self.names);
        self.agrees(&lookup(index, &self.names), every)
    }
}

#[test]
fn the_generated_lookups_agree_with_a_search() {
    let search = |name: &str| {
        ErrorCode::ALL
            .iter()
            .copied()
            .find(|code| code.as_str() == name)
    };
    for code in ErrorCode::ALL {
        assert_eq!(ErrorCode::from_name(code.as_str()), Some(*code));
        for other in neighbours(code.as_str()) {
            assert_eq!(ErrorCode::from_name(&other), search(&other), "{other}");
        }
    }
    for status in 0..=u16::MAX {
        let expected: Vec<_> = ENTRIES
            .iter()
            .filter(|entry| entry.status() == status)
            .collect();
        assert_eq!(entries_with_status(status), expected, "{status}");
        if expected.is_empty() {
            assert_eq!(entry("NOT_FOUND", status), None);
        }
    }
}

#[test]
fn entries_of_a_code_are_looked_up_while_compiling() {
    const MESSAGE: Option<&str> = match ErrorCode::NotFound.entry(404) {
        Some(entry) => Some(entry.message()),
        None => None,
    };
    assert_eq!(MESSAGE, entry("NOT_FOUND", 404).map(Entry::message));
    const { assert!(ErrorCode::NotFound.entry(405).is_none()) };
}

#[test]
fn a_code_that_may_be_unknown_is_as_good_as_its_name() {
    let known = AnyCode::from(ErrorCode::NotFound);
    let new: AnyCode<'_> = "BRAND_NEW".into();
    assert_eq!(AnyCode::from("NOT_FOUND"), known);
    assert_eq!(AnyCode::Unknown("NOT_FOUND"), known);
    assert_ne!(known, new);
    for (code, name) in [(known, "NOT_FOUND"), (new, "BRAND_NEW")] {
        assert_eq!((code.as_str(), code.as_ref()), (name, name));
        assert_eq!(format!("{code:>12}|"), format!("{name:>12}|"));
        assert_eq!(
            code.known().map(ErrorCode::as_str),
            ErrorCode::from_name(name).map(|_| name)
        );
        assert_eq!(
            HashSet::from([code, AnyCode::Unknown(name), known, new]).len(),
            2
        );
    }
    assert!(new < known);
    let hash = |code: AnyCode<'_>| BuildHasherDefault::<DefaultHasher>::default().hash_one(code);
    assert_ne!(hash(known), hash(new));
    assert_eq!(new.partial_cmp(&known), Some("BRAND_NEW".cmp("NOT_FOUND")));
}

#[test]
fn catalogues_of_any_size_have_a_perfect_hash() {
    for count in [1, 2, 3, 24, 63, 64, 65, 300, 1_000, 5_000, 10_000] {
        let names = (0..count).map(|index| format!("CODE_{:X}_{index}", index * 7919));
        Catalogue::new(names).has_a_perfect_hash(1 + count / 200);
    }
}

/// A sequence of numbers that looks random, always the same (splitmix64).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % bound as u64) as usize
    }
}

/// Letters of names: few, so that names have much in common; those of codes; any.
const LETTERS: [&str; 4] = [
    "AB",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789",
    "0123456789.-",
    "aZ_错误é€😀",
];

#[test]
fn thousands_of_random_catalogues_have_a_perfect_hash() {
    let mut random = Random(1);
    let mut lookups = 0;
    for round in 0..2_000 {
        let most = match round % 500 {
            0 => 5_000,
            1..10 => 500,
            _ => 64,
        };
        let (count, longest) = (1 + random.below(most), 1 + random.below(63));
        let letters: Vec<char> = LETTERS[random.below(4)].chars().collect();
        // As names have prefixes in common.
        let shared = random.below(longest);
        let prefix: String = (0..shared)
            .map(|_| letters[random.below(letters.len())])
            .collect();
        let names = (0..count).map(|_| {
            let length = 1 + random.below(longest - shared);
            let rest = (0..length).map(|_| letters[random.below(letters.len())]);
            prefix.chars().chain(rest).collect()
        });
        let catalogue = Catalogue::new(names.collect::<Vec<String>>());
        lookups += catalogue.has_a_perfect_hash(1 + count / 20);
    }
    assert!(lookups > 2_000_000, "{lookups}");
}

#[test]
fn hostile_names_have_a_perfect_hash_too() {
    let shared = "A".repeat(50);
    let sets: [Vec<String>; 10] = [
        (0..1_000)
            .map(|index| format!("{shared}{index:04}"))
            .collect(),
        (0..1_000)
            .map(|index| format!("N{index:04}{shared}"))
            .collect(),
        // Alike at both ends.
        (0..1_000)
            .map(|index| format!("{}{index:04}{}", &shared[..20], &shared[..20]))
            .collect(),
        // They differ in two places inside.
        (0..400)
            .map(|index| {
                format!(
                    "{}{}{shared}{}{shared}",
                    &shared[..20],
                    index / 20,
                    index % 20
                )
            })
            .collect(),
        // They differ in length alone.
        (1..=300).map(|length| "A".repeat(length)).collect(),
        (0..=62)
            .map(|index| format!("{}B{}", &shared[..index.min(49)], &shared[index.min(49)..]))
            .collect(),
        // They differ by the same bits in two places.
        (0..100)
            .map(|index| format!("NODE{}_DISK_NUMBER_{}_FAILED", index / 10, index % 10))
            .collect(),
        // Short ones.
        (b'A'..=b'Z')
            .map(|letter| char::from(letter).to_string())
            .collect(),
        (0..676)
            .map(|index| [index / 26, index % 26].map(|letter| char::from(b'A' + letter as u8)))
            .map(String::from_iter)
            .collect(),
        (0..5_000)
            .map(|index| (10_000 + index).to_string())
            .collect(),
    ];
    for set in sets {
        Catalogue::new(set).has_a_perfect_hash(4);
    }
}

#[test]
fn without_a_perfect_hash_names_are_searched_for() {
    // They differ where nothing is hashed: of so long names only some words are tried.
    let names = (0..9).map(|index| {
        let mut name = "B".repeat(2_000);
        name.replace_range(900 + index..901 + index, "C");
        name
    });
    let catalogue = Catalogue::new(names);
    let index = Index::of(&catalogue.names);
    assert!(index.displacements.is_empty());
    catalogue.agrees(&lookup(index, &catalogue.names), 9);

    for count in [0, 1, 2, 500] {
        let catalogue = Catalogue::new((0..count).map(|index| format!("N{index}")));
        let searched = Index {
            seed: 0,
            distances: Vec::new(),
            displacements: Vec::new(),
            slots: (0..catalogue.names.len()).map(Some).collect(),
        };
        catalogue.agrees(&lookup(searched, &catalogue.names), 1);
    }
}

proptest! {
    #![proptest_config(random::cases(256))]

    #[test]
    fn any_names_are_found_and_no_others(names in prop::collection::btree_set(".{1,63}", 1..80), other in ".{0,80}") {
        let catalogue = Catalogue::new(names);
        catalogue.has_a_perfect_hash(7);
        let lookup = lookup(Index::of(&catalogue.names), &catalogue.names);
        prop_assert_eq!(lookup.find(&other), catalogue.map.get(&*other).copied());
        let search = ErrorCode::ALL.iter().copied().find(|code| code.as_str() == other);
        prop_assert_eq!(ErrorCode::from_name(&other), search);
    }
}
