//! The lock's text in, contracts out; and back again.

use core::fmt::Write as _;
use std::collections::{BTreeMap, BTreeSet};

use super::change::{self, Change};
use super::check::pages::{EC610, EC611};
use super::contract::{Contract, Key, Promise, Wording};
use super::document::Document;
use super::finding::{self, File, Finding, Level};
use super::listing::{CodeRow, Listing};
use super::report::Report;
use super::source::{Source, Span};

/// The first line of every lock.
const HEADER: &str = "# apigateway-errors lock 1: code, status, tables, placeholders, wording. \
                      Renewed by `apigateway-errors lock`.";

/// The contract as it was published, line by line.
#[derive(Clone, Debug)]
pub struct Lock {
    /// The file.
    pub source: Source,
    /// What the last release promised.
    pub published: Contract,
    /// Codes of earlier releases that are gone.
    pub retired: Contract,
    /// Lines, counted from 0, that cannot be read.
    bad: Vec<usize>,
}

impl Lock {
    /// Reads a lock. This never fails: what is wrong with it is a finding.
    #[must_use]
    pub fn read(source: Source) -> Self {
        let mut lock = Self {
            published: Contract::default(),
            retired: Contract::default(),
            bad: Vec::new(),
            source,
        };
        if !Self::is_lock(&lock.source) || !lock.source.faults().is_empty() {
            lock.bad.push(0);
        }
        for index in 1..lock.source.lines().len() {
            let known = match parse(lock.source.line(index)) {
                Some((key, promise, retired)) => {
                    let contract = match retired {
                        true => &mut lock.retired,
                        false => &mut lock.published,
                    };
                    contract.entries.insert(key, promise).is_none()
                }
                None => lock.source.line(index).is_empty(),
            };
            if !known {
                lock.bad.push(index);
            }
        }
        lock
    }

    /// Whether a file is a lock, by its first line.
    #[must_use]
    pub fn is_lock(source: &Source) -> bool {
        source.line(0) == HEADER
    }

    /// Whether every line can be read.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.bad.is_empty()
    }

    /// The text of a lock for a contract: what is gone since this lock was made is retired.
    #[must_use]
    pub fn renewed(&self, contract: &Contract) -> String {
        let codes = contract.codes();
        let gone = |contract: &Contract| {
            let mut entries = contract.entries.clone();
            entries.retain(|(code, _), _| !codes.contains(code.as_str()));
            entries
        };
        let mut retired = gone(&self.retired);
        retired.extend(gone(&self.published));
        write(contract, &Contract { entries: retired })
    }

    /// The text of the first lock of a contract.
    #[must_use]
    pub fn first(contract: &Contract) -> String {
        write(contract, &Contract::default())
    }

    /// What has changed since the lock was made, and what is wrong with the lock itself.
    #[must_use]
    pub fn findings(&self, contract: &Contract, document: &Document) -> Vec<Finding> {
        if !self.bad.is_empty() {
            return self.bad.iter().map(|&line| self.bad_line(line)).collect();
        }
        let mut changes = change::changes(&self.published, contract);
        let reused = change::reused(&self.retired, contract);
        // A code that is used again is not merely new.
        changes.retain(|change| reused.iter().all(|other| other.entries != change.entries));
        changes.extend(reused);
        let listing = Listing::of(document);
        let places = Places::of(document, &listing, &self.source);
        let groups = changes.chunk_by(|left, right| left.check.id == right.check.id);
        groups.map(|group| finding(group, &places)).collect()
    }

    fn bad_line(&self, line: usize) -> Finding {
        let span = self.source.lines().get(line).copied();
        let message = match line {
            0 => format!("a lock starts with the line `{HEADER}`"),
            _ => "this line cannot be read, or stands twice".to_owned(),
        };
        let finding = Finding::new(&EC611, span.unwrap_or(Span::new(0, 0)), message);
        finding
            .in_file(File::Lock)
            .help("bring back the lock of the last release and renew it")
    }
}

impl Report {
    /// Compares the document with a lock, unless errors stand against its rows or their words: then
    /// there is nothing yet that could be compared.
    #[must_use]
    pub fn against(mut self, lock: Lock) -> Self {
        // Rows of the annotations that are left over change nothing about the catalogue.
        let against = |finding: &Finding| {
            finding.level == Level::Error
                && !["EC501", "EC502", "EC503", "EC508"].contains(&finding.check.id)
        };
        if let Some(catalogue) = self.catalogue_unless(against) {
            let contract = Contract::of(&catalogue);
            self.findings
                .extend(lock.findings(&contract, &self.document));
            self.findings = finding::sorted(core::mem::take(&mut self.findings));
        }
        self.lock = Some(lock.source);
        self
    }
}

