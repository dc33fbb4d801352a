//! `diff`: what changed from one document or lock to another.

use std::io::{self, Write};
use std::path::PathBuf;

use apigateway_errors::generator::change::{self, Change};
use apigateway_errors::generator::contract::Contract;
use apigateway_errors::generator::lock::Lock;
use apigateway_errors::generator::source::Source;
use apigateway_errors::generator::{Report, text};
use comfy_table::{Table, presets};
use serde::Serialize;

use super::format::write_json;
use super::{Outcome, input, tell_corrections, unusable};

/// Raised when a member of the JSON form goes or changes its meaning.
const VERSION: u32 = 1;

/// Who is to read what changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum DiffFormat {
    /// People, at a terminal.
    Table,
    /// Programs.
    Json,
    /// People, in a pull request.
    Markdown,
}

/// What may differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Ignored {
    /// What messages and solutions say, and in which order their values stand.
    Wording,
}

/// One of the two that are compared.
#[derive(Debug)]
pub(super) struct Side {
    path: PathBuf,
    annotations: Option<PathBuf>,
}

impl Side {
    pub(super) fn new(path: PathBuf, annotations: Option<PathBuf>) -> Self {
        Self { path, annotations }
    }

    /// Reads the contract of a lock or of a document. A document without annotations of its own is
    /// read with those of the other side.
    fn contract(&self, other: &Self) -> Result<Contract, Outcome> {
        let source = input::source(&self.path).map_err(unusable)?;
        if Lock::is_lock(&source) || self.path.extension().is_some_and(|ending| ending == "lock") {
            return lock(source);
        }
        let beside = self.path.with_file_name(input::ANNOTATIONS);
        let annotations = match (&self.annotations, &other.annotations) {
            (Some(own), _) => input::annotations(&self.path, Some(own)),
            (None, Some(others)) if !beside.exists() => {
                input::annotations(&self.path, Some(others))
            }
            (None, None) if !beside.exists() => input::annotations(&other.path, None),
            (None, _) => input::annotations(&self.path, None),
        };
        let report = Report::of(source, annotations.map_err(unusable)?);
        tell_corrections(&report);
        // What the annotations have too much, or lack, does not keep a document from being read.
        input::readable(&report).map(|catalogue| Contract::of(&catalogue))
    }
}

fn lock(source: Source) -> Result<Contract, Outcome> {
    let lock = Lock::read(source);
    if lock.is_sound() {
        return Ok(lock.published);
    }
    Err(unusable(format_args!(
        "{}: not a lock that can be read",
        text::visible(lock.source.path())
    )))
}

pub(super) fn run(
    old: &Side,
    new: &Side,
    ignore: Option<Ignored>,
    format: DiffFormat,
    out: &mut impl Write,
) -> io::Result<Outcome> {
    let contracts = old
        .contract(new)
        .and_then(|before| Ok((before, new.contract(old)?)));
    let (before, after) = match contracts {
        Ok(contracts) => contracts,
        // Without both there is no answer, whatever the reason.
        Err(_) => return Ok(Outcome::Unusable),
    };
    let (before, after) = match ignore {
        Some(Ignored::Wording) => (before.without_wording(), after.without_wording()),
        None => (before, after),
    };
    let changes = change::changes(&before, &after);
    match format {
        DiffFormat::Table => table(&changes, out)?,
        DiffFormat::Json => json(&changes, out)?,
        DiffFormat::Markdown => markdown(&changes, out)?,
    }
    Ok(if changes.is_empty() {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}

/// Shows changes to people.
pub(super) fn table(changes: &[Change], out: &mut impl Write) -> io::Result<()> {
    if !changes.is_empty() {
        let mut table = Table::new();
        table.load_preset(presets::NOTHING);
        table.set_header(["CHECK", "NAME", "VERSION", "CHANGE"]);
        for change in changes {
            let bump = change.bump.to_string();
            table.add_row([change.check.id, change.check.name, &bump, &change.message]);
        }
        for line in table.lines() {
            writeln!(out, "{}", line.trim())?;
        }
    }
    writeln!(out, "{}", verdict(changes))
}

fn verdict(changes: &[Change]) -> String {
    match change::bump(changes) {
        None => "nothing changed for programs".to_owned(),
        Some(bump) => format!(
            "{}: this needs a {bump} version",
            text::counted(changes.len(), "change")
        ),
    }
}

#[derive(Serialize)]
struct Changed<'a> {
    version: u32,
    bump: Option<String>,
    changes: Vec<One<'a>>,
}

#[derive(Serialize)]
struct One<'a> {
    id: &'static str,
    name: &'static str,
    bump: String,
    entries: Vec<Entry<'a>>,
    message: &'a str,
}

#[derive(Serialize)]
struct Entry<'a> {
    code: &'a str,
    status: u16,
}

fn json(changes: &[Change], out: &mut impl Write) -> io::Result<()> {
    let one = |change| {
        let change: &Change = change;
        let entries = change.entries.iter();
        One {
            id: change.check.id,
            name: change.check.name,
            bump: change.bump.to_string(),
            entries: entries
                .map(|(code, status)| Entry {
                    code,
                    status: *status,
                })
                .collect(),
            message: &change.message,
        }
    };
    let changed = Changed {
        version: VERSION,
        bump: change::bump(changes).map(|bump| bump.to_string()),
        changes: changes.iter().map(one).collect(),
    };
    write_json(&changed, out)
}

fn markdown(changes: &[Change], out: &mut impl Write) -> io::Result<()> {
    if !changes.is_empty() {
        writeln!(out, "| Check | Version | Change |\n|-|-|-|")?;
    }
    for change in changes {
        let message = text::markdown_cell(&change.message);
        let check = change.check;
        writeln!(
            out,
            "| {} {} | {} | {message} |",
            check.id, check.name, change.bump
        )?;
    }
    if !changes.is_empty() {
        writeln!(out)?;
    }
    writeln!(out, "{}", verdict(changes))
}
