//! The text of a lock.
//!
//! A lock is a list of lines of words. A word that holds a space, a quote or anything but ASCII
//! stands in quotes.
//!
//! ```text
//! # apigateway-errors lock 2: …
//!
//! table Common
//!
//! entry FAILED_PRECONDITION 400
//!   tables Common
//!   message "资源 resource 在当前状态下不可进行当前操作" (resource)
//!   handling FAILED_PRECONDITION "after state change"
//!
//! retired "Request Timeout" 408
//!   tables Common
//!   digest 97fc9d195e111939 (resource,region) ()
//!
//! end
//! ```
//!
//! Each `message` is followed by the placeholders of each of its alternatives, and, on a line of
//! its own, by its `solution`. An entry has one `message` for each of its texts, or the `digest`
//! that a lock of version 0.1.0 held; and a `variant`, where it is not the one that is made of the
//! code. The last line tells a whole lock from one that is cut short.

use std::collections::{BTreeMap, BTreeSet};

use super::Lock;
use crate::generator::contract::{Content, Contract, Digest, Key, Promise, Reading, Text};
use crate::generator::source::Source;
use crate::generator::text;

/// How the first line of a lock begins, whatever its version.
pub(super) const MARK: &str = "# apigateway-errors lock ";

/// The first line of a lock.
const HEADER: &str = "# apigateway-errors lock 2: what the last release promised to programs. \
                      Renewed by `apigateway-errors lock`.";

/// The first line of a lock of version 0.1.0.
const OLD_HEADER: &str = "# apigateway-errors lock 1: code, status, tables, placeholders, wording. \
                          Renewed by `apigateway-errors lock`.";

/// The last line of a lock.
const END: &str = "end";

const UNREADABLE: &str = "this line cannot be read, or stands twice";

/// Reads a lock.
pub(super) fn read(source: Source) -> Lock {
    let mut lock = Lock::default();
    if let Some(fault) = source.faults().first() {
        let line = source.line_of(fault.span.start);
        lock.bad.push((line, "this line is not plain text"));
    }
    let rest: Vec<(usize, &str)> = (1..source.lines().len())
        .map(|index| (index, source.line(index)))
        .filter(|(_, line)| !line.is_empty())
        .collect();
    match source.line(0) {
        HEADER => lock.read_lines(&rest),
        OLD_HEADER => lock.read_old(&rest),
        _ => lock
            .bad
            .push((0, "this is not the first line of a lock that can be read")),
    }
    lock.source = source;
    lock
}

impl Lock {
    fn read_lines(&mut self, lines: &[(usize, &str)]) {
        let Some((&(_, END), lines)) = lines.split_last() else {
            let last = lines.last().map_or(0, |&(line, _)| line);
            self.bad
                .push((last, "the lock is cut short: its last line is `end`"));
            return;
        };
        // The lines of an entry are indented.
        for block in lines.chunk_by(|_, (_, next)| next.starts_with(' ')) {
            if let Err(line) = self.read_block(block) {
                self.bad.push((line, UNREADABLE));
            }
        }
    }

    /// Reads a table or an entry. The error is the line that cannot be read.
    fn read_block(&mut self, block: &[(usize, &str)]) -> Result<(), usize> {
        let (line, heading) = block[0];
        let words = words(heading).ok_or(line)?;
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let is_new = match *words {
            ["table", name] if block.len() == 1 => {
                self.published.tables.insert(name.to_owned());
                self.tables.insert(name.to_owned(), line).is_none()
            }
            [kind @ ("entry" | "retired"), code, status] => {
                let key = (code.to_owned(), status.parse().map_err(|_| line)?);
                self.add(line, key, read_promise(&block[1..])?, kind == "retired")
            }
            _ => false,
        };
        is_new.then_some(()).ok_or(line)
    }

