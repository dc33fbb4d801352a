//! Codes, and what the document says of a code under one status.

use core::fmt;

use crate::ErrorCode;
use crate::handling::{Grpc, Handling, Retry};
use crate::status_class::StatusClass;
use crate::template::Template;

/// The codes of a catalogue, one type for each document.
///
/// [`ErrorCode`] implements this, and so does every enum that the generator makes from another
/// document; the types of this crate are generic over it.
pub trait Code: Copy + Eq + fmt::Debug + 'static {
    /// The tables of the document.
    type Table: Copy + Eq + fmt::Debug + 'static;

    /// The code of that name, matched exactly.
    fn from_name(name: &str) -> Option<Self>;

    /// The code's name, byte for byte as the document has it.
    fn as_str(self) -> &'static str;

    /// The code's entries, one a status, in the order of the statuses.
    fn entries(self) -> &'static [Entry<Self>];
}

/// What the document says of a code under one status.
///
/// ```
/// use apigateway_errors::{ErrorCode, StatusClass, Table};
///
/// let entry = ErrorCode::QuotaExceeded.entry(429).unwrap();
/// assert_eq!(entry.status(), 429);
/// assert_eq!(entry.class(), StatusClass::ClientError);
/// assert_eq!(entry.message(), "配额不足，剩余配额： limit");
/// assert_eq!(entry.solution(), None);
/// assert_eq!(entry.table(), Table::Common);
/// ```
// The fields are for generated code to fill in, and no part of the public API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Entry<C: Code = ErrorCode> {
    #[doc(hidden)]
    pub code: C,
    #[doc(hidden)]
    pub status: u16,
    #[doc(hidden)]
    pub message: &'static str,
    #[doc(hidden)]
    pub solution: Option<&'static str>,
    #[doc(hidden)]
    pub others: &'static [EntryText<C>],
    #[doc(hidden)]
    pub tables: &'static [C::Table],
    #[doc(hidden)]
    pub templates: &'static [Template],
    #[doc(hidden)]
    pub handling: Option<Handling>,
    #[doc(hidden)]
    pub line: u32,
}

impl<C: Code> Entry<C> {
    /// The code.
    #[must_use]
    #[inline]
    pub const fn code(&self) -> C {
        self.code
    }

    /// The HTTP status, 100 to 599.
    #[must_use]
    #[inline]
    pub const fn status(&self) -> u16 {
        self.status
    }

    /// The class of the HTTP status, to match on.
    #[must_use]
    #[inline]
    pub const fn class(&self) -> StatusClass {
        match StatusClass::of(self.status) {
            Some(class) => class,
            // Entries have statuses of 100 to 599.
            None => StatusClass::ServerError,
        }
    }

    /// All that the document says, row by row: the message, the solution, the table and the line of each row that
    /// says something else than those before it. Most entries have one text, which is what
    /// [`message`](Self::message) and [`solution`](Self::solution) answer, too.
    ///
    /// ```
    /// let entry = apigateway_errors::ErrorCode::QuotaExceeded.entry(429).unwrap();
    /// let text = entry.texts().next().unwrap();
    /// assert_eq!((text.message(), text.line()), (entry.message(), entry.line()));
    /// assert_eq!(entry.texts().count(), 1);
    /// ```
    pub fn texts(&self) -> impl Iterator<Item = EntryText<C>> + use<C> {
        let first = EntryText {
            message: self.message,
            solution: self.solution,
            table: self.table(),
            line: self.line,
        };
        core::iter::once(first).chain(self.others.iter().copied())
    }

