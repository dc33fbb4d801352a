//! Checks: a document and its annotations in, findings out.
//!
//! A check stands in one place: its page (the doc comment of its `EC…` static) and its function right below
//! it, and its line in the `RULES` at the head of its module. Everything else is derived from these.

mod acceptance;
mod bytes;
mod cells;
mod change;
mod code;
mod correction;
mod decision;
mod handling;
mod header;
mod hidden;
mod identifier;
mod identity;
mod message;
mod nearly;
mod status;
mod stray;
mod table;
mod text;
mod title;

use core::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::annotations::{Annotations, LEFT_OUT};
use super::correction::Corrected;
use super::document::{Document, Table};
pub use super::finding::Check;
use super::finding::{Applies, Edit, File, Finding, Help, Level};
use super::rows::{CodeRow, Rows, is_left_out};
use super::schema::{ACCEPTED, TABLES};
use super::source::{Source, Span};
use super::text as say;

/// When a check runs: one that would only repeat what an earlier one has found does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// What lines, tables and rows there are, in both files.
    Structure,
    /// What the rows say.
    Content,
    /// What people have still to decide; only where the annotations can be read.
    Missing,
    /// What is decided and not needed; only where nothing keeps rows from being read.
    Stale,
}

/// A check, when it runs, and its function.
struct Rule(&'static Check, Stage, fn(&Input<'_>) -> Vec<Finding>);

/// Declares a check: its doc comment is its page.
macro_rules! check {
    (
        $(#[doc = $page:literal])+
        $id:ident $name:literal $level:ident $(, accept $up_to:ident: $effect:literal)?
    ) => {
        $(#[doc = $page])+
        pub static $id: $crate::generator::finding::Check = $crate::generator::finding::Check {
            id: stringify!($id),
            name: $name,
            level: $crate::generator::finding::Level::$level,
            accept: check!(@accept $($up_to $effect)?),
            page: concat!($($page, "\n"),+),
        };
    };
    (@accept) => { None };
    (@accept $up_to:ident $effect:literal) => {
        Some($crate::generator::finding::Accept {
            up_to: $crate::generator::finding::Level::$up_to,
            effect: $effect,
        })
    };
}
use check;

const MODULES: [&[Rule]; 18] = [
    bytes::RULES,
    nearly::RULES,
    stray::RULES,
    hidden::RULES,
    table::RULES,
    cells::RULES,
    header::RULES,
    title::RULES,
    code::RULES,
    identity::RULES,
    identifier::RULES,
    status::RULES,
    text::RULES,
    message::RULES,
    acceptance::RULES,
    correction::RULES,
    decision::RULES,
    handling::RULES,
];

pub mod pages {
    //! A page for each check. What has no section "Accept" cannot be accepted.

    #[doc(inline)]
    pub use super::{
        acceptance::*, bytes::*, cells::*, change::*, code::*, correction::*, decision::*,
        handling::*, header::*, hidden::*, identifier::*, identity::*, message::*, nearly::*,
        status::*, stray::*, table::*, text::*, title::*,
    };
}

/// Ids of checks that are no more, with their names and what has come in their place.
pub const RETIRED: [(&str, &str, &str); 1] = [(
    "EC106",
    "row-interrupted",
    "rows that something cuts off from their table are found by EC101 or EC119",
)];

fn rules() -> impl Iterator<Item = &'static Rule> {
    MODULES.into_iter().flatten()
}

fn checks() -> impl Iterator<Item = &'static Check> {
    rules().map(|Rule(check, ..)| *check).chain(change::CHANGES)
}

/// All checks, in the order of their ids.
#[must_use]
pub fn all() -> Vec<&'static Check> {
    let mut checks: Vec<&Check> = checks().collect();
    checks.sort_by_key(|check| check.id);
    checks.dedup();
    checks
}

/// The check of an id or a name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Check> {
    checks().find(|check| check.id == name || check.name == name)
}

