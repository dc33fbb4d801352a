//! Generates the catalogue from the document in `spec/`, or says why not.

use std::path::Path;
use std::{env, fs};

#[allow(
    dead_code,
    unused_imports,
    unreachable_pub,
    reason = "the library and the command line use the rest"
)]
#[path = "src/generator/mod.rs"]
mod generator;

use generator::{Level, Options, Report};

const DOCUMENT: &str = "spec/error-codes.md";
const ANNOTATIONS: &str = "spec/annotations.md";

fn main() {
    println!("cargo::rerun-if-changed={DOCUMENT}");
    println!("cargo::rerun-if-changed={ANNOTATIONS}");
    let report = match Report::from_files(Path::new(DOCUMENT), Path::new(ANNOTATIONS)) {
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
        document: DOCUMENT,
        runtime: "crate",
    };
    let out = Path::new(&env::var_os("OUT_DIR").unwrap_or_default()).join("catalogue.rs");
    let emitted = generator::emit(&catalogue, options).map_err(|error| error.to_string());
    if let Err(error) = emitted.and_then(|text| fs::write(&out, text).map_err(|e| e.to_string())) {
        say("error", &format!("{}: {error}", out.display()));
    }
}

/// Cargo takes one line a message; a line of the text is never a directive of its own.
fn say(level: &str, text: &str) {
    for line in text.lines() {
        println!("cargo::{level}={line}");
    }
}