    /// The message in the document, placeholders and all; where several rows say something different, that of the
    /// first. White space is folded.
    #[must_use]
    #[inline]
    pub const fn message(&self) -> &'static str {
        self.message
    }

    /// The messages as templates, one for each alternative that a row lists; none where the message is blank.
    #[must_use]
    #[inline]
    pub const fn templates(&self) -> &'static [Template] {
        self.templates
    }

    /// The solution that stands beside the message in the document; `None` where it is blank.
    #[must_use]
    #[inline]
    pub const fn solution(&self) -> Option<&'static str> {
        self.solution
    }

    /// The table; where several list the entry, the first of them.
    #[must_use]
    #[inline]
    pub const fn table(&self) -> C::Table {
        self.tables[0]
    }

    /// All tables that list the entry, in the order of the document. There is always one.
    #[must_use]
    #[inline]
    pub const fn tables(&self) -> &'static [C::Table] {
        self.tables
    }

    /// The google.rpc code that comes closest. This is our reading, not the document's; `None`
    /// where nobody has judged the entry yet.
    #[must_use]
    #[inline]
    pub const fn grpc(&self) -> Option<Grpc> {
        match self.handling {
            Some(handling) => Some(handling.grpc),
            None => None,
        }
    }

    /// Whether, and after what, the same request is worth sending again. This is our reading, not the document's;
    /// `None` where nobody has judged the entry yet.
    #[must_use]
    #[inline]
    pub const fn retry(&self) -> Option<Retry> {
        match self.handling {
            Some(handling) => Some(handling.retry),
            None => None,
        }
    }

    /// Whether the same request is worth sending again by itself, after a wait. This is our reading, not the document's;
    /// `None` where nobody has judged the entry yet, and where it depends on what the request does
    /// ([`Retry::CallerDecides`]).
    ///
    /// ```
    /// use apigateway_errors::ErrorCode;
    ///
    /// assert_eq!(ErrorCode::Unavailable.entry(503).unwrap().is_worth_a_retry(), Some(true));
    /// assert_eq!(ErrorCode::NotFound.entry(404).unwrap().is_worth_a_retry(), Some(false));
    /// ```
    #[must_use]
    #[inline]
    pub const fn is_worth_a_retry(&self) -> Option<bool> {
        match self.retry() {
            Some(Retry::AfterBackOff) => Some(true),
            Some(Retry::Never | Retry::AfterStateChange) => Some(false),
            Some(Retry::CallerDecides) | None => None,
        }
    }

    /// Whether the cause is on the caller's side: an argument, a permission, a state, how much is asked for, a request
    /// that the caller gave up. So it is for these codes of [`grpc`](Self::grpc): `CANCELLED`, `INVALID_ARGUMENT`,
    /// `NOT_FOUND`, `ALREADY_EXISTS`, `PERMISSION_DENIED`, `RESOURCE_EXHAUSTED`, `FAILED_PRECONDITION`, `OUT_OF_RANGE`
    /// and `UNAUTHENTICATED`. This is our reading, not the document's; `None` where nobody has judged the entry yet.
    ///
    /// ```
    /// use apigateway_errors::ErrorCode;
    ///
    /// assert_eq!(ErrorCode::NotFound.entry(404).unwrap().is_callers_fault(), Some(true));
    /// assert_eq!(ErrorCode::Internal.entry(500).unwrap().is_callers_fault(), Some(false));
    /// ```
    #[must_use]
    #[inline]
    pub const fn is_callers_fault(&self) -> Option<bool> {
        let Some(grpc) = self.grpc() else {
            return None;
        };
        Some(matches!(
            grpc,
            Grpc::Cancelled
                | Grpc::InvalidArgument
                | Grpc::NotFound
                | Grpc::AlreadyExists
                | Grpc::PermissionDenied
                | Grpc::ResourceExhausted
                | Grpc::FailedPrecondition
                | Grpc::OutOfRange
                | Grpc::Unauthenticated
        ))
    }

    /// Whether a quota or a rate is used up, which is also [on the caller's side](Self::is_callers_fault). This is our reading, not the document's; `None` where nobody has judged
    /// the entry yet.
    ///
    /// ```
    /// use apigateway_errors::ErrorCode;
    ///
    /// assert_eq!(ErrorCode::QuotaExceeded.entry(429).unwrap().is_about_a_quota(), Some(true));
    /// assert_eq!(ErrorCode::NotFound.entry(404).unwrap().is_about_a_quota(), Some(false));
    /// ```
    #[must_use]
    #[inline]
    pub const fn is_about_a_quota(&self) -> Option<bool> {
        match self.grpc() {
            Some(grpc) => Some(matches!(grpc, Grpc::ResourceExhausted)),
            None => None,
        }
    }

    /// Why [`grpc`](Self::grpc) and [`retry`](Self::retry) answer what they do.
    #[must_use]
    #[inline]
    pub const fn handling_reason(&self) -> Option<&'static str> {
        match self.handling {
            Some(handling) => Some(handling.reason),
            None => None,
        }
    }

    /// The line of the entry's first row in the document, counted from 1.
    #[must_use]
    #[inline]
    pub const fn line(&self) -> u32 {
        self.line
    }
}

/// What a row of the document says of an entry: one of [`Entry::texts`].
// The fields are for generated code to fill in, and no part of the public API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EntryText<C: Code = ErrorCode> {
    #[doc(hidden)]
    pub message: &'static str,
    #[doc(hidden)]
    pub solution: Option<&'static str>,
    #[doc(hidden)]
    pub table: C::Table,
    #[doc(hidden)]
    pub line: u32,
}

impl<C: Code> EntryText<C> {
    /// The message, placeholders and all. White space is folded.
    #[must_use]
    #[inline]
    pub const fn message(&self) -> &'static str {
        self.message
    }

    /// The solution; `None` where it is blank.
    #[must_use]
    #[inline]
    pub const fn solution(&self) -> Option<&'static str> {
        self.solution
    }

    /// The table of the first row that says so.
    #[must_use]
    #[inline]
    pub const fn table(&self) -> C::Table {
        self.table
    }

    /// The line of the first row that says so, counted from 1.
    #[must_use]
    #[inline]
    pub const fn line(&self) -> u32 {
        self.line
    }
}
