//! What generated code calls. This is no part of the public API.

use crate::code::Code;
use crate::entry::Entry;

/// The position of a name among sorted names.
#[must_use]
pub const fn position(names: &[&str], name: &str) -> Option<usize> {
    let (mut low, mut high) = (0, names.len());
    while low < high {
        let middle = low + (high - low) / 2;
        match compare(names[middle].as_bytes(), name.as_bytes()) {
            core::cmp::Ordering::Equal => return Some(middle),
            core::cmp::Ordering::Less => low = middle + 1,
            core::cmp::Ordering::Greater => high = middle,
        }
    }
    None
}

const fn compare(left: &[u8], right: &[u8]) -> core::cmp::Ordering {
    let mut at = 0;
    while at < left.len() && at < right.len() {
        if left[at] != right[at] {
            return if left[at] < right[at] {
                core::cmp::Ordering::Less
            } else {
                core::cmp::Ordering::Greater
            };
        }
        at += 1;
    }
    if left.len() < right.len() {
        core::cmp::Ordering::Less
    } else if left.len() > right.len() {
        core::cmp::Ordering::Greater
    } else {
        core::cmp::Ordering::Equal
    }
}

/// The entry of a status among a code's entries.
#[must_use]
pub const fn entry<C: Code>(mut entries: &[Entry<C>], status: u16) -> Option<&Entry<C>> {
    while let [first, rest @ ..] = entries {
        if first.status() == status {
            return Some(first);
        }
        entries = rest;
    }
    None
}

/// A part of a slice.
#[must_use]
pub const fn slice<T>(all: &'static [T], start: usize, end: usize) -> &'static [T] {
    all.split_at(end).0.split_at(start).1
}
