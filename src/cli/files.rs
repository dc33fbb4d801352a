//! Files are written whole or not at all.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// New contents of files that belong together.
#[derive(Debug, Default)]
pub(super) struct Changes(Vec<(PathBuf, Vec<u8>)>);

impl Changes {
    /// Adds a file.
    pub(super) fn write(&mut self, path: &Path, content: impl Into<Vec<u8>>) {
        self.0.push((path.to_owned(), content.into()));
    }

    /// Writes all files beside those that they replace, and then renames them, in order. Whenever it is
    /// interrupted, each file is whole: the old one or the new one.
    pub(super) fn commit(self) -> Result<(), (PathBuf, io::Error)> {
        let beside = |path: &Path| {
            let mut name = path.file_name().unwrap_or_default().to_owned();
            name.push(".new");
            path.with_file_name(name)
        };
        let mut done = Ok(());
        for (path, content) in &self.0 {
            done = done.and_then(|()| {
                fs::write(beside(path), content).map_err(|error| (path.clone(), error))
            });
        }
        for (path, _) in &self.0 {
            done = done.and_then(|()| {
                fs::rename(beside(path), path).map_err(|error| (path.clone(), error))
            });
        }
        if done.is_err() {
            for (path, _) in &self.0 {
                let _ = fs::remove_file(beside(path));
            }
        }
        done
    }
}
