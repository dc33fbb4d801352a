//! Two contracts in, what changed between them for programs out.

use core::fmt;
use std::collections::{BTreeMap, BTreeSet};

use super::check::Check;
use super::check::pages::{
    EC601, EC602, EC603, EC604, EC605, EC606, EC607, EC608, EC609, EC610, EC612, EC613,
};
use super::contract::{Contract, Key, Promise};
use super::text;

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
    /// What changed.
    pub message: String,
}

/// Which part of the version a change raises, as Cargo reads versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bump {
    /// Programs cannot tell the difference, but people can.
    Patch,
    /// Programs that compile go on compiling.
    Minor,
    /// Programs that compile may stop compiling, or see another answer.
    Major,
}

impl fmt::Display for Bump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        })
    }
}

/// The version that some changes need together; `None` where there is no change.
#[must_use]
pub fn bump(changes: &[Change]) -> Option<Bump> {
    changes.iter().map(|change| change.bump).max()
}

/// What changed from one contract to another, by kind and then by code.
#[must_use]
pub fn changes(old: &Contract, new: &Contract) -> Vec<Change> {
    let comparison = Comparison {
        old,
        new,
        old_tables: old.tables(),
        new_tables: new.tables(),
    };
    let mut changes = comparison.codes();
    for code in old.codes().intersection(&new.codes()) {
        changes.extend(comparison.statuses(code));
        changes.extend(comparison.texts(code));
    }
    changes.extend(comparison.tables());
    changes.sort_by(|left, right| {
        let key = |change: &Change| (change.check.id, change.entries.first().cloned());
        key(left).cmp(&key(right))
    });
    changes
}

/// Codes of a new contract that were retired from an old one and come back as something else.
#[must_use]
pub fn reused(retired: &Contract, new: &Contract) -> Vec<Change> {
    let codes = retired.codes();
    let back = codes
        .intersection(&new.codes())
        .copied()
        .collect::<Vec<_>>();
    let differs = |code: &&str| {
        !retired
            .entries_of(code)
            .map(essence)
            .eq(new.entries_of(code).map(essence))
    };
    back.into_iter()
        .filter(differs)
        .map(|code| {
            let was = statuses(retired, code);
            Change {
                check: &EC610,
                bump: Bump::Major,
                entries: keys(new, code),
                was: None,
                message: format!(
                    "{code} was retired, when it stood under {was} with other text or placeholders, \
                     and comes back as something else"
                ),
            }
        })
        .collect()
}

/// What makes an entry mean the same, wherever it is listed.
fn essence((status, promise): (u16, &Promise)) -> (u16, &[Vec<String>], u64) {
    (status, &promise.messages, promise.wording.hash)
}

fn keys(contract: &Contract, code: &str) -> Vec<Key> {
    let statuses = contract.entries_of(code).map(|(status, _)| status);
    statuses.map(|status| (code.to_owned(), status)).collect()
}

fn statuses(contract: &Contract, code: &str) -> String {
    let statuses = contract.entries_of(code).map(|(status, _)| status);
    text::listed(
        &statuses
            .map(|status| status.to_string())
            .collect::<Vec<_>>(),
    )
}

struct Comparison<'a> {
    old: &'a Contract,
    new: &'a Contract,
    old_tables: BTreeMap<&'a str, BTreeSet<&'a str>>,
    new_tables: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

