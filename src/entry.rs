//! What the document says of a code under one status.

use core::fmt;

use crate::ErrorCode;
use crate::code::Code;
use crate::handling::{Grpc, Handling, Retry};
use crate::lookup::part;
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
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Entry<C: Code = ErrorCode> {
    code: C,
    /// Its place in the columns.
    index: u16,
}

impl<C: Code> Entry<C> {
    #[inline]
    pub(crate) const fn at(index: u16, code: C) -> Self {
        Self { code, index }
    }

    #[doc(hidden)]
    #[must_use]
    #[inline]
    pub const fn index(&self) -> usize {
        self.index as usize
    }

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
        C::COLUMNS.statuses[self.index()]
    }

    /// The class of the HTTP status, to match on.
    #[must_use]
    #[inline]
    pub const fn class(&self) -> StatusClass {
        match StatusClass::of(self.status()) {
            Some(class) => class,
            // Entries have statuses of 100 to 599.
            None => StatusClass::ServerError,
        }
    }

    /// The message in the document, placeholders and all. White space is folded.
    #[must_use]
    #[inline]
    pub const fn message(&self) -> &'static str {
        C::COLUMNS.messages[self.index()]
    }

    /// The message as templates, one for each of the alternatives that it lists; none where the
    /// message is blank.
    #[must_use]
    #[inline]
    pub const fn templates(&self) -> &'static [Template] {
        let columns = C::COLUMNS;
        part(columns.templates, columns.template_offsets, self.index())
    }

    #[inline]
    const fn handling(&self) -> Option<&'static Handling> {
        match C::COLUMNS.handling[self.index()] {
            0 => None,
            position => Some(&C::COLUMNS.handlings[position as usize - 1]),
        }
    }

    /// The google.rpc code that comes closest. This is our reading, not the document's; `None`
    /// where nobody has judged the entry yet.
    #[must_use]
    #[inline]
    pub const fn grpc(&self) -> Option<Grpc> {
        match self.handling() {
            Some(handling) => Some(handling.grpc),
            None => None,
        }
    }

    /// Whether the same request is worth sending again. This is our reading, not the document's;
    /// `None` where nobody has judged the entry yet.
    #[must_use]
    #[inline]
    pub const fn retry(&self) -> Option<Retry> {
        match self.handling() {
            Some(handling) => Some(handling.retry),
            None => None,
        }
    }

    /// Why [`grpc`](Self::grpc) and [`retry`](Self::retry) answer what they do.
    #[must_use]
    #[inline]
    pub const fn handling_reason(&self) -> Option<&'static str> {
        match self.handling() {
            Some(handling) => Some(handling.reason),
            None => None,
        }
    }

    /// The solution in the document; `None` where it is blank.
    #[must_use]
    #[inline]
    pub const fn solution(&self) -> Option<&'static str> {
        let solution = C::COLUMNS.solutions[self.index()];
        if solution.is_empty() {
            None
        } else {
            Some(solution)
        }
    }

    /// The table; where several list the entry, the first of them.
    #[must_use]
    #[inline]
    pub const fn table(&self) -> C::Table {
        self.tables()[0]
    }

    /// All tables that list the entry, in the order of the document. There is always one.
    #[must_use]
    #[inline]
    pub const fn tables(&self) -> &'static [C::Table] {
        C::COLUMNS.table_lists[C::COLUMNS.tables[self.index()] as usize]
    }

    /// The line of the entry's first row in the document, counted from 1.
    #[must_use]
    #[inline]
    pub const fn line(&self) -> u32 {
        C::COLUMNS.lines[self.index()]
    }
}

impl<C: Code> fmt::Debug for Entry<C> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entry")
            .field("code", &self.code)
            .field("status", &self.status())
            .field("message", &self.message())
            .field("solution", &self.solution())
            .field("tables", &self.tables())
            .field("line", &self.line())
            .finish_non_exhaustive()
    }
}
