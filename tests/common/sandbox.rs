//! A copy of this package to build with other documents.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::root;

/// A copy of this package, under the target folder.
pub(crate) struct Sandbox {
    folder: PathBuf,
    target: PathBuf,
    /// Nobody else uses the copy before this is closed.
    _lock: File,
}

impl Sandbox {
    /// The copy that all tests use, one after the other, so that what it depends on and its build script
    /// are compiled once. It holds the document as it was published first.
    pub(crate) fn new() -> Self {
        Self::at("sandbox")
    }

    /// Another copy, with a target folder of its own.
    pub(crate) fn at(folder: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
        fs::create_dir_all(&folder).expect("a folder");
        let lock = File::create(folder.join("lock")).expect("a file");
        lock.lock().expect("a lock");
        let _ = fs::remove_dir_all(folder.join("tests"));
        let parts = [
            "Cargo.toml",
            "Cargo.lock",
            "build.rs",
            "README.md",
            "src",
            "tests/consumer",
            "tests/english",
            "tests/numeric",
        ];
        for part in parts {
            copy(&root().join(part), &folder.join(part));
        }
        copy(
            &root().join("tests/fixtures/published"),
            &folder.join("spec"),
        );
        let target = folder.join("target");
        Self {
            folder,
            target,
            _lock: lock,
        }
    }

    /// Makes a crate that depends on the copy, in `tests/`, with no file but its manifest.
    pub(crate) fn dependent(&self, name: &str) -> String {
        let folder = format!("tests/{name}");
        self.write(
            &format!("{folder}/Cargo.toml"),
            format!(
                "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
                 [dependencies]\napigateway-errors = {{ path = \"../..\" }}\n\n[workspace]\n"
            ),
        );
        folder
    }

    /// A file or folder of the copy.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    /// Writes a file of the copy.
    pub(crate) fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, content).expect("a file");
    }

    /// Runs Cargo in a folder of the copy.
    pub(crate) fn cargo(&self, folder: &str, arguments: &[&str]) -> Built {
        self.cargo_with(folder, arguments, &[])
    }

    /// As [`cargo`](Self::cargo), with variables of the environment.
    pub(crate) fn cargo_with(
        &self,
        folder: &str,
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> Built {
        let output = Command::new(env!("CARGO"))
            .arg("--offline")
            .args(arguments)
            .current_dir(self.folder.join(folder))
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_TERM_COLOR", "never")
            .env_remove("RUSTFLAGS")
            .env_remove("RUSTDOCFLAGS")
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .envs(variables.iter().copied())
            .output();
        Built {
            output: output.expect("cargo runs"),
        }
    }

    /// The page of a type in the docs of the package.
    pub(crate) fn page(&self, name: &str) -> String {
        let page = self.target.join("doc/apigateway_errors").join(name);
        fs::read_to_string(page).expect("a page")
    }

    /// What the newest run of the build script has written in a profile, by name, where the target folder
    /// is its own.
    pub(crate) fn written(&self, profile: &str) -> BTreeMap<OsString, Vec<u8>> {
        let builds = self.target.join(profile).join("build");
        let outs = names(&builds).into_iter().map(|name| builds.join(name));
        let outs = outs.filter(|path| path.join("out/catalogue.rs").exists());
        let time = |path: &PathBuf| {
            let written = fs::metadata(path.join("output")).and_then(|data| data.modified());
            written.expect("the time of a build")
        };
        let out = outs.max_by_key(time).expect("a build").join("out");
        let file = |name: OsString| (name.clone(), fs::read(out.join(name)).expect("a file"));
        names(&out).into_iter().map(file).collect()
    }
}

/// What Cargo said.
pub(crate) struct Built {
    output: Output,
}

impl Built {
    /// Whether it succeeded.
    pub(crate) fn is_success(&self) -> bool {
        self.output.status.success()
    }

    /// What it printed on standard error, where it speaks to people.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.output.stderr).into_owned()
    }

    /// What it printed on standard output.
    pub(crate) fn stdout(&self) -> String {
        String::from_utf8_lossy(&self.output.stdout).into_owned()
    }

    /// Fails the test unless it succeeded.
    #[track_caller]
    pub(crate) fn succeeds(self) -> Self {
        assert!(self.is_success(), "{}", self.text());
        self
    }

    /// Fails the test unless the document made it fail: in words for people, and by itself.
    #[track_caller]
    pub(crate) fn fails_with(&self, expected: &str) {
        let text = self.text();
        assert!(
            !self.is_success(),
            "the build passes, but it should say\n{expected}"
        );
        assert!(text.contains(expected), "no\n{expected}\nin\n{text}");
        for noise in [
            "panicked",
            "backtrace",
            "error[E0",
            "could not compile",
            "stdout",
        ] {
            assert!(!text.contains(noise), "`{noise}` in\n{text}");
        }
    }
}

/// Makes one file or folder like another, leaving alone what is the same already: a file that was
/// written anew would be compiled anew.
fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).expect("a folder");
        for old in names(to) {
            if !from.join(&old).exists() {
                let _ = fs::remove_dir_all(to.join(&old));
                let _ = fs::remove_file(to.join(&old));
            }
        }
        for name in names(from).into_iter().filter(|name| name != "target") {
            copy(&from.join(&name), &to.join(&name));
        }
    } else if to.is_dir() || fs::read(from).ok() != fs::read(to).ok() {
        let _ = fs::remove_dir_all(to);
        fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
        fs::copy(from, to).expect("a file");
    }
}

fn names(folder: &Path) -> Vec<OsString> {
    let entries = fs::read_dir(folder).expect("a folder");
    entries
        .map(|entry| entry.expect("an entry").file_name())
        .collect()
}