    /// Adds an entry. Answers whether there was none with its code and status.
    fn add(&mut self, line: usize, key: Key, promise: Promise, retired: bool) -> bool {
        let contract = match retired {
            true => &mut self.retired,
            false => &mut self.published,
        };
        contract.entries.insert(key.clone(), promise);
        self.entries.insert(key, line).is_none()
    }

    /// Reads a lock of version 0.1.0, which has one line an entry.
    fn read_old(&mut self, lines: &[(usize, &str)]) {
        for &(line, text) in lines {
            let known = read_old_line(text)
                .is_some_and(|(key, promise, retired)| self.add(line, key, promise, retired));
            if !known {
                self.bad.push((line, UNREADABLE));
            }
        }
    }
}

/// Reads the lines below the heading of an entry. The error is the line that cannot be read.
fn read_promise(lines: &[(usize, &str)]) -> Result<Promise, usize> {
    let mut promise = Promise {
        variant: None,
        tables: BTreeSet::new(),
        content: Content::Whole {
            texts: Vec::new(),
            reading: None,
        },
    };
    for &(line, text) in lines {
        let words = words(text).ok_or(line)?;
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        read_field(&mut promise, &words).ok_or(line)?;
    }
    Ok(promise)
}

fn read_field(promise: &mut Promise, words: &[&str]) -> Option<()> {
    match (words, &mut promise.content) {
        (["variant", name], _) if promise.variant.is_none() => {
            promise.variant = Some((*name).to_owned());
        }
        (["tables", names @ ..], _) if promise.tables.is_empty() => {
            promise.tables = names.iter().map(|&name| name.to_owned()).collect();
        }
        (["message", message, lists @ ..], Content::Whole { texts, .. }) => texts.push(Text {
            message: (*message).to_owned(),
            placeholders: read_lists(lists.iter().copied())?,
            solution: None,
        }),
        (["solution", solution], Content::Whole { texts, .. }) => {
            let text = texts.last_mut().filter(|text| text.solution.is_none())?;
            text.solution = Some((*solution).to_owned());
        }
        (["handling", grpc, retry], Content::Whole { reading, .. }) if reading.is_none() => {
            *reading = Some(Reading {
                grpc: (*grpc).to_owned(),
                retry: (*retry).to_owned(),
            });
        }
        (
            ["digest", hash, lists @ ..],
            Content::Whole {
                texts,
                reading: None,
            },
        ) if texts.is_empty() => {
            promise.content = Content::Digest(Digest {
                hash: read_hash(hash)?,
                fields: read_lists(lists.iter().copied())?,
            });
        }
        _ => return None,
    }
    Some(())
}

/// Reads the names of each alternative: `(resource,region)`.
fn read_lists<'a>(lists: impl Iterator<Item = &'a str>) -> Option<Vec<Vec<String>>> {
    let read = |list: &'a str| {
        let names = list.strip_prefix('(')?.strip_suffix(')')?.split(',');
        let names = names.filter(|name| !name.is_empty());
        Some(names.map(str::to_owned).collect())
    };
    lists.map(read).collect()
}

fn read_hash(hash: &str) -> Option<u64> {
    u64::from_str_radix(hash, 16)
        .ok()
        .filter(|_| hash.len() == 16)
}

/// Reads a line of a lock of version 0.1.0: `NOT_FOUND 404 Common (resource) 5bd9b11420a7ac0c`,
/// perhaps followed by `retired`.
fn read_old_line(line: &str) -> Option<(Key, Promise, bool)> {
    let (line, retired) = match line.strip_suffix(" retired") {
        Some(line) => (line, true),
        None => (line, false),
    };
    let words: Vec<&str> = line.split(' ').collect();
    let [code, status, tables, messages, hash] = *words else {
        return None;
    };
    let lists = match messages {
        "-" => Vec::new(),
        _ => read_lists(messages.split_inclusive(')'))?,
    };
    let tables = tables.split(',').filter(|table| !table.is_empty());
    let promise = Promise {
        variant: None,
        tables: tables.map(str::to_owned).collect(),
        content: Content::Digest(Digest {
            hash: read_hash(hash)?,
            fields: lists,
        }),
    };
    let key = (code.to_owned(), status.parse().ok()?);
    (!code.is_empty()).then_some((key, promise, retired))
}

