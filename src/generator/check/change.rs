//! Changes against the lock, or from one document to another, and what is wrong with the lock itself. These checks
//! have no function of their own: a catalogue is compared with the lock when everything else is well.

use super::check;
use crate::generator::finding::Check;

pub(super) const CHANGES: [&Check; 16] = [
    &EC601, &EC602, &EC603, &EC604, &EC605, &EC606, &EC607, &EC608, &EC609, &EC610, &EC611, &EC612,
    &EC613, &EC614, &EC615, &EC616,
];

check! {
    /// Code removed.
    ///
    /// # What it finds
    ///
    /// The lock has a code that the document does not have any more.
    ///
    /// # Why it matters
    ///
    /// Programs that name it stop compiling.
    ///
    /// # Example
    ///
    /// The row of `CONFLICT` is deleted.
    ///
    /// # Mend
    ///
    /// Put the row back; or, if it is meant, release a major version and renew the lock. The code stays in the lock
    /// as retired.
    EC601 "code-removed" Error
}

check! {
    /// Status changed.
    ///
    /// # What it finds
    ///
    /// A code stands under another HTTP status than before, or under fewer.
    ///
    /// # Why it matters
    ///
    /// Programs that compare the status take the error for another one.
    ///
    /// # Example
    ///
    /// `NOT_FOUND` under 410 instead of 404.
    ///
    /// # Mend
    ///
    /// Write the status that was there; or, if it is meant, release a major version and renew the lock.
    EC602 "status-changed" Error
}

check! {
    /// Placeholder removed.
    ///
    /// # What it finds
    ///
    /// A message does not say a value any more that it said before, or says it under another name; or messages are
    /// fewer, or are named in another way because there is now more than one.
    ///
    /// # Why it matters
    ///
    /// Programs that name the field or the variant stop compiling.
    ///
    /// # Example
    ///
    /// `资源 resource 不存在` becomes `资源不存在`.
    ///
    /// # Mend
    ///
    /// Put the placeholder back; or, if it is meant, release a major version and renew the lock.
    EC603 "placeholder-removed" Error
}

check! {
    /// Code added.
    ///
    /// # What it finds
    ///
    /// The document has a code that the lock does not have.
    ///
    /// # Why it matters
    ///
    /// A release that adds a code needs a minor version.
    ///
    /// # Example
    ///
    /// A new row.
    ///
    /// # Mend
    ///
    /// Release a minor version and renew the lock.
    EC604 "code-added" Error
}

check! {
    /// Status added.
    ///
    /// # What it finds
    ///
    /// A code stands under one more HTTP status.
    ///
    /// # Why it matters
    ///
    /// Where it had only one, it has no single status any more, and its messages get other names.
    ///
    /// # Example
    ///
    /// `FAILED_PRECONDITION` under 409 beside 400.
    ///
    /// # Mend
    ///
    /// Release the version that the finding names and renew the lock.
    EC605 "status-added" Error
}

check! {
    /// Placeholder added.
    ///
    /// # What it finds
    ///
    /// A message says a value that it did not say before, or an entry has one more message.
    ///
    /// # Why it matters
    ///
    /// Programs that make the message lack a field.
    ///
    /// # Example
    ///
    /// `资源不存在` becomes `资源 resource 不存在`.
    ///
    /// # Mend
    ///
    /// Release the version that the finding names and renew the lock.
    EC606 "placeholder-added" Error
}

check! {
    /// Wording changed.
    ///
    /// # What it finds
    ///
    /// A message or a solution says the same in other words, as far as programs can tell. This is for information;
    /// nothing fails.
    ///
    /// # Why it matters
    ///
    /// People see another text, and messages of older servers are read no more.
    ///
    /// # Example
    ///
    /// `资源不存在` becomes `找不到资源`.
    ///
    /// # Mend
    ///
    /// Release a patch version and renew the lock.
    EC607 "wording-changed" Info
}

