//! What is alike, and what comes first.
//!
//! All sorting is done on positions, with a comparison behind a pointer, and the rest with plain loops, so
//! that the compiler translates little for each type of item and key. Trees and sets of each type take
//! everybody who builds this crate a fifth of the time in which the build script is translated.

use core::cmp::Ordering;

/// The items of which each key has the same, by key, and under it in order.
pub(crate) fn alike<'t, T, K: Ord>(
    items: &'t [T],
    key: impl Fn(&'t T) -> K,
) -> Vec<(K, Vec<&'t T>)> {
    let compare = |one: usize, other: usize| key(&items[one]).cmp(&key(&items[other]));
    let mut groups = Vec::new();
    for positions in groups_of(items.len(), &compare) {
        let mut group = Vec::new();
        for &at in &positions {
            group.push(&items[at]);
        }
        groups.push((key(group[0]), group));
    }
    groups
}

/// The first items with each key, in order.
pub(crate) fn firsts<'t, T, K: Ord>(items: &'t [T], key: impl Fn(&'t T) -> K) -> Vec<&'t T> {
    let mut firsts = Vec::new();
    for (item, earlier) in earlier(items, key) {
        if earlier.is_none() {
            firsts.push(item);
        }
    }
    firsts
}

/// Each item, with the last one before it that has the same key.
pub(crate) fn earlier<'t, T, K: Ord>(
    items: &'t [T],
    key: impl Fn(&'t T) -> K,
) -> Vec<(&'t T, Option<&'t T>)> {
    let compare = |one: usize, other: usize| key(&items[one]).cmp(&key(&items[other]));
    let mut earlier = Vec::new();
    for (at, &before) in before(items.len(), &compare).iter().enumerate() {
        earlier.push((&items[at], before.map(|at| &items[at])));
    }
    earlier
}

/// For each key the position of the first that is the same.
pub(crate) fn first_of_each<K: Ord>(keys: &[K]) -> Vec<usize> {
    let mut firsts = vec![0; keys.len()];
    for group in groups_of(keys.len(), &|one, other| keys[one].cmp(&keys[other])) {
        for &at in &group {
            firsts[at] = group[0];
        }
    }
    firsts
}

/// The items, by key; those with the same key stay in order.
pub(crate) fn sorted<T: Copy, K: Ord>(items: &[T], key: impl Fn(T) -> K) -> Vec<T> {
    let compare = |one: usize, other: usize| key(items[one]).cmp(&key(items[other]));
    let mut sorted = Vec::new();
    for &at in &order(items.len(), &compare) {
        sorted.push(items[at]);
    }
    sorted
}

/// How the items at two positions compare.
type Compare<'a> = &'a dyn Fn(usize, usize) -> Ordering;

/// The first in a sorted list of positions that compares as equal.
pub(crate) fn find(sorted: &[usize], compare: &dyn Fn(usize) -> Ordering) -> Option<usize> {
    let first = sorted.partition_point(|&position| compare(position).is_lt());
    let found = sorted.get(first).copied();
    found.filter(|&position| compare(position).is_eq())
}

fn before(count: usize, compare: Compare<'_>) -> Vec<Option<usize>> {
    let mut before = vec![None; count];
    for group in groups_of(count, compare) {
        for pair in group.windows(2) {
            before[pair[1]] = Some(pair[0]);
        }
    }
    before
}

fn groups_of(count: usize, compare: Compare<'_>) -> Vec<Vec<usize>> {
    let order = order(count, compare);
    let groups = order.chunk_by(|&one, &other| compare(one, other).is_eq());
    groups.map(<[usize]>::to_vec).collect()
}

/// The positions of so many items, in order.
pub(crate) fn order(count: usize, compare: Compare<'_>) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|&one, &other| compare(one, other));
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_stand_by_key_and_items_in_order() {
        let words = ["pear", "fig", "apple", "kiwi", "nut"];
        let groups = alike(&words, |word| word.len());
        let expected = [
            (3, vec![&"fig", &"nut"]),
            (4, vec![&"pear", &"kiwi"]),
            (5, vec![&"apple"]),
        ];
        assert_eq!(groups, expected);
        assert_eq!(
            firsts(&words, |word| word.len()),
            [&"pear", &"fig", &"apple"]
        );
        let earlier: Vec<_> = earlier(&words, |word| word.len())
            .into_iter()
            .map(|(_, earlier)| earlier)
            .collect();
        assert_eq!(earlier, [None, None, None, Some(&"pear"), Some(&"fig")]);
        assert_eq!(
            sorted(&words, str::len),
            ["fig", "nut", "pear", "kiwi", "apple"]
        );
        assert!(alike(&[], |word: &&str| word.len()).is_empty());
    }
}
