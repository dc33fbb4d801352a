//! A message that borrows nothing.

use alloc::string::String;
use alloc::vec::Vec;
use core::{array, fmt};

use crate::{Entry, ErrorCode, Message, Template};

/// A [`Message`] with values of its own, to be kept or passed on. It needs the feature `alloc`.
///
/// ```
/// use apigateway_errors::{Message, OwnedMessage};
///
/// let text = String::from("配额不足，剩余配额： 5");
/// let message: OwnedMessage = Message::parse_any(&text).unwrap().into_owned();
/// drop(text);
/// assert!(matches!(message.as_message(), Some(Message::QuotaExceeded { limit: "5" })));
/// assert_eq!(message.to_string(), "配额不足，剩余配额： 5");
/// ```
#[derive(Clone)]
pub struct OwnedMessage {
    entry: &'static Entry,
    template: &'static Template,
    values: Vec<String>,
}

impl Message<'_> {
    /// The same message, borrowing nothing. It needs the feature `alloc`.
    #[must_use]
    pub fn into_owned(self) -> OwnedMessage {
        OwnedMessage {
            entry: self.entry(),
            template: self.template(),
            values: self.values().map(|(_, value)| value.into()).collect(),
        }
    }
}

impl From<Message<'_>> for OwnedMessage {
    fn from(message: Message<'_>) -> Self {
        message.into_owned()
    }
}

impl OwnedMessage {
    /// The same message, borrowed, to match on. There always is one; only the type cannot say so, because a document
    /// may have no messages at all.
    #[must_use]
    pub fn as_message(&self) -> Option<Message<'_>> {
        let value = |place| self.values.get(place).map_or("", String::as_str);
        Message::from_parts(self.template.message, array::from_fn(value))
    }

    /// The entry that this is a message of.
    #[must_use]
    pub const fn entry(&self) -> &'static Entry {
        self.entry
    }

    /// The code.
    #[must_use]
    pub const fn code(&self) -> ErrorCode {
        self.entry.code()
    }

    /// The HTTP status.
    #[must_use]
    pub const fn status(&self) -> u16 {
        self.entry.status()
    }

    /// The names of the placeholders with their values, in the order in which they first occur.
    pub fn values(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let names = self.template.placeholders().iter().copied();
        names.zip(self.values.iter().map(String::as_str))
    }
}

/// Messages are the same where they are of one template and have the same values.
impl PartialEq for OwnedMessage {
    fn eq(&self, other: &Self) -> bool {
        self.as_message() == other.as_message()
    }
}

impl Eq for OwnedMessage {}

impl fmt::Debug for OwnedMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.as_message() {
            Some(message) => message.fmt(f),
            None => Ok(()),
        }
    }
}

impl fmt::Display for OwnedMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.as_message() {
            Some(message) => message.fmt(f),
            None => Ok(()),
        }
    }
}
