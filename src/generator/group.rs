//! What is alike, and what comes first.
//!
//! All sorting is done on positions, with a comparison behind a pointer, and the rest with plain loops, so
//! that the compiler translates little for each type of item and key. Trees and sets of each type take
//! everybody who builds this crate a fifth of the time in which the build script is translated.

use core::cmp::Ordering;

/// Lists what an iterator yields.
///
/// This is a loop. For [`Iterator::collect`] the compiler translates a dozen functions for each kind of
/// iterator, which everybody who builds this crate has to wait for.
pub(crate) trait List: Iterator + Sized {
    /// All items, in order.
    #[expect(clippy::while_let_on_iterator, reason = "`for` is translated to more")]
    fn list(mut self) -> Vec<Self::Item> {
        let mut list = Vec::new();
        while let Some(item) = self.next() {
            list.push(item);
        }
        list
    }
}

impl<I: Iterator> List for I {}

/// Items, each with a key.
struct Keyed<'t, T, F> {
    items: &'t [T],
    key: F,
}

/// How the items at two positions compare. Behind a pointer: what is done with it is translated once.
trait Compare {
    fn compare(&self, one: usize, other: usize) -> Ordering;
}

impl<'t, T, K: Ord, F: Fn(&'t T) -> K> Compare for Keyed<'t, T, F> {
    fn compare(&self, one: usize, other: usize) -> Ordering {
        (self.key)(&self.items[one]).cmp(&(self.key)(&self.items[other]))
    }
}

/// The items of which all have the same key, by key, and each group in order.
pub(crate) fn alike<'t, T, K: Ord>(items: &'t [T], key: impl Fn(&'t T) -> K) -> Vec<Vec<&'t T>> {
    pick_groups(items, &groups_of(items.len(), &Keyed { items, key }))
}

/// The first items with each key, in order.
pub(crate) fn firsts<'t, T, K: Ord>(items: &'t [T], key: impl Fn(&'t T) -> K) -> Vec<&'t T> {
    pick(items, &firsts_of(items.len(), &Keyed { items, key }))
}

/// For each item the one before it that has the same key, if there is one.
pub(crate) fn earlier<'t, T, K: Ord>(
    items: &'t [T],
    key: impl Fn(&'t T) -> K,
) -> Vec<Option<&'t T>> {
    let mut earlier = Vec::new();
    for &before in &before(items.len(), &Keyed { items, key }) {
        earlier.push(before.map(|at| &items[at]));
    }
    earlier
}

/// For each key the position of the first that is the same.
pub(crate) fn first_of_each<K: Ord>(keys: &[K]) -> Vec<usize> {
    let mut firsts = vec![0; keys.len()];
    let keyed = Keyed {
        items: keys,
        key: |key| key,
    };
    for group in &groups_of(keys.len(), &keyed) {
        for &at in group {
            firsts[at] = group[0];
        }
    }
    firsts
}

/// The positions of the items, by key; those with the same key stay in order.
pub(crate) fn positions<'t, T, K: Ord>(items: &'t [T], key: impl Fn(&'t T) -> K) -> Vec<usize> {
    order(items.len(), &Keyed { items, key })
}

/// The items, by key; those with the same key stay in order.
pub(crate) fn sorted<T: Copy, K: Ord>(items: &[T], key: impl Fn(T) -> K) -> Vec<T> {
    let mut sorted = Vec::new();
    for &at in &positions(items, |item| key(*item)) {
        sorted.push(items[at]);
    }
    sorted
}

/// Numbers in order.
pub(crate) fn sorted_numbers(numbers: &[usize]) -> Vec<usize> {
    sorted(numbers, |number| number)
}

/// The same items, by key; those with the same key stay in order.
pub(crate) fn arranged<T, K: Ord>(items: Vec<T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let order = positions(&items, key);
    let mut items = items.into_iter().map(Some).list();
    order.iter().filter_map(|&at| items[at].take()).list()
}

fn pick<'t, T>(items: &'t [T], positions: &[usize]) -> Vec<&'t T> {
    let mut picked = Vec::new();
    for &at in positions {
        picked.push(&items[at]);
    }
    picked
}

fn pick_groups<'t, T>(items: &'t [T], groups: &[Vec<usize>]) -> Vec<Vec<&'t T>> {
    let mut picked = Vec::new();
    for group in groups {
        picked.push(pick(items, group));
    }
    picked
}

/// The first in a sorted list of positions that compares as equal.
pub(crate) fn find(sorted: &[usize], compare: &dyn Fn(usize) -> Ordering) -> Option<usize> {
    let first = sorted.partition_point(|&position| compare(position).is_lt());
    let found = sorted.get(first).copied();
    found.filter(|&position| compare(position).is_eq())
}

fn before(count: usize, compare: &dyn Compare) -> Vec<Option<usize>> {
    let mut before = vec![None; count];
    for group in groups_of(count, compare) {
        for pair in group.windows(2) {
            before[pair[1]] = Some(pair[0]);
        }
    }
    before
}

fn groups_of(count: usize, compare: &dyn Compare) -> Vec<Vec<usize>> {
    let order = order(count, compare);
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for &at in &order {
        match groups.last_mut() {
            Some(group) if compare.compare(group[0], at).is_eq() => group.push(at),
            _ => groups.push(vec![at]),
        }
    }
    groups
}

/// The position of the first item of each group, in order.
fn firsts_of(count: usize, compare: &dyn Compare) -> Vec<usize> {
    let mut is_first = vec![false; count];
    for group in &groups_of(count, compare) {
        is_first[group[0]] = true;
    }
    (0..count).filter(|&at| is_first[at]).list()
}

/// The positions of so many items, in order.
fn order(count: usize, compare: &dyn Compare) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).list();
    order.sort_by(|&one, &other| compare.compare(one, other));
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_stand_by_key_and_items_in_order() {
        let words = ["pear", "fig", "apple", "kiwi", "nut"];
        let groups = alike(&words, |word| word.len());
        let expected = [vec![&"fig", &"nut"], vec![&"pear", &"kiwi"], vec![&"apple"]];
        assert_eq!(groups, expected);
        assert_eq!(
            firsts(&words, |word| word.len()),
            [&"pear", &"fig", &"apple"]
        );
        let earlier = earlier(&words, |word| word.len());
        assert_eq!(earlier, [None, None, None, Some(&"pear"), Some(&"fig")]);
        assert_eq!(
            sorted(&words, str::len),
            ["fig", "nut", "pear", "kiwi", "apple"]
        );
        assert!(alike(&[], |word: &&str| word.len()).is_empty());
        assert_eq!(positions(&words, |word| word.len()), [1, 4, 0, 3, 2]);
        assert_eq!(
            arranged(words.to_vec(), |word| word.len())[2..],
            ["pear", "kiwi", "apple"]
        );
        assert_eq!(first_of_each(&[7, 3, 7, 3, 9]), [0, 1, 0, 1, 4]);
        assert_eq!(sorted_numbers(&[3, 1, 2]), [1, 2, 3]);
    }

    #[test]
    fn the_first_that_compares_as_equal_is_found_among_sorted_positions() {
        let words = ["b", "a", "b", "c"];
        let sorted = positions(&words, |word| *word);
        let found = |wanted: &str| find(&sorted, &|at| words[at].cmp(wanted));
        assert_eq!(["a", "b", "c"].map(found), [Some(1), Some(0), Some(3)]);
        assert_eq!(["", "bb", "d"].map(found), [None; 3]);
    }
}
