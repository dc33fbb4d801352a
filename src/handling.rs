//! Our reading of an error: its google.rpc code, and whether to try again.

use core::fmt;

/// Declares an enum with a name for each variant.
macro_rules! names {
    ($(#[$meta:meta])* $name:ident { $($(#[doc = $doc:literal])+ $variant:ident = $number:literal, $text:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[doc = $doc])+ $variant = $number,)+
        }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name.
            #[must_use]
            #[inline]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }
        }

        impl core::str::FromStr for $name {
            type Err = $crate::UnknownName;

            #[inline]
            fn from_str(name: &str) -> Result<Self, $crate::UnknownName> {
                let known = Self::ALL.iter().find(|known| known.as_str() == name);
                known.copied().ok_or($crate::UnknownName)
            }
        }

        impl core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}
pub(crate) use names;

/// A text that is the name of none of [`Grpc`], [`Retry`] or [`StatusClass`](crate::StatusClass), whichever was asked
/// for.
///
/// ```
/// use apigateway_errors::{Grpc, Retry};
///
/// assert_eq!("after back-off".parse(), Ok(Retry::AfterBackOff));
/// assert!("NO_SUCH_THING".parse::<Grpc>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct UnknownName;

impl fmt::Display for UnknownName {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unknown name")
    }
}

impl core::error::Error for UnknownName {}

names! {
    /// A code of google.rpc, as gRPC has them; the numbers are those of the wire.
    ///
    /// ```
    /// use apigateway_errors::{ErrorCode, Grpc};
    ///
    /// let entry = ErrorCode::RateLimitExceeded.entry(429).unwrap();
    /// assert_eq!(entry.grpc(), Some(Grpc::ResourceExhausted));
    /// assert_eq!(Grpc::ResourceExhausted.number(), 8);
    /// ```
    #[non_exhaustive]
    Grpc {
        /// No error.
        Ok = 0, "OK";
        /// The caller gave the request up.
        Cancelled = 1, "CANCELLED";
        /// Nothing is known of the cause.
        Unknown = 2, "UNKNOWN";
        /// The caller gave an argument that can never be right.
        InvalidArgument = 3, "INVALID_ARGUMENT";
        /// The time ran out.
        DeadlineExceeded = 4, "DEADLINE_EXCEEDED";
        /// What was asked for does not exist.
        NotFound = 5, "NOT_FOUND";
        /// What was to be made exists already.
        AlreadyExists = 6, "ALREADY_EXISTS";
        /// The caller may not do this.
        PermissionDenied = 7, "PERMISSION_DENIED";
        /// A quota or a rate is used up.
        ResourceExhausted = 8, "RESOURCE_EXHAUSTED";
        /// The system is not in the state that the request needs.
        FailedPrecondition = 9, "FAILED_PRECONDITION";
        /// The request ran into another one.
        Aborted = 10, "ABORTED";
        /// A value is past the end of what there is.
        OutOfRange = 11, "OUT_OF_RANGE";
        /// There is no such operation.
        Unimplemented = 12, "UNIMPLEMENTED";
        /// Something that must hold does not.
        Internal = 13, "INTERNAL";
        /// The service cannot be reached for now.
        Unavailable = 14, "UNAVAILABLE";
        /// Data are lost or corrupt.
        DataLoss = 15, "DATA_LOSS";
        /// It is not known who the caller is.
        Unauthenticated = 16, "UNAUTHENTICATED";
    }
}

names! {
    /// Whether the same request is worth sending again.
    ///
    /// ```
    /// use apigateway_errors::{ErrorCode, Retry};
    ///
    /// let entry = ErrorCode::Unavailable.entry(503).unwrap();
    /// assert_eq!(entry.retry(), Some(Retry::AfterBackOff));
    /// ```
    #[non_exhaustive]
    Retry {
        /// The same request will fail again.
        Never = 0, "never";
        /// It may succeed after a while; wait longer from time to time.
        AfterBackOff = 1, "after back-off";
        /// It may succeed once something else has changed: a state, a permission, another resource.
        AfterStateChange = 2, "after state change";
        /// The answer does not tell; whether it is safe depends on what the request does.
        CallerDecides = 3, "caller decides";
    }
}

impl Grpc {
    /// The number of the code on the wire, as `tonic::Code::from` takes it.
    #[must_use]
    #[inline]
    pub const fn number(self) -> i32 {
        self as i32
    }
}

/// How to handle an error, and why, for generated code. This is no part of the public API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Handling {
    /// The google.rpc code that comes closest.
    pub grpc: Grpc,
    /// Whether to try again.
    pub retry: Retry,
    /// Why.
    pub reason: &'static str,
}