check! {
    /// Table renamed.
    ///
    /// # What it finds
    ///
    /// The Rust name of a table is gone, or another one stands in its place. The number before a title is no part
    /// of the name.
    ///
    /// # Why it matters
    ///
    /// Programs that name the table stop compiling.
    ///
    /// # Example
    ///
    /// The annotations name 控制台错误码 `Portal` instead of `Console`.
    ///
    /// # Mend
    ///
    /// Put the name back; or, if it is meant, release a major version and renew the lock.
    EC608 "table-renamed" Error
}

check! {
    /// Probably renamed.
    ///
    /// # What it finds
    ///
    /// One code is gone, and a new one has its statuses, its placeholders and its wording.
    ///
    /// # Why it matters
    ///
    /// The gateway sends one of the two names. Names on the wire are never corrected.
    ///
    /// # Example
    ///
    /// `RESOURCE_NOT_EXITST` becomes `RESOURCE_NOT_EXIST`.
    ///
    /// # Mend
    ///
    /// Put the old name back; or, if the gateway sends the new one, release a major version and renew the lock.
    EC609 "probably-renamed" Error
}

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
    EC611 "bad-lock" Error
}

check! {
    /// Table added.
    ///
    /// # What it finds
    ///
    /// The document has a table whose Rust name the lock does not have.
    ///
    /// # Why it matters
    ///
    /// A release that adds a table needs a minor version.
    ///
    /// # Example
    ///
    /// A new table 流控错误码.
    ///
    /// # Mend
    ///
    /// Release a minor version and renew the lock.
    EC612 "table-added" Error
}

check! {
    /// Entry moved.
    ///
    /// # What it finds
    ///
    /// Other tables list an entry than before.
    ///
    /// # Why it matters
    ///
    /// Programs that ask for the entries of a table get others.
    ///
    /// # Example
    ///
    /// `NOT_FOUND` stands in 控制台错误码 instead of 通用错误码.
    ///
    /// # Mend
    ///
    /// Release a minor version and renew the lock.
    EC613 "entry-moved" Error
}

check! {
    /// Reading changed.
    ///
    /// # What it finds
    ///
    /// The annotations read an entry in another way than before: another google.rpc code, or another answer to
    /// whether to try again. A reading of an entry that nobody had judged is a minor change.
    ///
    /// # Why it matters
    ///
    /// Programs that act on it act in another way.
    ///
    /// # Example
    ///
    /// `UNAVAILABLE` is to be tried again `never` instead of `after back-off`.
    ///
    /// # Mend
    ///
    /// Put the reading back; or, if it is meant, release the version that the finding names and renew the lock.
    EC614 "reading-changed" Error
}

check! {
    /// Order changed.
    ///
    /// # What it finds
    ///
    /// The values of a message, or the messages of an entry, stand in another order. Values that have only a number
    /// for a name, such as those of `%s`, have no other meaning than their place: where a message has several of
    /// them, any other wording is such a change.
    ///
    /// # Why it matters
    ///
    /// Programs go on compiling, but a value may mean something else, and a variant of `Message` is another
    /// message.
    ///
    /// # Example
    ///
    /// `user {user} may not read {file}` becomes `{file} was deleted by {user}`.
    ///
    /// # Mend
    ///
    /// Put the order back; or, if it is meant, release a major version and renew the lock.
    EC615 "order-changed" Error
}

check! {
    /// Variant renamed.
    ///
    /// # What it finds
    ///
    /// A code has another name in Rust than before.
    ///
    /// # Why it matters
    ///
    /// Programs that name the variant do not compile any more.
    ///
    /// # Example
    ///
    /// `10001` is `NotFound` under "Codes" in the annotations, and was `Code10001`.
    ///
    /// # Mend
    ///
    /// Put the name back; or, if it is meant, release a major version and renew the lock.
    EC616 "variant-renamed" Error
}
