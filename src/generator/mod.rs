//! The build-time half: from the document's bytes to Rust text.
//!
//! Data flows one way, through one module after the other; the page [`how_it_works`](crate::how_it_works) follows it:
//!
//! | module | in | out |
//! |-|-|-|
//! | [`source`] | bytes | text with positions |
//! | [`schema`] | a header | which column holds what |
//! | [`annotations`], [`handling`] | the annotations file | what the document leaves unsaid |
//! | [`correction`] | text and corrections | the text that is read |
//! | [`document`] | text | headings, tables, rows, cells, and what no table holds |
//! | [`rows`], [`status`], [`name`] | tables of codes | codes, statuses, messages, solutions, variants |
//! | [`check`] | document, annotations and rows | [findings](finding), with the [edits](edit) that mend them |
//! | [`report`] | both files | findings, counts, catalogue |
//! | [`template`] | a message | text and placeholders |
//! | [`catalogue`] | the rows of a checked document | the model that is emitted |
//! | [`contract`], [`lock`], [`change`] | two catalogues | what changed for programs; no part of builds |
//! | [`settle`] | a document and its annotations | the rows that come and go; no part of builds |
//! | [`index`] | names | a perfect hash of them |
//! | [`mod@emit`] | the catalogue | Rust text |
//! | [`script`] | both files | Rust text for Cargo, or findings |
//!
//! [`text`] holds what all of them need to write: quotes, escapes, lists.

pub mod annotations;
pub mod catalogue;
#[cfg(feature = "generator")]
pub mod change;
pub mod check;
#[cfg(feature = "generator")]
pub mod contract;
pub mod correction;
pub mod document;
pub mod edit;
pub mod emit;
pub mod finding;
pub mod handling;
pub mod index;
#[cfg(feature = "generator")]
pub mod lock;
pub mod name;
pub mod report;
pub mod rows;
pub mod schema;
pub mod script;
#[cfg(feature = "generator")]
pub mod settle;
pub mod source;
pub mod status;
pub mod template;
pub mod text;

pub use catalogue::Catalogue;
pub use emit::{Options, emit};
pub use finding::{Finding, Level};
pub use report::Report;
pub use script::Script;
