//! What a build script does: two files in; Rust text in Cargo's output folder out, or findings on
//! Cargo's screen.

use std::path::Path;
use std::{env, fs};

use super::finding::Level;
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
    /// The name of the file to write to `OUT_DIR`.
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
        let paths = (Path::new(self.document), Path::new(self.annotations));
        let report = match Report::from_files(paths.0, paths.1) {
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
        let out = Path::new(&env::var_os("OUT_DIR").unwrap_or_default()).join(self.out);
        let text = emit(&catalogue, options).map_err(|error| error.to_string());
        let written = text.and_then(|text| fs::write(&out, text).map_err(|e| e.to_string()));
        if let Err(error) = written {
            say("error", &format!("{}: {error}", out.display()));
        }
    }
}

/// Cargo takes one line a message; a line of the text is never a directive of its own.
fn say(kind: &str, text: &str) {
    for line in text.lines() {
        println!("cargo::{kind}={line}");
    }
}
