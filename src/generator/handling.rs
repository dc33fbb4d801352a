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

/// The names of google.rpc's codes, with those of their variants.
pub const GRPC: [(&str, &str); 17] = [
    ("OK", "Ok"),
    ("CANCELLED", "Cancelled"),
    ("UNKNOWN", "Unknown"),
    ("INVALID_ARGUMENT", "InvalidArgument"),
    ("DEADLINE_EXCEEDED", "DeadlineExceeded"),
    ("NOT_FOUND", "NotFound"),
    ("ALREADY_EXISTS", "AlreadyExists"),
    ("PERMISSION_DENIED", "PermissionDenied"),
    ("RESOURCE_EXHAUSTED", "ResourceExhausted"),
    ("FAILED_PRECONDITION", "FailedPrecondition"),
    ("ABORTED", "Aborted"),
    ("OUT_OF_RANGE", "OutOfRange"),
    ("UNIMPLEMENTED", "Unimplemented"),
    ("INTERNAL", "Internal"),
    ("UNAVAILABLE", "Unavailable"),
    ("DATA_LOSS", "DataLoss"),
    ("UNAUTHENTICATED", "Unauthenticated"),
];

/// The ways to try again, with the names of their variants.
pub const RETRY: [(&str, &str); 4] = [
    ("never", "Never"),
    ("after back-off", "AfterBackOff"),
    ("after state change", "AfterStateChange"),
    ("caller decides", "CallerDecides"),
];

/// The variant of a name in [`GRPC`] or [`RETRY`].
#[must_use]
pub fn variant_of(names: &'static [(&str, &str)], name: &str) -> Option<&'static str> {
    let (_, variant) = names.iter().find(|(known, _)| *known == name)?;
    Some(variant)
}

impl Handling {
    /// The status; `None` where its cell does not hold one.
    #[must_use]
    pub fn number(&self) -> Option<u16> {
        status::number(&self.status)
    }

    /// Why the row cannot be used; `None` where it can.
    #[must_use]
    pub fn fault(&self) -> Option<String> {
        let names = |names: &[(&'static str, &str)]| {
            let names: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
            names.join(", ")
        };
        if variant_of(&GRPC, &self.grpc).is_none() {
            Some(format!("the gRPC code is one of {}", names(&GRPC)))
        } else if variant_of(&RETRY, &self.retry).is_none() {
            Some(format!("whether to try again is one of: {}", names(&RETRY)))
        } else if self.reason.is_empty() {
            Some("it needs a reason".to_owned())
        } else {
            None
        }
    }
}
