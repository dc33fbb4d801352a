//! What the document says of a code under one status.

use crate::ErrorCode;
use crate::code::Code;
use crate::handling::{Grpc, Handling, Retry};
use crate::status_class::StatusClass;
use crate::template::Template;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry<C: Code = ErrorCode> {
    row: Row<C>,
}

/// The fields of an [`Entry`], for generated code to fill in. This is no part of the public API.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row<C: Code> {
    pub code: C,
    pub status: u16,
    pub message: &'static str,
    pub solution: Option<&'static str>,
    pub tables: &'static [C::Table],
    pub line: u32,
    pub templates: &'static [Template],
    pub handling: Option<Handling>,
}

impl<C: Code> Entry<C> {
    #[doc(hidden)]
    #[must_use]
    pub const fn from_row(row: Row<C>) -> Self {
        Self { row }
    }

    /// The code.
    #[must_use]
    pub const fn code(&self) -> C {
        self.row.code
    }

    /// The HTTP status, 100 to 599.
    #[must_use]
    pub const fn status(&self) -> u16 {
        self.row.status
    }

    /// The class of the HTTP status, to match on.
    #[must_use]
    pub const fn class(&self) -> StatusClass {
        match self.row.status / 100 {
            1 => StatusClass::Informational,
            2 => StatusClass::Success,
            3 => StatusClass::Redirection,
            4 => StatusClass::ClientError,
            _ => StatusClass::ServerError,
        }
    }

    /// The message in the document, placeholders and all. White space is folded.
    #[must_use]
    pub const fn message(&self) -> &'static str {
        self.row.message
    }

    /// The message as templates, one for each of the alternatives that it lists; none where the
    /// message is blank.
    #[must_use]
    pub const fn templates(&self) -> &'static [Template] {
        self.row.templates
    }

    /// The google.rpc code that comes closest. This is our reading, not the document's; `None`
    /// where nobody has judged the entry yet.
    #[must_use]
    pub const fn grpc(&self) -> Option<Grpc> {
        match self.row.handling {
            Some(handling) => Some(handling.grpc),
            None => None,
        }
    }

    /// Whether the same request is worth sending again. This is our reading, not the document's;
    /// `None` where nobody has judged the entry yet.
    #[must_use]
    pub const fn retry(&self) -> Option<Retry> {
        match self.row.handling {
            Some(handling) => Some(handling.retry),
            None => None,
        }
    }

    /// Why [`grpc`](Self::grpc) and [`retry`](Self::retry) answer what they do.
    #[must_use]
    pub const fn handling_reason(&self) -> Option<&'static str> {
        match self.row.handling {
            Some(handling) => Some(handling.reason),
            None => None,
        }
    }

    /// The solution in the document; `None` where it is blank.
    #[must_use]
    pub const fn solution(&self) -> Option<&'static str> {
        self.row.solution
    }

    /// The table; where several list the entry, the first of them.
    #[must_use]
    pub const fn table(&self) -> C::Table {
        self.row.tables[0]
    }

    /// All tables that list the entry, in the order of the document. There is always one.
    #[must_use]
    pub const fn tables(&self) -> &'static [C::Table] {
        self.row.tables
    }

    /// The line of the entry's first row in the document, counted from 1.
    #[must_use]
    pub const fn line(&self) -> u32 {
        self.row.line
    }
}
