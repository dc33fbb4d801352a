//! The lock: the contract of the last release, in a file.

mod format;

use std::collections::{BTreeMap, BTreeSet};

use super::change::{self, Change};
use super::check::pages::{EC601, EC602, EC609, EC610, EC611};
use super::contract::{Contract, Key};
use super::correction::Writer;
use super::finding::{Edit, File, Finding, Level};
use super::report::{Report, finish};
use super::rows::{CodeRow, Rows};
use super::source::{Source, Span};

/// The contract as it was published.
#[derive(Clone, Debug, Default)]
pub struct Lock {
    /// The file.
    pub source: Source,
    /// What the last release promised.
    pub published: Contract,
    /// Codes of earlier releases that are gone.
    pub retired: Contract,
    /// The line of each entry, counted from 0 as all lines here.
    entries: BTreeMap<Key, usize>,
    /// The line of each table.
    tables: BTreeMap<String, usize>,
    /// Lines that cannot be read, and why.
    bad: Vec<(usize, &'static str)>,
}

impl Lock {
    /// Reads a lock, also one of version 0.1.0. This never fails: what is wrong with it is a finding.
    #[must_use]
    pub fn read(source: Source) -> Self {
        format::read(source)
    }

    /// Whether a file is a lock of any version, by its first line.
    #[must_use]
    pub fn is_lock(source: &Source) -> bool {
        source.line(0).starts_with(format::MARK)
    }

    /// Whether the lock is whole and every line can be read.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.bad.is_empty()
    }

    /// The text of a lock for a contract: what is gone since this lock was made is retired.
    #[must_use]
    pub fn renewed(&self, contract: &Contract) -> String {
        let codes = contract.codes();
        let known = self.retired.entries.iter().chain(&self.published.entries);
        let gone = known.filter(|((code, _), _)| !codes.contains(code.as_str()));
        let retired = gone.map(|(key, promise)| (key.clone(), promise.clone()));
        format::write(contract, &retired.collect())
    }

    /// The text of the first lock of a contract.
    #[must_use]
    pub fn first(contract: &Contract) -> String {
        format::write(contract, &BTreeMap::new())
    }

    /// What has changed since the lock was made, and what is wrong with the lock itself.
    #[must_use]
    pub fn findings(&self, contract: &Contract, report: &Report) -> Vec<Finding> {
        if let Some(bad) = self.bad_lines() {
            return vec![bad];
        }
        let changes = self.changes(contract);
        let rows = Rows::of(&report.document, &report.annotations);
        let places = Places::of(&rows, self);
        let groups = changes.chunk_by(|left, right| left.check.id == right.check.id);
        groups.map(|group| finding(group, &places)).collect()
    }

    /// What has changed since the lock was made.
    fn changes(&self, contract: &Contract) -> Vec<Change> {
        let mut changes = change::changes(&self.published, contract);
        let reused = change::reused(&self.retired, contract);
        // A code that is used again is not merely new.
        changes.retain(|change| reused.iter().all(|other| other.entries != change.entries));
        changes.extend(reused);
        changes
    }

    fn bad_lines(&self) -> Option<Finding> {
        let (&(line, why), others) = self.bad.split_first()?;
        let message = match others.len() {
            0 => why.to_owned(),
            more => format!("{why}; and {more} more such"),
        };
        let finding = Finding::new(&EC611, self.line(line), message).in_file(File::Lock);
        let finding = others.iter().fold(finding, |finding, &(line, why)| {
            finding.also(self.line(line), why)
        });
        Some(finding.help("bring back the lock of the last release and renew it"))
    }

    /// The place of a line.
    fn line(&self, line: usize) -> Span {
        let span = self.source.lines().get(line).copied();
        span.unwrap_or(Span::new(0, 0))
    }
}

