//! What changed between two contracts.

mod content;
mod version;

use std::collections::{BTreeMap, BTreeSet};

use super::check::Check;
use super::check::pages::{EC601, EC602, EC604, EC605, EC608, EC609, EC610, EC612, EC613, EC616};
use super::contract::{Contract, Digest, Key, Promise};
use super::{name, text};
pub use version::Bump;

/// A change that programs may notice.
#[derive(Clone, Debug)]
pub struct Change {
    /// What kind of change it is.
    pub check: &'static Check,
    /// The version that it needs.
    pub bump: Bump,
    /// The entries that it is about: of the old contract, where they are gone from the new one.
    pub entries: Vec<Key>,
    /// The entry that has become another one, under another name or status.
    pub was: Option<Key>,
    /// The Rust name of the table that it is about.
    pub table: Option<String>,
    /// What changed.
    pub message: String,
}

/// The version that some changes need together; `None` where there is no change.
#[must_use]
pub fn bump(changes: &[Change]) -> Option<Bump> {
    changes.iter().map(|change| change.bump).max()
}

impl Change {
    fn new(check: &'static Check, bump: Bump, entries: Vec<Key>, message: String) -> Self {
        Self {
            check,
            bump,
            entries,
            was: None,
            table: None,
            message,
        }
    }
}

/// What changed from one contract to another, by kind and then by code.
#[must_use]
pub fn changes(old: &Contract, new: &Contract) -> Vec<Change> {
    let (old_codes, new_codes) = (old.codes(), new.codes());
    let [old_tables, new_tables] = known_tables(old, new);
    let mut changes = codes(old, new);
    for code in old_codes.intersection(&new_codes) {
        changes.extend(statuses(old, new, code));
        changes.extend(entries(old, new, code, &new_tables));
    }
    changes.extend(tables([old, new], [&old_tables, &new_tables]));
    changes.sort_by(|left, right| {
        let key = |change: &Change| (change.check.id, change.entries.first().cloned());
        key(left).cmp(&key(right))
    });
    changes
}

/// Codes of a new contract that were retired from an old one and come back as something else.
#[must_use]
pub fn reused(retired: &Contract, new: &Contract) -> Vec<Change> {
    let (old_codes, new_codes) = (retired.codes(), new.codes());
    let back = old_codes.intersection(&new_codes);
    let differs = back.filter(|code| digests(retired, code) != digests(new, code));
    let change = |code: &&str| {
        let was = listed_statuses(retired, code);
        let message = format!(
            "{code} was retired, when it stood under {was} with other text or placeholders, and comes \
             back as something else"
        );
        Change::new(&EC610, Bump::Major, keys(new, code), message)
    };
    differs.map(change).collect()
}

/// What makes a code mean the same, wherever it is listed and however it is handled.
fn digests(contract: &Contract, code: &str) -> Vec<(u16, Digest)> {
    let entries = contract.entries_of(code);
    let digest = |(status, promise): (u16, &Promise)| (status, promise.content.digest());
    entries.map(digest).collect()
}

fn keys(contract: &Contract, code: &str) -> Vec<Key> {
    let entries = contract.entries_of(code);
    entries
        .map(|(status, _)| (code.to_owned(), status))
        .collect()
}

fn listed_statuses(contract: &Contract, code: &str) -> String {
    let entries = contract.entries_of(code);
    let statuses: Vec<String> = entries.map(|(status, _)| status.to_string()).collect();
    text::listed(&statuses)
}

/// Codes that are gone, new, or probably both under two names.
fn codes(old: &Contract, new: &Contract) -> Vec<Change> {
    let (old_codes, new_codes) = (old.codes(), new.codes());
    let mut gone = &old_codes - &new_codes;
    let mut added = &new_codes - &old_codes;
    let mut changes = Vec::new();
    for (from, to) in renames(old, &gone, new, &added) {
        gone.remove(from);
        added.remove(to);
        let message = format!(
            "{from} is gone, and {to} is new with the same status and text: probably renamed"
        );
        changes.push(Change {
            was: keys(old, from).pop(),
            ..Change::new(&EC609, Bump::Major, keys(new, to), message)
        });
    }
    changes.extend(gone.into_iter().map(|code| {
        let message = format!("{code} under {} is gone", listed_statuses(old, code));
        Change::new(&EC601, Bump::Major, keys(old, code), message)
    }));
    changes.extend(added.into_iter().map(|code| {
        let message = format!("{code} under {} is new", listed_statuses(new, code));
        Change::new(&EC604, Bump::Minor, keys(new, code), message)
    }));
    changes
}

/// Pairs of a code that is gone and a new one with the same statuses and wording, where neither has
/// another such partner.
fn renames<'a>(
    old: &Contract,
    gone: &BTreeSet<&'a str>,
    new: &Contract,
    added: &BTreeSet<&'a str>,
) -> Vec<(&'a str, &'a str)> {
    let mut partners: BTreeMap<Vec<(u16, Digest)>, [Vec<&str>; 2]> = BTreeMap::new();
    for code in gone {
        partners.entry(digests(old, code)).or_default()[0].push(code);
    }
    for code in added {
        partners.entry(digests(new, code)).or_default()[1].push(code);
    }
    let pair = |[gone, added]: [Vec<&'a str>; 2]| match (&*gone, &*added) {
        (&[from], &[to]) => Some((from, to)),
        _ => None,
    };
    partners.into_values().filter_map(pair).collect()
}

