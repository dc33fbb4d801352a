//! A lookup by hash finds what a search finds, whatever the names are.
#![cfg(feature = "generator")]

#[path = "common/random.rs"]
mod random;

use std::collections::{BTreeSet, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use apigateway_errors::generator::index::{Index as Found, Part as Chosen};
use apigateway_errors::lookup::{Hash, Index, Part, Slots, are_short};
use apigateway_errors::{AnyCode, ENTRIES, ErrorCode, entries_with_status, entry};
use proptest::prelude::*;

/// What a name differs from by one letter that is another one, is missing, or is there too much.
fn neighbours(name: &str) -> Vec<String> {
    let mut all = Vec::new();
    for at in 0..=name.len() {
        let (head, tail) = name.split_at(at);
        for letter in ["A", "I", "Z", "_", "0", "8", "z", "é"] {
            all.push(format!("{head}{letter}{tail}"));
            if !tail.is_empty() {
                all.push(format!("{head}{letter}{}", &tail[1..]));
            }
        }
        if !tail.is_empty() {
            all.push(format!("{head}{}", &tail[1..]));
        }
    }
    all
}

/// Finds the position of a name.
type Lookup = Box<dyn Fn(&str) -> Option<u16>>;

/// The lookup of some names as generated code has it; and whether it is by a perfect hash.
fn lookup(names: &[String]) -> (Lookup, bool) {
    let found = Found::find(names);
    let is_perfect = found.is_some();
    let Found {
        hash,
        displacements,
        slots,
    } = found.unwrap_or_default();
    let part = match hash.part {
        Chosen::FourAtEnds => Part::FourAtEnds,
        Chosen::All => Part::All,
    };
    let hash = Hash {
        multiplier: hash.multiplier,
        part,
    };
    let leaked = names.iter().map(|name| &*name.clone().leak());
    let names: &'static [&'static str] = leaked.collect::<Vec<_>>().leak();
    let codes: &'static [u16] = (0..names.len() as u16).collect::<Vec<_>>().leak();
    if displacements.is_empty() && is_perfect {
        return (in_one_step(names, codes, hash, &slots), true);
    }
    let index = Index {
        names,
        hash,
        displacements: displacements.leak(),
        slots: slots.leak(),
    };
    (Box::new(move |name| index.find(codes, name)), is_perfect)
}

/// The lookup of few names: the size of its table is part of its type.
fn in_one_step(names: &[&'static str], codes: &[u16], hash: Hash, slots: &[u16]) -> Lookup {
    macro_rules! of_size {
        ($($size:literal)*) => {
            match slots.len() {
                $($size => {
                    let order = slots.try_into().expect("as many slots");
                    let slots = Slots::<u16, $size, false>::new(hash, names, codes, order);
                    let short = Slots::<u16, $size, true>::new(hash, names, codes, order);
                    let is_short = are_short(hash, names);
                    Box::new(move |name| {
                        let found = slots.find(hash, name);
                        if is_short {
                            assert_eq!(short.find(hash, name), found, "{name}");
                        }
                        found
                    })
                })*
                size => panic!("{size} slots"),
            }
        };
    }
    of_size!(4 8 16 32 64 128 256 512 1024)
}

/// Compares the lookup with a search, for every name, all neighbours of every one or of one of so many, and
/// texts of no relation.
fn agrees(names: &[String], every: usize) -> bool {
    let mut names = names.to_vec();
    names.sort();
    names.dedup();
    let (lookup, is_perfect) = lookup(&names);
    let search = |name: &str| {
        let found = names.binary_search_by(|other| other.as_str().cmp(name));
        found.ok().map(|at| at as u16)
    };
    for (at, name) in names.iter().enumerate() {
        assert_eq!(lookup(name), Some(at as u16), "{name}");
        if at % every == 0 {
            for other in neighbours(name) {
                assert_eq!(lookup(&other), search(&other), "{other}");
            }
        }
    }
    for other in [
        "", "A", "AB", "ABC", "ABCD", "ABCDEFG", "ABCDEFGH", "错误", "\0\0\0\0",
    ] {
        assert_eq!(lookup(other), search(other), "{other}");
    }
    let mut state = 7_u64;
    let mut random = |below: usize| {
        state = state.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(1);
        (state >> 33) as usize % below
    };
    const LETTERS: [char; 8] = ['A', 'B', '_', '0', '9', 'z', '\0', '资'];
    for _ in 0..2_000 {
        let length = random(80);
        let other: String = (0..length).map(|_| LETTERS[random(8)]).collect();
        assert_eq!(lookup(&other), search(&other), "{other}");
    }
    is_perfect
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
            .copied()
            .collect();
        assert_eq!(entries_with_status(status), expected, "{status}");
        if expected.is_empty() {
            assert_eq!(entry("NOT_FOUND", status), None);
        }
    }
}

