//! `check`: everything that is wrong with documents.

use std::io::{self, Write};

use apigateway_errors::generator::check::{Check, RETIRED, all, find};
use apigateway_errors::generator::{Report, text};

use super::format::{self, Format};
use super::input::Files;
use super::{Outcome, advise, complain};

pub(super) fn run(files: &Files, format: Format, out: &mut impl Write) -> io::Result<Outcome> {
    let (reports, readable) = files.reports();
    format::write(format, &reports, out)?;
    Ok(outcome(&reports).max(readable))
}

/// Whether anything is found that fails.
pub(super) fn outcome(reports: &[Report]) -> Outcome {
    match reports.iter().any(|report| report.open().next().is_some()) {
        true => Outcome::Findings,
        false => Outcome::Clean,
    }
}

/// Shows the page of a check, or the list of all checks.
pub(super) fn explain(name: Option<&str>, out: &mut impl Write) -> io::Result<Outcome> {
    let Some(name) = name else {
        for check in all() {
            writeln!(out, "{} {} ({})", check.id, check.name, check.level)?;
        }
        return Ok(Outcome::Clean);
    };
    let folded = name.to_ascii_uppercase();
    let is_retired =
        |(id, retired, _): &&(&str, &str, &str)| [*id, *retired].contains(&name) || *id == folded;
    if let Some((id, name, instead)) = RETIRED.iter().find(is_retired) {
        writeln!(out, "{id} {name} does not exist any more: {instead}")?;
        return Ok(Outcome::Clean);
    }
    let Some(check) = find(name).or_else(|| find(&folded)) else {
        complain(format_args!("there is no check {}", text::quoted(name)));
        let close = close(name);
        if !close.is_empty() {
            advise(format_args!("did you mean {close}?"));
        }
        return Ok(Outcome::Unusable);
    };
    page(check, out)?;
    Ok(Outcome::Clean)
}

fn page(check: &Check, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{} {} ({})\n", check.id, check.name, check.level)?;
    for line in check.page.lines() {
        writeln!(out, "{}", line.trim_start())?;
    }
    if check.accept.is_none() {
        writeln!(out, "\nIt cannot be accepted.")?;
    }
    Ok(())
}

/// The check whose name is most like one that is not there.
fn close(name: &str) -> String {
    let likeness = |check: &&Check| strsim::jaro_winkler(name, check.name);
    let best = all()
        .into_iter()
        .max_by(|left, right| likeness(left).total_cmp(&likeness(right)));
    best.filter(|check| likeness(check) > 0.8)
        .map_or_else(String::new, |check| format!("{} {}", check.id, check.name))
}
