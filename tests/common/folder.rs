//! A folder in which commands run.
#![allow(dead_code, reason = "each test uses a part of this")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::common::{read, root};

/// A folder with a document, its annotations and its lock.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    /// The document as it was published first, whatever edition stands in `spec/`.
    pub(crate) fn published(name: &str) -> Self {
        let folder = Self::empty(name);
        for file in ["error-codes.md", "annotations.md", "catalogue.lock"] {
            folder.write(
                file,
                read(&root().join("tests/fixtures/published").join(file)),
            );
        }
        folder
    }

    /// A document with much that is wrong with it, and next to no annotations.
    pub(crate) fn broken(name: &str) -> Self {
        let folder = Self::empty(name);
        for file in ["broken.md", "annotations.md"] {
            folder.write(file, read(&root().join("tests/fixtures/gate").join(file)));
        }
        folder
    }

    pub(crate) fn empty(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join(env!("CARGO_CRATE_NAME"))
            .join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder");
        Self(folder)
    }

    pub(crate) fn write(&self, file: &str, text: impl AsRef<[u8]>) {
        fs::write(self.0.join(file), text).expect("a file");
    }

    pub(crate) fn text(&self, file: &str) -> String {
        fs::read_to_string(self.0.join(file)).expect("a file")
    }

    /// Changes a file.
    pub(crate) fn replace(&self, file: &str, from: &str, to: &str) {
        let text = self.text(file);
        assert!(text.contains(from), "{from}");
        self.write(file, text.replace(from, to));
    }

    /// Runs a command in this folder.
    pub(crate) fn run(&self, arguments: &str) -> Ran {
        self.run_with(arguments, b"")
    }

    /// Runs a command in this folder and gives it something to read.
    pub(crate) fn run_with(&self, arguments: &str, input: &[u8]) -> Ran {
        let mut child = Command::new(env!("CARGO_BIN_EXE_apigateway-errors"))
            .args(arguments.split_whitespace())
            .current_dir(&self.0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command runs");
        let mut stdin = child.stdin.take().expect("an input");
        stdin.write_all(input).expect("a reader");
        drop(stdin);
        let output = child.wait_with_output().expect("the command ends");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
        Ran {
            command: arguments.to_owned(),
            code: output.status.code().expect("a code"),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }
}

/// A command that has run.
pub(crate) struct Ran {
    pub(crate) command: String,
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    /// Compares everything with a snapshot.
    #[track_caller]
    pub(crate) fn prints(&self, name: &str) {
        let Self {
            command,
            code,
            out,
            err,
        } = self;
        let all = format!(
            "$ apigateway-errors {command}\n{out}-- standard error\n{err}-- exit code {code}"
        );
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(root().join("tests/fixtures/gate"));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(name, all));
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.out))
    }
}
