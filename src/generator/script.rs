//! What a build script does: two files in; Rust text in Cargo's output folder out, or findings on
//! Cargo's screen.

use std::path::Path;
use std::{env, fs};

use super::annotations::Annotations;
use super::emit::page;
use super::finding::Level;
use super::report::{self, ReadError};
use super::{Options, Report, emit};

/// A build script for a document of error codes. Paths are relative to the package's folder, in
/// which Cargo runs build scripts.
///
/// ```no_run
/// // build.rs, with `apigateway-errors` and its feature `generator` under [build-dependencies]
/// apigateway_errors::generator::Script {
///     document: "spec/errors.md",
///     annotations: "spec/annotations.md",
///     runtime: "::apigateway_errors",
///     out: "catalogue.rs",
/// }
/// .run();
/// ```
///
/// The code is then included where the codes are to stand, with `apigateway-errors` under
/// `[dependencies]`, too:
///
/// ```ignore
/// include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Script<'a> {
    /// The document.
    pub document: &'a str,
    /// Its annotations.
    pub annotations: &'a str,
    /// The path of the crate with the run-time types; for other crates, `::apigateway_errors`.
    pub runtime: &'a str,
    /// The name of the file to write to `OUT_DIR`. Beside it stands a second one, with `.md` behind
    /// its name: the catalogue as a table, to be included in docs.
    pub out: &'a str,
}

impl Script<'_> {
    /// Reads the files, reports what is wrong, and writes the code where nothing stands against it.
    ///
    /// Everything is said in Cargo's own words: an error fails the build without a panic and
    /// without a backtrace. The build runs again when one of the two files changes.
    pub fn run(&self) {
        for path in [self.document, self.annotations] {
            say("rerun-if-changed", path);
        }
        let report = match self.report() {
            Ok(report) => report,
            Err(error) => return say("error", &error.to_string()),
        };
        for finding in &report.findings {
            match finding.level {
                Level::Error => say("error", &report.render(finding)),
                Level::Warning => say("warning", &report.render(finding)),
                Level::Info => {}
            }
        }
        let Some(catalogue) = report.catalogue() else {
            return;
        };
        let options = Options {
            document: self.document,
            runtime: self.runtime,
        };
        match emit(&catalogue, options) {
            Ok(text) => write(self.out, &text),
            Err(error) => say("error", &format!("{}: {error}", self.runtime)),
        }
        write(&format!("{}.md", self.out), &page(&catalogue));
    }
}

impl Script<'_> {
    /// Reads and checks the files. Where there are no annotations yet, the findings say what they should hold.
    fn report(&self) -> Result<Report, ReadError> {
        let annotations = Path::new(self.annotations);
        let document = report::read(Path::new(self.document))?;
        Ok(match annotations.try_exists() {
            Ok(false) => Report::of(document, Annotations::none(self.annotations)),
            _ => Report::new(document, report::read(annotations)?),
        })
    }
}

/// Writes a file to Cargo's output folder.
fn write(name: &str, text: &str) {
    let path = Path::new(&env::var_os("OUT_DIR").unwrap_or_default()).join(name);
    if let Err(error) = fs::write(&path, text) {
        say("error", &format!("{}: {error}", path.display()));
    }
}

/// Cargo takes one line a message; a line of the text is never a directive of its own.
fn say(kind: &str, text: &str) {
    for line in text.lines() {
        println!("cargo::{kind}={line}");
    }
}
