//! Files are written whole or not at all.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use apigateway_errors::generator::source::Source;

use super::{Outcome, unusable};

/// New contents of files that belong together.
#[derive(Debug, Default)]
pub(super) struct Changes(Vec<(PathBuf, Vec<u8>)>);

impl Changes {
    /// Adds a file. Where its path is a link, what it leads to is replaced.
    pub(super) fn write(&mut self, path: &Path, content: impl Into<Vec<u8>>) {
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        self.0.push((path, content.into()));
    }

    /// Adds a file with a new text, and the byte order mark that it has.
    pub(super) fn rewrite(&mut self, path: &Path, old: &Source, text: &str) {
        let mark = if old.size() > old.text().len() {
            "\u{FEFF}"
        } else {
            ""
        };
        self.write(path, format!("{mark}{text}"));
    }

    /// Writes all files beside those that they replace, and then renames them, in order. Whenever it is
    /// interrupted, each file is whole: the old one or the new one. What cannot be written is said on standard error.
    pub(super) fn commit(self) -> Result<(), Outcome> {
        let mut made = Vec::new();
        let mut write = |path: &PathBuf, content: &[u8]| {
            let new = beside(path);
            let mut file = OpenOptions::new().write(true).create_new(true).open(&new)?;
            made.push(new.clone());
            if let Ok(old) = fs::metadata(path) {
                if !old.is_file() {
                    return Err(io::Error::other("not a regular file"));
                }
                file.set_permissions(old.permissions())?;
            }
            file.write_all(content)
        };
        let mut done = Ok(());
        for (path, content) in &self.0 {
            done = done.and_then(|()| write(path, content).map_err(|error| (beside(path), error)));
        }
        for (path, _) in &self.0 {
            done = done.and_then(|()| {
                fs::rename(beside(path), path).map_err(|error| (path.clone(), error))
            });
        }
        if done.is_err() {
            for new in made {
                let _ = fs::remove_file(new);
            }
        }
        done.map_err(|(path, error): (PathBuf, io::Error)| {
            unusable(format_args!("{}: {error}", path.display()))
        })
    }
}

/// Whether two paths lead to one file.
pub(super) fn is_same(one: &Path, other: &Path) -> bool {
    let paths = [one, other].map(fs::canonicalize);
    matches!(paths, [Ok(one), Ok(other)] if one == other)
}

/// Where a file is written before it takes the place of another. A file that is there already is somebody's.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    path.with_file_name(name)
}
