//! An error to answer with: an entry, its message, the request it is about.

use core::fmt;

use crate::{Entry, ErrorCode, Message, Part, StatusClass};

/// An error to answer a request with: an entry of the document, its filled message, and the id of
/// the request.
///
/// Two of them are equal if they are about the same entry and the same request, read the same, and both have details
/// or neither has, whatever they are made of. It is a [`core::error::Error`]. With the feature `serde` it serialises
/// to the gateway's JSON form, with `http` it becomes an `http::Response`, with `axum` a handler can return it.
///
/// ```
/// use apigateway_errors::{GatewayError, Message};
///
/// let error = GatewayError::from(Message::NotFound { resource: "api-1" }).with_request_id("r-7");
/// assert_eq!(error.status(), 404);
/// assert_eq!(error.message().to_string(), "找不到 api-1");
/// assert_eq!(error.to_string(), "NOT_FOUND: 找不到 api-1");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct GatewayError<'a> {
    entry: &'static Entry,
    message: Text<'a>,
    request_id: Option<Id<'a>>,
    has_details: bool,
}

/// The id of a request.
#[cfg(feature = "alloc")]
type Id<'a> = alloc::borrow::Cow<'a, str>;
#[cfg(not(feature = "alloc"))]
type Id<'a> = &'a str;

/// A text that is filled in only when it is written.
#[derive(Clone, Debug)]
enum Text<'a> {
    Message(Message<'a>),
    Plain(&'a str),
    #[cfg(feature = "alloc")]
    OwnedMessage(crate::OwnedMessage),
    #[cfg(feature = "alloc")]
    Owned(alloc::string::String),
}

/// Texts are the same where they read the same.
impl PartialEq for Text<'_> {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.bytes().eq(other.bytes())
    }
}

impl Eq for Text<'_> {}

impl Text<'_> {
    /// The message, where it is one of the document.
    #[inline]
    fn message(&self) -> Option<Message<'_>> {
        match self {
            Self::Message(message) => Some(*message),
            #[cfg(feature = "alloc")]
            Self::OwnedMessage(message) => message.as_message(),
            _ => None,
        }
    }

    /// The text, where it is none of the document's.
    #[inline]
    fn plain(&self) -> &str {
        match self {
            Self::Plain(text) => text,
            #[cfg(feature = "alloc")]
            Self::Owned(text) => text,
            _ => "",
        }
    }

    /// The bytes of the text, the values filled in.
    #[inline]
    fn bytes(&self) -> impl Iterator<Item = u8> {
        let filled = self.message().into_iter().flat_map(|message| {
            let value = move |name| message.values().find(|(other, _)| *other == name);
            message.template().parts().map(move |part| match part {
                Part::Text(text) => text,
                Part::Placeholder(name) => value(name).map_or("", |(_, value)| value),
            })
        });
        self.plain().bytes().chain(filled.flat_map(str::bytes))
    }
}

impl fmt::Display for Text<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.message() {
            Some(message) => message.fmt(f),
            None => f.pad(self.plain()),
        }
    }
}

impl<'a> GatewayError<'a> {
    /// An error with a message of its own, for entries whose messages in the document do not fit.
    ///
    /// ```
    /// use apigateway_errors::{Entry, ErrorCode, GatewayError};
    ///
    /// // Looked up while the program is compiled.
    /// const INVALID: &Entry = ErrorCode::InvalidArgument.entry(400).unwrap();
    /// assert_eq!(GatewayError::new(INVALID, "no body").to_string(), "INVALID_ARGUMENT: no body");
    /// ```
    #[must_use]
    #[inline]
    pub const fn new(entry: &'static Entry, message: &'a str) -> Self {
        Self {
            entry,
            message: Text::Plain(message),
            request_id: None,
            has_details: false,
        }
    }

