//! What is wrong with the lock itself, or with a document that takes up what it has retired. As with changes, the
//! comparison with the lock finds it.

use super::change::none;
use super::{Rule, Stage, check};

pub(super) const RULES: &[Rule] = &[
    Rule(&EC610, Stage::Change, none),
    Rule(&EC611, Stage::Change, none),
];

check! {
    /// Code used again.
    ///
    /// # What it finds
    ///
    /// A code that the lock has retired comes back with another status, other placeholders or another wording.
    ///
    /// # Why it matters
    ///
    /// Programs of two ages would read it in two ways.
    ///
    /// # Example
    ///
    /// `CONFLICT` was retired, and is now the name of another error.
    ///
    /// # Mend
    ///
    /// Give the error another name; or, if it is the same error after all, delete the code's retired lines from the
    /// lock.
    ///
    /// # Accept
    ///
    /// Not possible.
    EC610 "code-reused" Error
}

check! {
    /// Bad lock.
    ///
    /// # What it finds
    ///
    /// A line of the lock cannot be read, or stands twice, or the lock is cut short.
    ///
    /// # Why it matters
    ///
    /// What it does not say cannot be compared.
    ///
    /// # Example
    ///
    /// The marks of a merge conflict.
    ///
    /// # Mend
    ///
    /// Bring back the lock of the last release, and renew it.
    ///
    /// # Accept
    ///
    /// Not possible.
    EC611 "bad-lock" Error
}
