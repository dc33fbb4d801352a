//! Changes against the lock, or from one document to another. No function runs here: contracts are
//! compared when everything else is well.

use super::{Input, Rule, Stage, check};
use crate::generator::finding::Finding;

pub(super) const RULES: &[Rule] = &[
    Rule(&EC601, Stage::Change, never),
    Rule(&EC602, Stage::Change, never),
    Rule(&EC603, Stage::Change, never),
    Rule(&EC604, Stage::Change, never),
    Rule(&EC605, Stage::Change, never),
    Rule(&EC606, Stage::Change, never),
    Rule(&EC607, Stage::Change, never),
    Rule(&EC608, Stage::Change, never),
    Rule(&EC609, Stage::Change, never),
    Rule(&EC610, Stage::Change, never),
    Rule(&EC611, Stage::Change, never),
    Rule(&EC612, Stage::Change, never),
    Rule(&EC613, Stage::Change, never),
    Rule(&EC614, Stage::Change, never),
    Rule(&EC615, Stage::Change, never),
];

/// Contracts are compared when everything else is well.
fn never(_: &Input<'_>) -> Vec<Finding> {
    Vec::new()
}

check! {
    /// **Code removed.** The lock has a code that the document does not have any more. Programs that
    /// name it stop compiling.
    ///
    /// *Example:* the row of `CONFLICT` is deleted.
    ///
    /// *Mend:* put the row back; or, if it is meant, release a major version and renew the lock. The
    /// code stays in the lock as retired.
    ///
    /// *Accept:* not possible; renew the lock.
    EC601 "code-removed" Error
}

check! {
    /// **Status changed.** A code stands under another HTTP status than before, or under fewer.
    ///
    /// *Example:* `NOT_FOUND` under 410 instead of 404.
    ///
    /// *Mend:* write the status that was there; or, if it is meant, release a major version and renew
    /// the lock.
    ///
    /// *Accept:* not possible; renew the lock.
    EC602 "status-changed" Error
}

check! {
    /// **Placeholder removed.** A message does not say a value any more that it said before, or
    /// says it under another name; or messages are fewer, or are named in another way because there
    /// is now more than one. Programs that name the field or the variant stop compiling. The name
    /// is that of the document: `{p-q}` and `{p_q}` are two, though one field of Rust bears both.
    ///
    /// *Example:* `资源 resource 不存在` becomes `资源不存在`.
    ///
    /// *Mend:* put the placeholder back; or, if it is meant, release a major version and renew the
    /// lock.
    ///
    /// *Accept:* not possible; renew the lock.
    EC603 "placeholder-removed" Error
}

check! {
    /// **Code added.** The document has a code that the lock does not have.
    ///
    /// *Example:* a new row.
    ///
    /// *Mend:* release a minor version and renew the lock.
    ///
    /// *Accept:* not possible; renew the lock.
    EC604 "code-added" Error
}

check! {
    /// **Status added.** A code stands under one more HTTP status. Where it had only one, this is a
    /// major change: it has no single status any more, and its messages get other names.
    ///
    /// *Example:* `FAILED_PRECONDITION` under 409 beside 400.
    ///
    /// *Mend:* release the version that the finding names and renew the lock.
    ///
    /// *Accept:* not possible; renew the lock.
    EC605 "status-added" Error
}

check! {
    /// **Placeholder added.** A message says a value that it did not say before: programs that make
    /// the message lack a field. Or an entry has one more message, which is a minor change.
    ///
    /// *Example:* `资源不存在` becomes `资源 resource 不存在`.
    ///
    /// *Mend:* release the version that the finding names and renew the lock.
    ///
    /// *Accept:* not possible; renew the lock.
    EC606 "placeholder-added" Error
}

check! {
    /// **Wording changed.** A message or a solution says the same in other words, as far as programs
    /// can tell. This is for information; nothing fails.
    ///
    /// *Example:* `资源不存在` becomes `找不到资源`.
    ///
    /// *Mend:* release a patch version and renew the lock.
    ///
    /// *Accept:* not possible; renew the lock.
    EC607 "wording-changed" Info
}

check! {
    /// **Table renamed.** The Rust name of a table is gone, or another one stands in its place. (The
    /// number before a title is no part of the name.)
    ///
    /// *Example:* the annotations name 控制台错误码 `Portal` instead of `Console`.
    ///
    /// *Mend:* put the name back; or, if it is meant, release a major version and renew the lock.
    ///
    /// *Accept:* not possible; renew the lock.
    EC608 "table-renamed" Error
}

check! {
    /// **Probably renamed.** One code is gone, and a new one has its statuses, its placeholders and
    /// its wording.
    ///
    /// *Example:* `RESOURCE_NOT_EXITST` becomes `RESOURCE_NOT_EXIST`.
    ///
    /// *Mend:* put the old name back: names on the wire are never corrected; or, if the gateway sends
    /// the new one, release a major version and renew the lock.
    ///
    /// *Accept:* not possible; renew the lock.
    EC609 "probably-renamed" Error
}

check! {
    /// **Code used again.** A code that the lock has retired comes back with another status, other
    /// placeholders or another wording. Programs of two ages would read it in two ways.
    ///
    /// *Example:* `CONFLICT` was retired, and is now the name of another error.
    ///
    /// *Mend:* give the error another name; or, if it is the same error after all, delete the code's
    /// retired lines from the lock.
    ///
    /// *Accept:* not possible.
    EC610 "code-reused" Error
}

check! {
    /// **Bad lock.** A line of the lock cannot be read, or stands twice, or the lock is cut short.
    ///
    /// *Example:* the marks of a merge conflict.
    ///
    /// *Mend:* delete the line, or bring back the lock of the last release, and renew it.
    ///
    /// *Accept:* not possible.
    EC611 "bad-lock" Error
}

check! {
    /// **Table added.** The document has a table whose Rust name the lock does not have.
    ///
    /// *Example:* a new table 流控错误码.
    ///
    /// *Mend:* release a minor version and renew the lock.
    ///
    /// *Accept:* not possible; renew the lock.
    EC612 "table-added" Error
}

check! {
    /// **Entry moved.** Other tables list an entry than before.
    ///
    /// *Example:* `NOT_FOUND` stands in 控制台错误码 instead of 通用错误码.
    ///
    /// *Mend:* release a minor version and renew the lock.
    ///
    /// *Accept:* not possible; renew the lock.
    EC613 "entry-moved" Error
}

check! {
    /// **Reading changed.** The annotations read an entry in another way than before: another
    /// google.rpc code, or another answer to whether to try again. Programs that act on it act in
    /// another way. A reading of an entry that nobody had judged is a minor change.
    ///
    /// *Example:* `UNAVAILABLE` is to be tried again `never` instead of `after back-off`.
    ///
    /// *Mend:* put the reading back; or, if it is meant, release the version that the finding names
    /// and renew the lock.
    ///
    /// *Accept:* not possible; renew the lock.
    EC614 "reading-changed" Error
}

check! {
    /// **Order changed.** The values of a message, or the messages of an entry, stand in another
    /// order. Programs that compile go on compiling, but a value may mean something else, and a
    /// variant of `Message` is another message. Values that have only a number for a name, such as
    /// those of `%s`, have no other meaning than their place: where a message has several of them,
    /// any other wording is such a change.
    ///
    /// *Example:* `user {user} may not read {file}` becomes `{file} was deleted by {user}`.
    ///
    /// *Mend:* put the order back; or, if it is meant, release a major version and renew the lock.
    ///
    /// *Accept:* not possible; renew the lock.
    EC615 "order-changed" Error
}