/// Where entries stand: in rows of the document, or else in a line of the lock.
struct Places<'a> {
    source: &'a Source,
    rows: BTreeMap<Key, Vec<CodeRow<'a>>>,
    lock: BTreeMap<Key, Span>,
}

impl<'a> Places<'a> {
    fn of(document: &'a Document, listing: &Listing<'a>, lock: &Source) -> Self {
        let locked = |&span: &Span| parse(lock.slice(span)).map(|(key, _, _)| (key, span));
        let mut rows: BTreeMap<Key, Vec<CodeRow<'a>>> = BTreeMap::new();
        for row in &listing.rows {
            if let Some(status) = row.number {
                let key = (row.name().to_owned(), status);
                rows.entry(key).or_default().push(*row);
            }
        }
        Self {
            source: &document.source,
            rows,
            lock: lock.lines().iter().filter_map(locked).collect(),
        }
    }

    fn of_change(&self, change: &Change) -> (File, Span) {
        let place = |key| match self.rows.get(key) {
            Some(rows) => Some((File::Document, rows[0].code_span())),
            None => self.lock.get(key).map(|&span| (File::Lock, span)),
        };
        let place = change.entries.iter().find_map(place);
        place.unwrap_or((File::Lock, Span::new(0, 0)))
    }

    /// What undoes a change, where one cell has to be written as it was.
    fn undone(&self, change: &Change) -> Option<(Span, String)> {
        let ((code, status), [key]) = (change.was.as_ref()?, &*change.entries) else {
            return None;
        };
        let [row] = self.rows.get(key)?.as_slice() else {
            return None;
        };
        let (cell, text) = match *code == key.0 {
            true => (row.status, status.to_string()),
            false => (row.code, code.clone()),
        };
        Some((cell.cell.span?, text))
    }
}

/// The changes of one kind are one finding.
fn finding(group: &[Change], places: &Places<'_>) -> Finding {
    let first = &group[0];
    let (file, span) = places.of_change(first);
    let message = match group.len() {
        1 => first.message.clone(),
        more => format!("{}; and {} more such", first.message, more - 1),
    };
    let finding = Finding::new(first.check, span, message).in_file(file);
    let finding =
        group[1..]
            .iter()
            .fold(finding, |finding, change| match places.of_change(change) {
                (other, span) if other == file => finding.also(span, &change.message),
                _ => finding,
            });
    let undone = group.iter().filter_map(|change| places.undone(change));
    let finding = undone.fold(finding, |finding, (span, text)| {
        finding.rewrite(places.source, "if this is a misprint, ", span, &text)
    });
    let bump = change::bump(group).map_or_else(String::new, |bump| bump.to_string());
    if first.check.id == EC610.id {
        finding.help(
            "give the error another name; or, if it is the same one after all, delete the code's \
             retired lines from the lock",
        )
    } else {
        finding.help(format!(
            "if this is meant, it needs a {bump} version; renew the lock: apigateway-errors lock"
        ))
    }
}

fn write(published: &Contract, retired: &Contract) -> String {
    let mut lines = BTreeSet::new();
    for (contract, mark) in [(published, ""), (retired, " retired")] {
        for ((code, status), promise) in &contract.entries {
            let tables = promise.tables.join(",");
            let mut messages = String::new();
            for message in &promise.messages {
                // Writing to a string cannot fail.
                let _ = write!(messages, "({})", message.join(","));
            }
            if messages.is_empty() {
                messages.push('-');
            }
            let hash = promise.wording.hash;
            lines.insert(format!(
                "{code} {status} {tables} {messages} {hash:016x}{mark}"
            ));
        }
    }
    let lines = lines.iter().map(String::as_str);
    let mut text = [HEADER]
        .into_iter()
        .chain(lines)
        .collect::<Vec<_>>()
        .join("\n");
    text.push('\n');
    text
}

fn parse(line: &str) -> Option<(Key, Promise, bool)> {
    let cells: Vec<&str> = line.split(' ').collect();
    let (cells, retired) = match *cells {
        [ref cells @ .., "retired"] => (cells, true),
        ref cells => (cells, false),
    };
    let &[code, status, tables, messages, hash] = cells else {
        return None;
    };
    let words = |text: &str| -> Vec<String> {
        let words = text.split(',').filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    let messages = match messages {
        "-" => Vec::new(),
        _ => {
            let inner = messages.strip_prefix('(')?.strip_suffix(')')?;
            inner.split(")(").map(words).collect()
        }
    };
    let promise = Promise {
        tables: words(tables),
        messages,
        wording: Wording::from_hash(u64::from_str_radix(hash, 16).ok()?),
    };
    let sound = super::name::is_code(code) && hash.len() == 16;
    sound.then_some(((code.to_owned(), status.parse().ok()?), promise, retired))
}