    /// An error with a message of its own, which it may keep for itself: a `String`, or a `Cow`. It needs the feature
    /// `alloc`.
    #[cfg(feature = "alloc")]
    #[must_use]
    pub fn of_text(entry: &'static Entry, text: impl Into<alloc::borrow::Cow<'a, str>>) -> Self {
        use alloc::borrow::Cow;

        let message = match text.into() {
            Cow::Borrowed(text) => Text::Plain(text),
            Cow::Owned(text) => Text::Owned(text),
        };
        Self {
            message,
            ..Self::new(entry, "")
        }
    }

    /// The same error, about this request: its id as a `&str`, and with the feature `alloc` as a `String` or a `Cow`,
    /// too.
    #[must_use]
    #[inline]
    pub fn with_request_id(mut self, id: impl Into<Id<'a>>) -> Self {
        self.request_id = Some(id.into());
        self
    }

    /// The same error with the values of its message by the names of their placeholders, which a client can read
    /// whatever the language of the text: in JSON, `"details": [{"resource": "api-1"}]`. A message without values has
    /// no details, and neither has a text of its own ([`new`](Self::new)).
    #[must_use]
    #[inline]
    pub fn with_details(mut self) -> Self {
        self.has_details = true;
        self
    }

    /// The values that are written by name, with their names.
    #[cfg(feature = "serde")]
    pub(crate) fn details(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let message = self.message.message().filter(|_| self.has_details);
        message.into_iter().flat_map(|message| message.values())
    }

    /// The entry of the document.
    #[must_use]
    #[inline]
    pub const fn entry(&self) -> &'static Entry {
        self.entry
    }

    /// The code.
    #[must_use]
    #[inline]
    pub const fn code(&self) -> ErrorCode {
        self.entry.code()
    }

    /// The HTTP status, 100 to 599.
    #[must_use]
    #[inline]
    pub const fn status(&self) -> u16 {
        self.entry.status()
    }

    /// The class of the HTTP status.
    #[must_use]
    #[inline]
    pub const fn class(&self) -> StatusClass {
        self.entry.class()
    }

    /// The message, its values filled in.
    #[must_use]
    #[inline]
    pub fn message(&self) -> impl fmt::Display + '_ {
        &self.message
    }

    /// The id of the request, where it is known.
    #[must_use]
    #[inline]
    pub fn request_id(&self) -> Option<impl fmt::Display + '_> {
        self.request_id.as_ref()
    }

    /// The same error, borrowing nothing, to be kept or passed on. It needs the feature `alloc`.
    #[cfg(feature = "alloc")]
    #[must_use]
    #[inline]
    pub fn into_owned(self) -> GatewayError<'static> {
        let message = match self.message {
            Text::Message(message) => Text::OwnedMessage(message.into_owned()),
            Text::Plain(text) => Text::Owned(text.into()),
            Text::OwnedMessage(message) => Text::OwnedMessage(message),
            Text::Owned(text) => Text::Owned(text),
        };
        GatewayError {
            entry: self.entry,
            message,
            request_id: self.request_id.map(|id| id.into_owned().into()),
            has_details: self.has_details,
        }
    }
}

impl<'a> From<Message<'a>> for GatewayError<'a> {
    #[inline]
    fn from(message: Message<'a>) -> Self {
        Self {
            message: Text::Message(message),
            ..Self::new(message.entry(), "")
        }
    }
}

#[cfg(feature = "alloc")]
impl From<crate::OwnedMessage> for GatewayError<'_> {
    fn from(message: crate::OwnedMessage) -> Self {
        let error = Self::new(message.entry(), "");
        Self {
            message: Text::OwnedMessage(message),
            ..error
        }
    }
}

impl fmt::Debug for GatewayError<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GatewayError")
            .field("code", &self.code())
            .field("status", &self.status())
            .field("message", &self.message)
            .field("request_id", &self.request_id)
            .field("has_details", &self.has_details)
            .finish()
    }
}

impl fmt::Display for GatewayError<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code(), self.message)
    }
}

impl core::error::Error for GatewayError<'_> {}
