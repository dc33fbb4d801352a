//! Classes of HTTP statuses.

use crate::handling::names;

names! {
    /// The class of an HTTP status, by its first digit.
    ///
    /// ```
    /// use apigateway_errors::StatusClass;
    ///
    /// assert_eq!(StatusClass::of(503), Some(StatusClass::ServerError));
    /// assert_eq!(StatusClass::of(99), None);
    /// ```
    StatusClass {
        /// 100 to 199.
        Informational = 0, "informational";
        /// 200 to 299.
        Success = 1, "success";
        /// 300 to 399.
        Redirection = 2, "redirection";
        /// 400 to 499.
        ClientError = 3, "client error";
        /// 500 to 599.
        ServerError = 4, "server error";
    }
}

impl StatusClass {
    /// The class of a status; `None` for what is no HTTP status.
    #[must_use]
    #[inline]
    pub const fn of(status: u16) -> Option<Self> {
        Some(match status {
            100..=199 => Self::Informational,
            200..=299 => Self::Success,
            300..=399 => Self::Redirection,
            400..=499 => Self::ClientError,
            500..=599 => Self::ServerError,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::UnknownName;

    #[test]
    fn the_first_digit_is_the_class() {
        let classes = [
            (100, StatusClass::Informational, "informational"),
            (200, StatusClass::Success, "success"),
            (300, StatusClass::Redirection, "redirection"),
            (400, StatusClass::ClientError, "client error"),
            (500, StatusClass::ServerError, "server error"),
        ];
        for (first, class, name) in classes {
            assert_eq!(StatusClass::of(first), Some(class));
            assert_eq!(StatusClass::of(first + 99), Some(class));
            assert_eq!(format!("{class:>14}"), format!("{name:>14}"));
            assert_eq!(name.parse(), Ok(class));
        }
        assert_eq!("error".parse::<StatusClass>(), Err(UnknownName));
        assert_eq!([99, 600].map(StatusClass::of), [None, None]);
    }
}