/// The words of a line; `None` where a quote does not end.
fn words(line: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut rest = line.trim_start();
    while !rest.is_empty() {
        let (word, after) = match rest.strip_prefix('"') {
            Some(quoted) => unquoted(quoted)?,
            None => {
                let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
                (word.to_owned(), after)
            }
        };
        words.push(word);
        rest = after.trim_start();
    }
    Some(words)
}

/// The text up to the quote that ends it, and what follows.
fn unquoted(quoted: &str) -> Option<(String, &str)> {
    let mut text = String::new();
    let mut rest = quoted.chars();
    loop {
        match rest.next()? {
            '"' => return Some((text, rest.as_str())),
            '\\' => match rest.next()? {
                c @ ('"' | '\\') => text.push(c),
                'u' => {
                    let (number, after) = rest.as_str().strip_prefix('{')?.split_once('}')?;
                    text.push(u32::from_str_radix(number, 16).ok()?.try_into().ok()?);
                    rest = after.chars();
                }
                _ => return None,
            },
            c => text.push(c),
        }
    }
}

/// A text in quotes. What acts without being seen is escaped.
fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', r"\\").replace('"', r#"\""#);
    format!("\"{}\"", text::visible(&escaped))
}

/// A text as one word: in quotes where it has to be.
fn word(text: &str) -> String {
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '\\');
    match !text.is_empty() && text.chars().all(plain) {
        true => text.to_owned(),
        false => quoted(text),
    }
}

/// The text of a lock.
pub(super) fn write(published: &Contract, retired: &BTreeMap<Key, Promise>) -> String {
    let mut lines = vec![HEADER.to_owned(), String::new()];
    let tables = published.tables.iter();
    lines.extend(tables.map(|table| format!("table {}", word(table))));
    let retired = retired.iter().map(|entry| (entry, "retired"));
    let published = published.entries.iter().map(|entry| (entry, "entry"));
    let mut entries: Vec<_> = published.chain(retired).collect();
    entries.sort_by_key(|((key, _), _)| *key);
    for (((code, status), promise), kind) in entries {
        lines.push(String::new());
        lines.push(format!("{kind} {} {status}", word(code)));
        write_promise(promise, &mut lines);
    }
    lines.extend([String::new(), END.to_owned(), String::new()]);
    lines.join("\n")
}

fn write_promise(promise: &Promise, lines: &mut Vec<String>) {
    let variant = promise.variant.as_ref();
    lines.extend(variant.map(|variant| format!("  variant {}", word(variant))));
    let tables: String = promise
        .tables
        .iter()
        .map(|table| format!(" {}", word(table)))
        .collect();
    if !tables.is_empty() {
        lines.push(format!("  tables{tables}"));
    }
    let lists = |lists: &[Vec<String>]| -> String {
        lists
            .iter()
            .map(|names| format!(" {}", word(&format!("({})", names.join(",")))))
            .collect()
    };
    match &promise.content {
        Content::Whole { texts, reading } => {
            for text in texts {
                let message = quoted(&text.message);
                lines.push(format!("  message {message}{}", lists(&text.placeholders)));
                let solution = text.solution.as_deref().map(quoted);
                lines.extend(solution.map(|solution| format!("  solution {solution}")));
            }
            if let Some(Reading { grpc, retry }) = reading {
                lines.push(format!("  handling {} {}", word(grpc), word(retry)));
            }
        }
        Content::Digest(Digest { hash, fields }) => {
            lines.push(format!("  digest {hash:016x}{}", lists(fields)));
        }
    }
}