/// All that a check may look at.
pub(crate) struct Input<'a> {
    /// The document as published, before any correction.
    published: &'a Source,
    document: &'a Document,
    annotations: &'a Annotations,
    rows: &'a Rows<'a>,
    /// The rows of each entry, grouped by what they say.
    entries: BTreeMap<(&'a str, u16), Vec<Vec<&'a CodeRow<'a>>>>,
    /// A title that is gone, and the one that seems to have come in its place.
    renamed: Option<(String, String)>,
    /// What the lines are that no table holds, in the document and in the annotations.
    strays: [Vec<nearly::Kind>; 2],
    /// Codes of which another finding says all that there is to say.
    doubtful: BTreeSet<String>,
    /// What the checks of earlier stages have found.
    found: Vec<Finding>,
}

impl<'a> Input<'a> {
    /// Both files: the rules of Markdown tables hold in each.
    fn documents(&self) -> [(File, &'a Document); 2] {
        [
            (File::Document, self.document),
            (File::Annotations, &self.annotations.document),
        ]
    }

    /// Whether a table of a file is left out.
    fn leaves_out_table(&self, file: File, table: &Table) -> bool {
        file == File::Document && is_left_out(self.document, table, self.annotations)
    }

    /// Whether what stands under a heading of a file is left out.
    fn leaves_out(&self, file: File, heading: Option<usize>) -> bool {
        file == File::Document && self.annotations.leaves_out(self.document.section(heading))
    }

    /// Whether an error of these files keeps rows from being read, and nobody has accepted it.
    fn has_errors(&self, files: &[File]) -> bool {
        let reads = |finding: &&Finding| {
            finding.level == Level::Error
                && finding.check.id < "EC4"
                && files.contains(&finding.file)
        };
        let mut errors = self.found.iter().filter(reads);
        errors.any(|finding| !is_accepted(finding, self.annotations))
    }
}

/// A finding about a row of the annotations.
fn at_row(check: &'static Check, span: Span, message: String) -> Finding {
    Finding::new(check, span, message).in_file(File::Annotations)
}

/// How to leave out what stands under some titles: with rows to write, or in the rows that name them.
fn leave_out(input: &Input<'_>, why: &str, titles: &[&str]) -> Help {
    let annotations = input.annotations;
    let row = |title: &&str| say::markdown_row(&[title, LEFT_OUT]);
    let is_new = |title: &&&str| annotations.table(title).is_none();
    let rows: Vec<String> = titles.iter().filter(is_new).map(row).collect();
    if rows.is_empty() {
        let named: Vec<String> = titles.iter().map(|title| say::quoted(title)).collect();
        return Help {
            text: format!(
                "{why}: write `{LEFT_OUT}` in place of the name of {} under \"## {}\"",
                say::listed(&named),
                TABLES.heading
            ),
            ..Help::default()
        };
    }
    annotations.help(&TABLES, &format!("{why}: write {{place}}"), rows)
}

/// Shows the row that nothing needs: whoever deletes it loses what is written there.
fn delete_row(finding: Finding, input: &Input<'_>) -> Finding {
    let source = &input.annotations.document.source;
    let line = source.line_of(finding.span().start);
    let edits = vec![Edit::delete_line(source, line)];
    finding.changes("delete the row:", edits, Applies::Stale)
}

/// Whether the annotations accept a finding.
pub(crate) fn is_accepted(finding: &Finding, annotations: &Annotations) -> bool {
    reason(finding, annotations).is_some()
}

/// Why the annotations accept a finding; `None` where they do not.
pub(crate) fn reason<'a>(finding: &Finding, annotations: &'a Annotations) -> Option<&'a str> {
    let names = [finding.check.id, finding.check.name];
    let row = annotations.acceptance(names, &finding.subject);
    row.filter(|_| finding.is_acceptable())
        .map(|row| row.reason.as_str())
}

