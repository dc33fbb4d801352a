//! What several tests need.
#![allow(dead_code, reason = "each test uses a part of this")]

pub(crate) mod sandbox;

use std::fs;
use std::path::{Path, PathBuf};

use apigateway_errors::generator::Report;
use apigateway_errors::generator::lock::Lock;
use apigateway_errors::generator::source::Source;

/// The package's folder.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The document as it was published first, whatever edition stands in `spec/`.
pub(crate) fn published() -> Vec<u8> {
    frozen().0.into_bytes()
}

/// Its annotations.
pub(crate) fn annotations() -> Vec<u8> {
    frozen().1.into_bytes()
}

/// The document as it was published first, its annotations and its lock: they stay as they are, whatever edition
/// stands in `spec/`.
pub(crate) fn frozen() -> (String, String, String) {
    let file = |name: &str| {
        let bytes = read(&root().join("tests/fixtures/published").join(name));
        String::from_utf8(bytes).expect("text")
    };
    (
        file("error-codes.md"),
        file("annotations.md"),
        file("catalogue.lock"),
    )
}

/// Reads a file of the repository.
pub(crate) fn read(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Checks a document under the paths that the fixtures' snapshots show.
pub(crate) fn report(document: &[u8], annotations: &[u8]) -> Report {
    Report::new(
        Source::new("spec/error-codes.md", document),
        Source::new("spec/annotations.md", annotations),
    )
}

/// All that there is to say of a document, as the command line prints it.
#[cfg(feature = "cli")]
pub(crate) fn with_snippets(report: &Report) -> String {
    use apigateway_errors::snippet::{Style, render};

    let findings = report.findings.iter();
    let shown: Vec<String> = findings
        .map(|finding| render(report, finding, Style::Plain))
        .collect();
    shown.join("\n")
}

/// All that there is to say of a document, as a build prints it.
pub(crate) fn rendered(report: &Report) -> String {
    let findings: Vec<String> = report
        .findings
        .iter()
        .map(|finding| report.render(finding))
        .collect();
    findings.join("\n")
}

/// A document that fires a check, or one that only nearly does.
pub(crate) struct Fixture {
    /// The id of the check.
    pub(crate) check: String,
    /// The folder of the check.
    pub(crate) folder: PathBuf,
    /// The name of the file, without its ending: `fires…` or `passes…`.
    pub(crate) name: String,
    /// The document.
    pub(crate) document: Vec<u8>,
    /// Its annotations.
    pub(crate) annotations: Vec<u8>,
    /// Its lock, where it has one.
    pub(crate) lock: Option<Vec<u8>>,
}

impl Fixture {
    /// Whether this is a document that fires its check.
    pub(crate) fn fires(&self) -> bool {
        self.name.starts_with("fires")
    }

    /// Checks the document. Nobody has judged the entries of fixtures, so that they miss their
    /// handling is left out of all reports but those that are about it.
    pub(crate) fn report(&self) -> Report {
        let mut report = report(&self.document, &self.annotations);
        if let Some(lock) = &self.lock {
            report = report.against(Lock::read(Source::new("spec/catalogue.lock", lock)));
        }
        if self.check != "EC507" {
            report
                .findings
                .retain(|finding| finding.check.id != "EC507");
        }
        report
    }

    /// The check and the name of the file.
    pub(crate) fn title(&self) -> String {
        format!("{}/{}", self.check, self.name)
    }
}

/// All fixtures of the checks, in order.
pub(crate) fn fixtures() -> Vec<Fixture> {
    let all = root().join("tests/fixtures/checks");
    let shared = read(&all.join("annotations.md"));
    let mut fixtures = Vec::new();
    for folder in entries(&all).into_iter().filter(|path| path.is_dir()) {
        let check = file_name(&folder)
            .split('-')
            .next()
            .unwrap_or_default()
            .to_owned();
        for path in entries(&folder) {
            let name = file_name(&path);
            let Some(name) = name
                .strip_suffix(".md")
                .filter(|name| !name.ends_with(".annotations"))
            else {
                continue;
            };
            let own = folder.join(format!("{name}.annotations.md"));
            fixtures.push(Fixture {
                check: check.clone(),
                folder: folder.clone(),
                name: name.to_owned(),
                document: read(&path),
                annotations: if own.exists() {
                    read(&own)
                } else {
                    shared.clone()
                },
                lock: Some(folder.join(format!("{name}.lock")))
                    .filter(|path| path.exists())
                    .map(|path| read(&path)),
            });
        }
    }
    assert!(fixtures.len() > 100, "the fixtures are gone");
    fixtures
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    paths
}