#[test]
fn codes_and_entries_are_looked_up_while_compiling() {
    const CODE: Option<ErrorCode> = ErrorCode::from_name("NOT_FOUND");
    const NONE: Option<ErrorCode> = ErrorCode::from_name("NOT_FOUNT");
    const STATUS: Option<u16> = match entry("NOT_FOUND", 404) {
        Some(entry) => Some(entry.status()),
        None => None,
    };
    assert_eq!(
        (CODE, NONE, STATUS),
        (Some(ErrorCode::NotFound), None, Some(404))
    );
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
    for count in [1, 2, 3, 24, 63, 64, 65, 1_000, 10_000] {
        let names: Vec<String> = (0..count)
            .map(|index| format!("CODE_{:X}_{index}", index * 7919))
            .collect();
        // Of ten thousand names the neighbours of two thousand.
        assert!(agrees(&names, 1 + count / 2_500), "{count}");
    }
}

#[test]
fn names_of_any_length_have_a_perfect_hash() {
    for length in [1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 31, 32, 33, 47, 48, 63] {
        for count in [20_usize, 300] {
            // They differ at both ends and in between.
            let name = |index: usize| {
                let mut name = vec![b'A'; length];
                name[0] += (index % 13) as u8;
                name[length - 1] += (index / 13 % 13) as u8;
                name[length / 2] += (index % 7 + index / 169) as u8;
                String::from_utf8(name).expect("ASCII")
            };
            let names: Vec<String> = (0..count).map(name).collect();
            assert!(agrees(&names, 7), "{length} {count}");
        }
    }
}

#[test]
fn names_that_differ_by_the_same_bits_at_both_ends_have_a_perfect_hash() {
    let grids =
        (0..100).map(|index| format!("NODE{}_DISK_NUMBER_{}_FAILED", index / 10, index % 10));
    assert!(agrees(&grids.collect::<Vec<_>>(), 5));
    let three = [
        "XBBBBBBBMMMMMMMMMMMMMMMMAAAAAAAA",
        "XBBBCBBBMMMMMMMMMMMMMMMMIAAAAAAA",
        "XBBBBBBBMMMMNMMMMMMMMMMMAAAAAAAA",
    ];
    assert!(agrees(&three.map(str::to_owned), 1));
}

#[test]
fn hostile_names_have_a_perfect_hash_too() {
    let shared = "A".repeat(50);
    let sets: [Vec<String>; 6] = [
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
        (0..=62)
            .map(|index| format!("{}B{}", &shared[..index.min(49)], &shared[index.min(49)..]))
            .collect(),
        // Short ones.
        (b'A'..=b'Z')
            .map(|letter| char::from(letter).to_string())
            .collect(),
        (0..676)
            .map(|index| {
                format!(
                    "{}{}",
                    char::from(b'A' + (index / 26) as u8),
                    char::from(b'A' + (index % 26) as u8)
                )
            })
            .collect(),
    ];
    for (number, set) in sets.iter().enumerate() {
        assert!(agrees(set, 4), "set {number}");
    }
}

#[test]
fn more_names_than_can_be_numbered_are_searched_for() {
    assert_eq!(Found::find(&vec!["A".to_owned(); 70_000]), None);
    let same = ["A".to_owned(), "A".to_owned()];
    assert_eq!(Found::find(&same), None);
    assert_eq!(Found::find(&[] as &[&str]), None);
    // Where there is no hash, names are searched for.
    let names: BTreeSet<String> = (0..500).map(|index| format!("N{index}")).collect();
    let leaked = names.iter().map(|name| &*name.clone().leak());
    let index = Index {
        names: leaked.collect::<Vec<_>>().leak(),
        hash: Hash::default(),
        displacements: &[],
        slots: &[],
    };
    for (at, name) in names.iter().enumerate() {
        assert_eq!(index.position(name), Some(at));
        for other in neighbours(name) {
            let expected = names.iter().position(|name| *name == other);
            assert_eq!(index.position(&other), expected, "{other}");
        }
    }
}

proptest! {
    #![proptest_config(random::cases(256))]

    #[test]
    fn any_names_are_found_and_no_others(names in prop::collection::btree_set("[A-Z][A-Z0-9_]{0,62}", 1..120), other in ".{0,80}") {
        let names: Vec<String> = names.into_iter().collect();
        agrees(&names, 3);
        let (lookup, _) = lookup(&names);
        prop_assert_eq!(lookup(&other), names.iter().position(|name| *name == other).map(|at| at as u16));
        prop_assert_eq!(ErrorCode::from_name(&other).map(ErrorCode::as_str), ErrorCode::ALL.iter().map(|code| code.as_str()).find(|name| *name == other));
    }
}