impl Report {
    /// Compares the document with a lock, unless errors stand against its rows or their words: then
    /// there is nothing yet that could be compared.
    ///
    /// A code that is gone, or stands under another status, is a misprint or it is meant. Until somebody
    /// has said so, no other finding is told of it.
    #[must_use]
    pub fn against(mut self, lock: Lock) -> Self {
        if let Some(catalogue) = self.catalogue_unless(stands_against_rows) {
            let contract = Contract::of(&catalogue);
            let changes = lock.changes(&contract);
            let lost = changes
                .iter()
                .filter(|change| [EC601.id, EC602.id, EC609.id].contains(&change.check.id));
            let keys = lost.flat_map(|change| change.entries.iter().chain(&change.was));
            let doubtful: BTreeSet<String> = keys.map(|(code, _)| code.clone()).collect();
            if lock.is_sound() && !doubtful.is_empty() {
                self = Self::with_doubt(self.corrected, self.document, self.annotations, &doubtful);
            }
            let mut found = lock.findings(&contract, &self);
            let writer = Writer::new(&self.corrected.published);
            for finding in &mut found {
                finish(finding, &self.corrected, &writer, &self.annotations);
            }
            self.findings.extend(found);
            self.findings.sort_by_key(Finding::order);
        }
        self.lock = Some(lock.source);
        self
    }
}

/// Whether a finding keeps rows or words from being read. Rows of the annotations that are left over do not.
fn stands_against_rows(finding: &Finding) -> bool {
    const LEFT_OVER: [&str; 6] = ["EC501", "EC502", "EC503", "EC506", "EC508", "EC509"];
    finding.level == Level::Error && !LEFT_OVER.contains(&finding.check.id)
}

/// Where entries stand: in rows of the document, or else in a line of the lock.
struct Places<'a> {
    rows: BTreeMap<Key, Vec<CodeRow<'a>>>,
    lock: &'a Lock,
}

impl<'a> Places<'a> {
    fn of(rows: &Rows<'a>, lock: &'a Lock) -> Self {
        let mut by_entry: BTreeMap<Key, Vec<CodeRow<'a>>> = BTreeMap::new();
        for row in &rows.all {
            if let Some((code, status)) = row.entry() {
                by_entry
                    .entry((code.to_owned(), status))
                    .or_default()
                    .push(*row);
            }
        }
        Self {
            rows: by_entry,
            lock,
        }
    }

    fn of_change(&self, change: &Change) -> (File, Span) {
        let row = |key| Some((File::Document, self.rows.get(key)?[0].code.cell.span));
        let locked = |line: &usize| (File::Lock, self.lock.line(*line));
        let entry = |key| row(key).or_else(|| self.lock.entries.get(key).map(locked));
        let table = || {
            let table = change.table.as_ref()?;
            self.lock.tables.get(table).map(locked)
        };
        let place = change.entries.iter().find_map(entry).or_else(table);
        place.unwrap_or_else(|| locked(&0))
    }

    /// What undoes a change, where one cell has to be written as it was.
    fn undone(&self, change: &Change) -> Option<(Span, String)> {
        let ((code, status), [key]) = (change.was.as_ref()?, &*change.entries) else {
            return None;
        };
        let [row] = self.rows.get(key)?.as_slice() else {
            return None;
        };
        match *code == key.0 {
            // The status of a whole table is not in the row.
            true if row.has_status_of_table() => None,
            true => Some((row.status.cell.span, status.to_string())),
            false => Some((row.code.cell.span, code.clone())),
        }
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
        let edit = Edit::replace(span, text);
        finding.propose("if this is a misprint, write:", vec![edit])
    });
    let bump = change::bump(group).map_or_else(String::new, |bump| bump.to_string());
    if first.check.id == EC610.id {
        finding.help(
            "give the error another name; or, if it is the same one after all, delete the code's \
             retired lines from the lock",
        )
    } else {
        // The rows of handling name the status that was.
        let rows = match first.check.id == EC602.id {
            true => "; write the new status into its row under \"## Handling\"",
            false => "",
        };
        finding.help(format!(
            "if this is meant, it needs a {bump} version{rows}; renew the lock: apigateway-errors lock"
        ))
    }
}
