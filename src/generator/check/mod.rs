//! A document and its annotations in, findings out.
//!
//! Each check stands in one place: its page (the doc comment of its `EC…` static), its metadata
//! and, right below, its function. Changes (6xx) have none: they come from comparing
//! [contracts](super::contract). The hundreds of the ids are the modules.

mod annotation;
mod bytes;
mod cells;
mod change;
mod code;
mod delimiter;
mod handling;
mod header;
mod identifier;
mod identity;
mod message;
mod rows;
mod section;
mod status;
mod texts;
mod title;

use core::cmp::Reverse;

use super::annotations::Annotations;
use super::document::Document;
use super::finding::{self, File, Finding, Help, Level};
use super::group;
use super::listing::{CodeRow, Listing};
use super::text;

/// One check: what people need to know of it, and the function that runs it.
#[derive(Clone, Copy, Debug)]
pub struct Check {
    /// Permanent, never used again for anything else.
    pub id: &'static str,
    /// A name to say aloud; accepted wherever an id is.
    pub name: &'static str,
    /// How much its findings weigh, unless one says otherwise.
    pub level: Level,
    /// What it takes to live with its findings; `None` where they have to be mended.
    pub accepted: Option<Accepted>,
    /// What it means, an example, how to mend it, how to accept it; Markdown.
    pub page: &'static str,
    /// The function; `None` where findings come from comparing contracts.
    pub(crate) run: Option<fn(&Input<'_>, &mut Vec<Finding>)>,
}

impl Check {
    /// A few words on what it finds, from its page.
    #[must_use]
    pub fn title(&self) -> &'static str {
        let page = self.page.trim_start();
        let bold = page
            .strip_prefix("**")
            .and_then(|page| page.split_once(".**"));
        bold.map_or(self.name, |(title, _)| title)
    }

    /// Whether its findings are about the lock and what changed since it was made: they say nothing
    /// against the document.
    #[must_use]
    pub fn is_change(&self) -> bool {
        self.id.starts_with("EC6")
    }
}

/// What accepting a finding does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// Findings that weigh more than this have to be mended all the same.
    pub up_to: Level,
    /// What becomes of what the finding is about.
    pub effect: &'static str,
}

/// Declares a check: its doc comment is its page.
macro_rules! check {
    (
        $(#[doc = $page:literal])+
        $id:ident $name:literal $level:ident
        $(, $run:ident $(, accepted $up_to:ident: $effect:literal)?)?
    ) => {
        $(#[doc = $page])+
        pub static $id: $crate::generator::check::Check = $crate::generator::check::Check {
            id: stringify!($id),
            name: $name,
            level: $crate::generator::finding::Level::$level,
            accepted: check!(@accepted $($($up_to $effect)?)?),
            page: concat!($($page, "\n"),+),
            run: check!(@run $($run)?),
        };
    };
    (@run) => { None };
    (@run $run:ident) => { Some($run) };
    (@accepted) => { None };
    (@accepted $up_to:ident $effect:literal) => {
        Some($crate::generator::check::Accepted {
            up_to: $crate::generator::finding::Level::$up_to,
            effect: $effect,
        })
    };
}
use check;

/// All that a check may look at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Input<'a> {
    /// The document.
    pub(crate) document: &'a Document,
    /// Its annotations.
    pub(crate) annotations: &'a Annotations,
    /// The rows of the document that list codes.
    pub(crate) listing: &'a Listing<'a>,
    /// The rows whose code has something wrong with it.
    faults: &'a [(CodeRow<'a>, code::Fault)],
    /// What its messages hold.
    messages: &'a message::Messages<'a>,
}

impl<'a> Input<'a> {
    /// Both files: the rules of Markdown tables hold in each.
    fn documents(&self) -> [(File, &'a Document); 2] {
        [
            (File::Document, self.document),
            (File::Annotations, &self.annotations.document),
        ]
    }
}

/// All checks, in the order of their ids.
pub static CHECKS: &[&Check] = &[
    &pages::EC101,
    &pages::EC102,
    &pages::EC103,
    &pages::EC104,
    &pages::EC105,
    &pages::EC106,
    &pages::EC107,
    &pages::EC108,
    &pages::EC109,
    &pages::EC110,
    &pages::EC111,
    &pages::EC112,
    &pages::EC113,
    &pages::EC114,
    &pages::EC115,
    &pages::EC116,
    &pages::EC117,
    &pages::EC118,
    &pages::EC201,
    &pages::EC202,
    &pages::EC203,
    &pages::EC204,
    &pages::EC205,
    &pages::EC206,
    &pages::EC207,
    &pages::EC208,
    &pages::EC209,
    &pages::EC210,
    &pages::EC211,
    &pages::EC301,
    &pages::EC302,
    &pages::EC303,
    &pages::EC401,
    &pages::EC402,
    &pages::EC403,
    &pages::EC404,
    &pages::EC405,
    &pages::EC406,
    &pages::EC407,
    &pages::EC408,
    &pages::EC409,
    &pages::EC501,
    &pages::EC502,
    &pages::EC503,
    &pages::EC504,
    &pages::EC505,
    &pages::EC506,
    &pages::EC507,
    &pages::EC508,
    &pages::EC601,
    &pages::EC602,
    &pages::EC603,
    &pages::EC604,
    &pages::EC605,
    &pages::EC606,
    &pages::EC607,
    &pages::EC608,
    &pages::EC609,
    &pages::EC610,
    &pages::EC611,
    &pages::EC612,
    &pages::EC613,
    &pages::EC614,
    &pages::EC615,
];

pub mod pages {
    //! A page for each check.
    //!
    #![doc = include_str!("catalogue.md")]