/// Statuses that a code lost, got, or exchanged.
fn statuses(old: &Contract, new: &Contract, code: &str) -> Vec<Change> {
    let statuses = |contract: &Contract| -> BTreeSet<u16> {
        let entries = contract.entries_of(code);
        entries.map(|(status, _)| status).collect()
    };
    let (old, new) = (statuses(old), statuses(new));
    let gone: Vec<u16> = old.difference(&new).copied().collect();
    let added: Vec<u16> = new.difference(&old).copied().collect();
    let change = |check, bump, status, message| {
        Change::new(check, bump, vec![(code.to_owned(), status)], message)
    };
    if let ([from], [to]) = (&*gone, &*added) {
        let message = format!("{code} stands under {to}, no longer under {from}");
        return vec![Change {
            was: Some((code.to_owned(), *from)),
            ..change(&EC602, Bump::Major, *to, message)
        }];
    }
    let lost = gone.into_iter().map(|status| {
        let message = format!("{code} stands no longer under {status}");
        change(&EC602, Bump::Major, status, message)
    });
    // With a second status, a code has no single one any more, and its messages get other names.
    let only = old.first().filter(|_| old.len() == 1);
    let (bump, more) = only.map_or((Bump::Minor, String::new()), |only| {
        let more = format!(
            ", so that it has no single status and the names of its messages get a `{only}` at the end"
        );
        (Bump::Major, more)
    });
    let got = added.into_iter().map(|status| {
        let message = format!("{code} stands under {status} as well{more}");
        change(&EC605, bump, status, message)
    });
    lost.chain(got).collect()
}

/// What changed about the entries that a code has kept.
fn entries(old: &Contract, new: &Contract, code: &str, new_tables: &Tables<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    for (status, before) in old.entries_of(code) {
        let key = (code.to_owned(), status);
        let Some(after) = new.entries.get(&key) else {
            continue;
        };
        let mut found = content::changes(&before.content, &after.content);
        if before.variant != after.variant {
            let [was, is] = [before, after].map(|promise| match &promise.variant {
                Some(variant) => variant.clone(),
                None => name::variant(code),
            });
            let what = format!("the variant of its code is {is}, before {was}");
            found.push((&EC616, Bump::Major, what));
        }
        let known = |table: &String| new_tables.contains_key(table.as_str());
        if before.tables != after.tables && before.tables.iter().all(known) {
            let what = format!("now in {}, before in {}", listed(after), listed(before));
            found.push((&EC613, Bump::Minor, what));
        }
        changes.extend(found.into_iter().map(|(check, bump, what)| {
            let message = format!("{code} {status}: {what}");
            Change::new(check, bump, vec![key.clone()], message)
        }));
    }
    changes
}

fn listed(promise: &Promise) -> String {
    let tables: Vec<&str> = promise.tables.iter().map(String::as_str).collect();
    tables.join(", ")
}

/// The codes of each table.
type Tables<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// The tables of both contracts. Those that list nothing are left out unless both contracts know of
/// such.
fn known_tables<'a>(old: &'a Contract, new: &'a Contract) -> [Tables<'a>; 2] {
    let all = !old.tables.is_empty() && !new.tables.is_empty();
    [old, new].map(|contract| {
        let mut tables = contract.codes_by_table();
        tables.retain(|_, codes| all || !codes.is_empty());
        tables
    })
}

/// Tables that are gone, renamed, or new.
fn tables([old, new]: [&Contract; 2], [old_tables, new_tables]: [&Tables<'_>; 2]) -> Vec<Change> {
    let change = |check, bump, table: &str, contract: &Contract, message| {
        let mut entries = contract.entries.iter();
        let first = entries.find(|(_, promise)| promise.tables.contains(table));
        let entries = first.into_iter().map(|(key, _)| key.clone()).collect();
        Change {
            table: Some(table.to_owned()),
            ..Change::new(check, bump, entries, message)
        }
    };
    let is_new = |(table, _): &(&&str, _)| !old_tables.contains_key(*table);
    let mut changes = Vec::new();
    let mut renamed = BTreeSet::new();
    for (table, codes) in old_tables {
        if new_tables.contains_key(table) {
            continue;
        }
        let lists_its_codes =
            |(_, others): &(_, &BTreeSet<&str>)| (*others & codes).len() * 2 > codes.len();
        let to = new_tables.iter().filter(is_new).find(lists_its_codes);
        let message = match to {
            Some((to, _)) => format!("`Table::{table}` is gone, and `Table::{to}` lists its codes"),
            None => format!("`Table::{table}` is gone"),
        };
        renamed.extend(to.map(|(to, _)| *to));
        changes.push(change(&EC608, Bump::Major, table, old, message));
    }
    let added = new_tables.iter().filter(is_new);
    for (table, _) in added.filter(|(table, _)| !renamed.contains(*table)) {
        let message = format!("`Table::{table}` is new");
        changes.push(change(&EC612, Bump::Minor, table, new, message));
    }
    changes
}