impl Comparison<'_> {
    /// Codes that are gone, new, or probably both under two names.
    fn codes(&self) -> Vec<Change> {
        let (old, new) = (self.old.codes(), self.new.codes());
        let mut gone: BTreeSet<&str> = old.difference(&new).copied().collect();
        let mut added: BTreeSet<&str> = new.difference(&old).copied().collect();
        let mut changes = Vec::new();
        for (from, to) in self.renames(&gone, &added) {
            gone.remove(from);
            added.remove(to);
            changes.push(Change {
                check: &EC609,
                bump: Bump::Major,
                entries: keys(self.new, to),
                was: keys(self.old, from).pop(),
                message: format!(
                    "{from} is gone, and {to} is new with the same status and text: probably renamed"
                ),
            });
        }
        changes.extend(gone.into_iter().map(|code| Change {
            check: &EC601,
            bump: Bump::Major,
            entries: keys(self.old, code),
            was: None,
            message: format!("{code} under {} is gone", statuses(self.old, code)),
        }));
        changes.extend(added.into_iter().map(|code| Change {
            check: &EC604,
            bump: Bump::Minor,
            entries: keys(self.new, code),
            was: None,
            message: format!("{code} under {} is new", statuses(self.new, code)),
        }));
        changes
    }

    /// Pairs of a code that is gone and a new one with the same statuses and wording, where neither
    /// has another such partner.
    fn renames<'b>(
        &self,
        gone: &BTreeSet<&'b str>,
        added: &BTreeSet<&'b str>,
    ) -> Vec<(&'b str, &'b str)> {
        type Essence<'a> = Vec<(u16, &'a [Vec<String>], u64)>;
        let mut alike: BTreeMap<Essence<'_>, [Vec<&'b str>; 2]> = BTreeMap::new();
        for (side, contract, codes) in [(0, self.old, gone), (1, self.new, added)] {
            for &code in codes {
                let essence = contract.entries_of(code).map(essence).collect();
                alike.entry(essence).or_default()[side].push(code);
            }
        }
        let pair = |sides: [Vec<&'b str>; 2]| match [&*sides[0], &*sides[1]] {
            [&[from], &[to]] => Some((from, to)),
            _ => None,
        };
        alike.into_values().filter_map(pair).collect()
    }

    /// Statuses that a code lost, got, or exchanged.
    fn statuses(&self, code: &str) -> Vec<Change> {
        let statuses = |contract: &Contract| -> BTreeSet<u16> {
            contract
                .entries_of(code)
                .map(|(status, _)| status)
                .collect()
        };
        let (old, new) = (statuses(self.old), statuses(self.new));
        let gone: Vec<u16> = old.difference(&new).copied().collect();
        let added: Vec<u16> = new.difference(&old).copied().collect();
        let change = |check, bump, status, message| Change {
            check,
            bump,
            entries: vec![(code.to_owned(), status)],
            was: None,
            message,
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
        let got = added.into_iter().map(|status| {
            // With a second status, a code has no single one any more, and its messages get other
            // names.
            let (bump, more) = match &*old.iter().collect::<Vec<_>>() {
                [only] => (
                    Bump::Major,
                    format!(
                        ", so that it has no single status and `Message::{}` becomes \
                        `Message::{}`",
                        super::name::message(code, None, None),
                        super::name::message(code, Some(**only), None)
                    ),
                ),
                _ => (Bump::Minor, String::new()),
            };
            let message = format!("{code} stands under {status} as well{more}");
            change(&EC605, bump, status, message)
        });
        lost.chain(got).collect()
    }

    /// Placeholders, wording and tables of the entries that a code has kept.
    fn texts(&self, code: &str) -> Vec<Change> {
        let mut changes = Vec::new();
        for (status, old) in self.old.entries_of(code) {
            let key = (code.to_owned(), status);
            let Some(new) = self.new.entries.get(&key) else {
                continue;
            };
            let mut add = |check, bump, what: String| {
                changes.push(Change {
                    check,
                    bump,
                    entries: vec![key.clone()],
                    was: None,
                    message: format!("{code} {status}: {what}"),
                });
            };
            for (check, bump, what) in messages(&old.messages, &new.messages) {
                add(check, bump, what);
            }
            let gone = |table: &String| !self.new_tables.contains_key(table.as_str());
            if old.tables != new.tables && !old.tables.iter().any(gone) {
                let (from, to) = (old.tables.join(", "), new.tables.join(", "));
                let what = format!("now in {to}, before in {from}");
                add(&EC613, Bump::Minor, what);
            }
            if old.wording != new.wording && old.messages == new.messages {
                add(&EC607, Bump::Patch, wording(old, new));
            }
        }
        changes
    }

    /// Tables that are gone, renamed, or new.
    fn tables(&self) -> Vec<Change> {
        let (old, new) = (&self.old_tables, &self.new_tables);
        let added: Vec<_> = new
            .iter()
            .filter(|(table, _)| !old.contains_key(*table))
            .collect();
        let mut changes = Vec::new();
        let change = |check, bump, table: &str, contract: &Contract, message| {
            let listed = |(key, promise): (&Key, &Promise)| {
                promise
                    .tables
                    .iter()
                    .any(|name| name == table)
                    .then(|| key.clone())
            };
            Change {
                check,
                bump,
                entries: contract
                    .entries
                    .iter()
                    .find_map(listed)
                    .into_iter()
                    .collect(),
                was: None,
                message,
            }
        };
        let mut renamed = BTreeSet::new();
        for (table, codes) in old.iter().filter(|(table, _)| !new.contains_key(*table)) {
            let shared = |other: &&&(&&str, &BTreeSet<&str>)| {
                other.1.intersection(codes).count() * 2 > codes.len()
            };
            let to = added
                .iter()
                .find(|other| shared(&other))
                .map(|(name, _)| **name);
            let message = match to {
                Some(to) => format!("`Table::{table}` is gone, and `Table::{to}` lists its codes"),
                None => format!("`Table::{table}` is gone"),
            };
            renamed.extend(to);
            changes.push(change(&EC608, Bump::Major, table, self.old, message));
        }
        for (table, _) in added
            .into_iter()
            .filter(|(table, _)| !renamed.contains(**table))
        {
            let message = format!("`Table::{table}` is new");
            changes.push(change(&EC612, Bump::Minor, table, self.new, message));
        }
        changes
    }
}

