//! From the name of a code to the code.

use crate::hash::{Hash, bucket, slot};

/// The names of a catalogue in a perfect hash table: each has a slot of its own, so that whatever is
/// looked up is compared with one name.
///
/// Where the generator found no perfect hash, there are no displacements, and the slots stand in the
/// order of their names to be searched.
#[derive(Clone, Copy, Debug)]
pub struct Names<C: 'static> {
    /// How names are hashed.
    pub hash: Hash<'static>,
    /// By how much the slots of each bucket are displaced. Their number is a power of two.
    pub displacements: &'static [u16],
    /// The slots. Their number is a power of two.
    pub slots: &'static [Slot<C>],
}

/// A slot of [`Names`].
#[derive(Clone, Copy, Debug)]
pub struct Slot<C> {
    /// The name.
    pub name: &'static str,
    /// The code of that name. An empty slot has none.
    pub code: Option<C>,
}

impl<C> Slot<C> {
    /// A slot without a name.
    pub const EMPTY: Self = Self {
        name: "",
        code: None,
    };
}

impl<C: Copy> Names<C> {
    /// The code of a name.
    #[inline]
    #[must_use]
    pub fn find(&self, name: &str) -> Option<C> {
        if self.displacements.is_empty() {
            return self.search(name);
        }
        let hash = self.hash.of(name.as_bytes());
        let displacement = self.displacements[bucket(hash, self.displacements.len())];
        let slot = &self.slots[slot(hash, displacement, self.slots.len())];
        if slot.name == name { slot.code } else { None }
    }

    /// Searches the sorted names.
    #[cold]
    fn search(&self, name: &str) -> Option<C> {
        let found = self.slots.binary_search_by(|slot| slot.name.cmp(name));
        found.ok().and_then(|at| self.slots[at].code)
    }
}