/// Runs every check and sorts what they find by its place. The annotations and the rows are those with the title that seems to
/// have come in place of another one. Of doubtful codes, no more is found than what is wrong with their rows.
pub(crate) fn run(
    corrected: &Corrected,
    document: &Document,
    annotations: &Annotations,
    rows: &Rows<'_>,
    renamed: Option<(String, String)>,
    doubtful: &BTreeSet<String>,
) -> Vec<Finding> {
    let mut input = Input {
        published: &corrected.published,
        document,
        annotations,
        rows,
        entries: rows.entries(),
        renamed,
        strays: [
            nearly::kinds(File::Document, document),
            nearly::kinds(File::Annotations, &annotations.document),
        ],
        doubtful: doubtful.clone(),
        found: Vec::new(),
    };
    let both = [File::Document, File::Annotations];
    for stage in [
        Stage::Structure,
        Stage::Content,
        Stage::Missing,
        Stage::Stale,
    ] {
        let hidden = match stage {
            Stage::Structure | Stage::Content => false,
            Stage::Missing => input.has_errors(&[File::Annotations]),
            Stage::Stale => input.has_errors(&both),
        };
        for Rule(_, _, check) in rules().filter(|rule| rule.1 == stage && !hidden) {
            let found = limited(check(&input), annotations);
            input.found.extend(found);
        }
    }
    let mut findings = input.found;
    for finding in &mut findings {
        if let Some(help) = acceptance(finding, annotations) {
            finding.help.push(help);
        }
    }
    findings.sort_by_key(Finding::order);
    findings
}

/// A title that the annotations name and no section has any more, where one table of codes has a title that they do
/// not name: most likely it is another name of the same. While an error says so, nothing else has to.
pub(crate) fn renamed(document: &Document, annotations: &Annotations) -> Option<(String, String)> {
    let titles = document.tables.iter().map(|table| document.title_of(table));
    let sections =
        (0..document.headings.len()).map(|index| document.section(Some(index)).to_owned());
    let known: BTreeSet<String> = titles
        .chain(sections)
        .map(|title| say::visible(&title))
        .collect();
    let mut gone = annotations
        .tables
        .iter()
        .filter(|table| !table.leaves_out() && !known.contains(&table.title));
    let (Some(old), None) = (gone.next(), gone.next()) else {
        return None;
    };
    let rows = Rows::of(document, annotations);
    let titles = rows.tables.iter().map(|table| &table.title);
    let unnamed: BTreeSet<&String> = titles
        .filter(|title| annotations.table(title).is_none())
        .collect();
    let mut unnamed = unnamed.into_iter();
    match (unnamed.next(), unnamed.next()) {
        (Some(new), None) => Some((old.title.clone(), new.clone())),
        _ => None,
    }
}

/// The row that accepts a finding, its reason still to be written.
fn acceptance(finding: &Finding, annotations: &Annotations) -> Option<super::finding::Help> {
    let accept = finding.check.accept.filter(|_| finding.is_acceptable())?;
    let text = format!(
        "or accept it ({}): write {{place}}, with your reason in the last cell",
        accept.effect
    );
    let row = say::markdown_row(&[finding.check.id, &finding.subject, ""]);
    Some(annotations.help(&ACCEPTED, &text, vec![row]))
}

/// So many findings of one check are told one by one.
const MOST: usize = 1_000;

/// The findings of a check, and in place of those beyond the most that anybody reads, their number. What is
/// accepted does not count. Errors come first, so that none is left out for a warning.
fn limited(mut findings: Vec<Finding>, annotations: &Annotations) -> Vec<Finding> {
    if findings.len() <= MOST {
        return findings;
    }
    findings.sort_by_key(|finding| (Reverse(finding.level), finding.span()));
    let (mut kept, open): (Vec<Finding>, Vec<Finding>) = findings
        .into_iter()
        .partition(|finding| is_accepted(finding, annotations));
    let more = open.len().saturating_sub(MOST);
    kept.extend(open.into_iter().take(MOST));
    if let Some(last) = kept.pop_if(|_| more > 0) {
        let rest = say::counted(more, "more finding");
        kept.push(last.help(format!("{rest} of this check left out; mend these first")));
    }
    kept
}