/// What changed in the placeholders of an entry's messages.
fn messages(old: &[Vec<String>], new: &[Vec<String>]) -> Vec<(&'static Check, Bump, String)> {
    let numbered = |messages: &[Vec<String>]| messages.len() > 1;
    if !old.is_empty() && !new.is_empty() && numbered(old) != numbered(new) {
        let count = |messages: &[Vec<String>]| text::counted(messages.len(), "message");
        let what = format!(
            "{} became {}, whose variants of `Message` have other names",
            count(old),
            count(new)
        );
        return vec![(&EC603, Bump::Major, what)];
    }
    let mut changes = Vec::new();
    let missing = |from: &[String], other: &[String]| -> Vec<String> {
        let gone = from.iter().filter(|name| !other.contains(name));
        gone.map(|name| format!("`{name}`")).collect()
    };
    let which = |index: usize| match old.len().max(new.len()) {
        1 => String::new(),
        _ => format!(" in message {}", index + 1),
    };
    for (index, (old, new)) in old.iter().zip(new).enumerate() {
        let (gone, added) = (missing(old, new), missing(new, old));
        if !gone.is_empty() {
            let what = format!(
                "no placeholder {} any more{}",
                gone.join(", "),
                which(index)
            );
            changes.push((&EC603, Bump::Major, what));
        }
        if !added.is_empty() {
            let what = format!("a new placeholder {}{}", added.join(", "), which(index));
            changes.push((&EC606, Bump::Major, what));
        }
    }
    if let Some(more) = old.len().checked_sub(new.len()).filter(|&more| more > 0) {
        let what = format!("{} fewer", text::counted(more, "message"));
        changes.push((&EC603, Bump::Major, what));
    }
    if let Some(more) = new.len().checked_sub(old.len()).filter(|&more| more > 0) {
        let what = format!("{} more", text::counted(more, "message"));
        changes.push((&EC606, Bump::Minor, what));
    }
    changes
}

/// How a wording changed.
fn wording(old: &Promise, new: &Promise) -> String {
    match (&old.wording.message, &new.wording.message) {
        (Some(old), Some(new)) if old != new => {
            format!("{} became {}", text::quoted(old), text::quoted(new))
        }
        (Some(_), Some(_)) => "another solution".to_owned(),
        _ => "another message or solution".to_owned(),
    }
}
