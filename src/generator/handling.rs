//! How to handle an entry: what may stand in a row under "Handling".

use super::source::Span;
use super::status;

/// How to handle an entry: a reading of the document by people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handling {
    /// The code's name.
    pub code: String,
    /// The HTTP status, as it is written.
    pub status: String,
    /// The name of a google.rpc code.
    pub grpc: String,
    /// Whether to try again.
    pub retry: String,
    /// Why.
    pub reason: String,
    /// The row.
    pub span: Span,
}

/// The names of google.rpc's codes.
pub const GRPC: [&str; 17] = [
    "OK",
    "CANCELLED",
    "UNKNOWN",
    "INVALID_ARGUMENT",
    "DEADLINE_EXCEEDED",
    "NOT_FOUND",
    "ALREADY_EXISTS",
    "PERMISSION_DENIED",
    "RESOURCE_EXHAUSTED",
    "FAILED_PRECONDITION",
    "ABORTED",
    "OUT_OF_RANGE",
    "UNIMPLEMENTED",
    "INTERNAL",
    "UNAVAILABLE",
    "DATA_LOSS",
    "UNAUTHENTICATED",
];

/// The ways to try again.
pub const RETRY: [&str; 4] = [
    "never",
    "after back-off",
    "after state change",
    "caller decides",
];

impl Handling {
    /// The status; `None` where its cell does not hold one.
    #[must_use]
    pub fn number(&self) -> Option<u16> {
        status::number(&self.status)
    }

    /// Why the row cannot be used; `None` where it can.
    #[must_use]
    pub fn fault(&self) -> Option<String> {
        if !GRPC.contains(&self.grpc.as_str()) {
            Some(format!("the gRPC code is one of {}", GRPC.join(", ")))
        } else if !RETRY.contains(&self.retry.as_str()) {
            Some(format!(
                "whether to try again is one of: {}",
                RETRY.join(", ")
            ))
        } else if self.reason.is_empty() {
            Some("it needs a reason".to_owned())
        } else {
            None
        }
    }
}
