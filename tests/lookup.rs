//! A lookup by hash finds what a search finds, whatever the names are.
#![cfg(feature = "generator")]

#[path = "common/random.rs"]
mod random;

use std::collections::{BTreeSet, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use apigateway_errors::generator::index::{Index as Found, Part as Chosen};
use apigateway_errors::lookup::{Hash, Index, Part};
use apigateway_errors::{AnyCode, ENTRIES, ErrorCode, entries_with_status, entry};
use proptest::prelude::*;

/// What a name differs from by one letter that is another one, is missing, or is there too much.
fn neighbours(name: &str) -> Vec<String> {
    let mut all = Vec::new();
    for at in 0..=name.len() {
        let (head, tail) = name.split_at(at);
        for letter in ["A", "Z", "_", "0", "z", "é"] {
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

/// The index of some names, as generated code has it.
fn index(names: &[String]) -> (Index, bool) {
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
    let leaked: Vec<&'static str> = names.iter().map(|name| &*name.clone().leak()).collect();
    let index = Index {
        names: leaked.leak(),
        hash: Hash {
            multiplier: hash.multiplier,
            part,
        },
        // One step is two steps with one bucket that is not displaced.
        displacements: if displacements.is_empty() && is_perfect {
            &[0]
        } else {
            displacements.leak()
        },
        slots: slots.leak(),
    };
    (index, is_perfect)
}

/// Compares the index with a search, for every name, its neighbours, and names of no relation.
fn agrees(names: &[String], neighbours_of: usize) -> bool {
    let mut names = names.to_vec();
    names.sort();
    names.dedup();
    let (index, is_perfect) = index(&names);
    let search = |name: &str| names.iter().position(|other| other == name);
    let every = names.len().div_ceil(neighbours_of.max(1)).max(1);
    for (at, name) in names.iter().enumerate() {
        assert_eq!(index.position(name), Some(at), "{name}");
        if at % every == 0 {
            for other in neighbours(name) {
                assert_eq!(index.position(&other), search(&other), "{other}");
            }
        }
    }
    for other in [
        "", "A", "AB", "ABC", "ABCD", "ABCDEFG", "ABCDEFGH", "错误", "\0\0\0\0",
    ] {
        assert_eq!(index.position(other), search(other), "{other}");
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
        assert!(agrees(&names, 30), "{count}");
    }
}

#[test]
fn hostile_names_have_a_perfect_hash_too() {
    let shared = "A".repeat(50);
    let sets: [Vec<String>; 6] = [
        (0..1_000)
            .map(|index| format!("{shared}{index:04}"))
            .collect(),
        (0..1_000)
            .map(|index| {
                format!("{index:04}{shared}").replacen(|c: char| c.is_ascii_digit(), "X", 0)
            })
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
        assert!(agrees(set, 20), "set {number}");
    }
}

#[test]
fn more_names_than_can_be_numbered_are_searched_for() {
    assert_eq!(Found::find(&vec!["A".to_owned(); 70_000]), None);
    let same = ["A".to_owned(), "A".to_owned()];
    assert_eq!(Found::find(&same), None);
    assert_eq!(Found::find(&[] as &[&str]), None);
    let names: Vec<String> = (0..50).map(|index| format!("N{index}")).collect();
    let (mut index, _) = index(&names);
    index.slots = &[];
    let sorted: BTreeSet<&str> = names.iter().map(String::as_str).collect();
    let leaked: Vec<&'static str> = sorted
        .iter()
        .map(|name| &*name.to_string().leak())
        .collect();
    index.names = leaked.leak();
    for (at, name) in sorted.iter().enumerate() {
        assert_eq!(index.position(name), Some(at));
    }
    assert_eq!(index.position("N50"), None);
}

proptest! {
    #![proptest_config(random::cases(256))]

    #[test]
    fn any_names_are_found_and_no_others(names in prop::collection::btree_set("[A-Z][A-Z0-9_]{0,62}", 1..120), other in ".{0,80}") {
        let names: Vec<String> = names.into_iter().collect();
        agrees(&names, 3);
        prop_assert_eq!(ErrorCode::from_name(&other).map(ErrorCode::as_str), ErrorCode::ALL.iter().map(|code| code.as_str()).find(|name| *name == other));
    }
}
