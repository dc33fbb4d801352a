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

/// The positions of items with the same key, in order; group after group, by key.
pub(crate) fn alike<'t, T, K: Ord>(items: &'t [T], key: impl Fn(&'t T) -> K) -> Vec<Vec<usize>> {
    groups_of(items.len(), &Keyed { items, key })
}

/// The positions of the first items with each key, in order.
pub(crate) fn firsts<'t, T, K: Ord>(items: &'t [T], key: impl Fn(&'t T) -> K) -> Vec<usize> {
    firsts_of(items.len(), &Keyed { items, key })
}

/// For each item the position of the one before it that has the same key, if there is one.
pub(crate) fn earlier<'t, T, K: Ord>(
    items: &'t [T],
    key: impl Fn(&'t T) -> K,
) -> Vec<Option<usize>> {
    before(items.len(), &Keyed { items, key })
}

/// The positions of the items, by key; those with the same key stay in order.
pub(crate) fn positions<'t, T, K: Ord>(items: &'t [T], key: impl Fn(&'t T) -> K) -> Vec<usize> {
    order(items.len(), &Keyed { items, key })
}

/// The items at positions.
pub(crate) fn pick<T: Copy>(items: &[T], positions: &[usize]) -> Vec<T> {
    let mut picked = Vec::new();
    for &at in positions {
        picked.push(items[at]);
    }
    picked
}

/// The items in order.
pub(crate) fn sorted<T: Copy + Ord>(items: &[T]) -> Vec<T> {
    pick(items, &positions(items, |item| *item))
}

/// Brings items, of which only the order changes, into that of positions.
pub(crate) fn arrange<T>(items: &mut [T], mut order: Vec<usize>) {
    for start in 0..order.len() {
        let mut at = start;
        while order[at] != start {
            let next = order[at];
            items.swap(at, next);
            order[at] = at;
            at = next;
        }
        order[at] = at;
    }
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
    let mut firsts = Vec::new();
    for group in &groups_of(count, compare) {
        firsts.push(group[0]);
    }
    sorted(&firsts)
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
        assert_eq!(groups, [vec![1, 4], vec![0, 3], vec![2]]);
        assert_eq!(firsts(&words, |word| word.len()), [0, 1, 2]);
        let earlier = earlier(&words, |word| word.len());
        assert_eq!(earlier, [None, None, None, Some(0), Some(1)]);
        assert!(alike(&[], |word: &&str| word.len()).is_empty());
        assert_eq!(positions(&words, |word| word.len()), [1, 4, 0, 3, 2]);
        assert_eq!(sorted(&[3, 1, 2]), [1, 2, 3]);
    }

    #[test]
    fn items_are_arranged_as_positions_say() {
        let words = ["pear", "fig", "apple", "kiwi", "nut"];
        for order in [
            [1, 4, 0, 3, 2],
            [4, 3, 2, 1, 0],
            [0, 1, 2, 3, 4],
            [1, 2, 3, 4, 0],
        ] {
            let mut arranged = words;
            arrange(&mut arranged, order.to_vec());
            assert_eq!(arranged.to_vec(), pick(&words, &order));
        }
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