    pub use super::annotation::{EC501, EC502, EC503, EC504, EC505, EC506};
    pub use super::bytes::{EC112, EC117};
    pub use super::cells::{EC104, EC105};
    pub use super::change::{
        EC601, EC602, EC603, EC604, EC605, EC606, EC607, EC608, EC609, EC610, EC611, EC612, EC613,
        EC614, EC615,
    };
    pub use super::code::{EC201, EC206, EC209, EC210, EC211};
    pub use super::delimiter::{EC102, EC103, EC111, EC113};
    pub use super::handling::{EC507, EC508};
    pub use super::identifier::{EC207, EC208};
    pub use super::identity::{EC202, EC203, EC204, EC205};
    pub use super::message::{EC406, EC407, EC408, EC409};
    pub use super::rows::{EC101, EC106, EC107, EC108};
    pub use super::section::{EC109, EC110, EC114, EC116};
    pub use super::status::{EC301, EC302, EC303};
    pub use super::texts::{EC401, EC402, EC403, EC404, EC405};
    pub use super::title::{EC115, EC118};
}

/// The check of an id or a name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Check> {
    let named = |check: &&&Check| check.id == name || check.name == name;
    CHECKS.iter().find(named).copied()
}

/// Runs every check and sorts what they find by its place.
pub(crate) fn run(
    document: &Document,
    annotations: &Annotations,
    listing: &Listing<'_>,
) -> Vec<Finding> {
    let input = &Input {
        document,
        annotations,
        listing,
        faults: &code::faults(document, listing),
        messages: &message::Messages::of(document, annotations, listing),
    };
    let mut findings = Vec::new();
    for check in CHECKS {
        if let Some(run) = check.run {
            let before = findings.len();
            run(input, &mut findings);
            leave_out(input, &mut findings, before);
        }
    }
    finding::sorted(findings)
}

/// So many findings of one check are told one by one.
const MOST: usize = 1_000;

/// Leaves out what a check has found beyond the most that anybody reads, and counts it. What is accepted
/// is not told, and does not count.
fn leave_out(input: &Input<'_>, findings: &mut Vec<Finding>, before: usize) {
    if findings.len() - before <= MOST {
        return;
    }
    // Errors first, so that none is left out for a warning.
    let mut new = findings.split_off(before);
    let order = group::positions(&new, |finding| (Reverse(finding.level), finding.span()));
    group::arrange(&mut new, order);
    let (mut told, mut left_out) = (0, 0);
    for finding in new {
        let accepted = input.annotations.acceptance_of(&finding).is_some();
        told += usize::from(!accepted);
        if accepted || told <= MOST {
            findings.push(finding);
        } else {
            left_out += 1;
        }
    }
    let mut new = findings[before..].iter_mut();
    let told = |finding: &&mut Finding| input.annotations.acceptance_of(finding).is_none();
    if let Some(last) = new.rfind(told).filter(|_| left_out > 0) {
        last.help.push(Help {
            text: format!(
                "{} of this check left out; mend these first",
                text::counted(left_out, "more finding")
            ),
            lines: Vec::new(),
            annotates: None,
            edits: Vec::new(),
        });
    }
}

/// Whether something was found that keeps the annotations from being read, so that nothing can be
/// said of what they do not hold.
fn hides_annotations(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| {
        let structure = finding.check.id.starts_with("EC1");
        structure && finding.level == Level::Error && finding.file == File::Annotations
    })
}

/// Whether something was found that keeps rows from being seen, so that nothing can be said of
/// what the document does not hold.
fn hides_rows(finding: &Finding) -> bool {
    const HIDING: [&str; 9] = [
        "EC102", "EC106", "EC109", "EC110", "EC111", "EC112", "EC113", "EC117", "EC118",
    ];
    let hiding = HIDING.contains(&finding.check.id);
    hiding && finding.level == Level::Error && finding.file == File::Document
}

/// The lines of the document at which checks have found an error that nobody can accept, in order.
fn lines_of(checks: &[&str], input: &Input<'_>, findings: &[Finding]) -> Vec<usize> {
    let mut lines = Vec::new();
    for finding in findings {
        let of_checks = checks.contains(&finding.check.id) && finding.file == File::Document;
        if of_checks && finding.level == Level::Error && !finding.is_acceptable() {
            lines.push(input.document.source.line_of(finding.span().start));
        }
    }
    group::sorted(&lines)
}

/// Whether something was found, and is not accepted, that keeps rows or what they list from being
/// seen. What the annotations then seem to have too much may be what a misprint hides.
fn hides_entries(input: &Input<'_>, findings: &[Finding]) -> bool {
    const HIDING: [&str; 9] = [
        "EC104", "EC105", "EC201", "EC206", "EC208", "EC209", "EC210", "EC211", "EC301",
    ];
    let row = |finding: &Finding| {
        let hiding = HIDING.contains(&finding.check.id);
        hiding && finding.level == Level::Error && finding.file == File::Document
    };
    let accepted = |finding| input.annotations.acceptance_of(finding).is_some();
    findings
        .iter()
        .any(|finding| (hides_rows(finding) || row(finding)) && !accepted(finding))
}
