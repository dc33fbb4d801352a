//! What generated code offers whatever the document says: it is the same for all catalogues, so it is
//! not generated.

/// The inherent methods and the foreign traits of `ErrorCode`, `Table` and `Message`, for a module in
/// which generated code has defined these and their `rows`. This is no part of the public API.
#[doc(hidden)]
#[macro_export]
macro_rules! catalogue_api {
    () => {
        impl ErrorCode {
            /// The code's name, byte for byte as the document has it.
            #[must_use]
            #[inline]
            pub const fn as_str(self) -> &'static str {
                rows::CODES[self as usize].name
            }

            /// The code of that name. Names are matched exactly.
            #[must_use]
            #[inline]
            pub fn from_name(name: &str) -> ::core::option::Option<Self> {
                rows::NAMES.find(name)
            }

            /// The code's entries, one a status, in the order of the statuses. There is always
            /// at least one.
            #[must_use]
            #[inline]
            pub const fn entries(self) -> &'static [$crate::Entry<Self>] {
                rows::CODES[self as usize].entries_of(ENTRIES)
            }

            /// The code's entry under a status.
            #[must_use]
            #[inline]
            pub const fn entry(
                self,
                status: u16,
            ) -> ::core::option::Option<&'static $crate::Entry<Self>> {
                rows::CODES[self as usize].entry_of(ENTRIES, status)
            }

            /// The code's status, where it has only one.
            #[must_use]
            #[inline]
            pub const fn status(self) -> ::core::option::Option<u16> {
                match self.entries() {
                    [entry] => ::core::option::Option::Some(entry.status()),
                    _ => ::core::option::Option::None,
                }
            }
        }

        impl $crate::Code for ErrorCode {
            type Table = Table;

            #[inline]
            fn from_name(name: &str) -> ::core::option::Option<Self> {
                Self::from_name(name)
            }

            #[inline]
            fn as_str(self) -> &'static str {
                self.as_str()
            }

            #[inline]
            fn entries(self) -> &'static [$crate::Entry<Self>] {
                self.entries()
            }
        }

        impl ::core::fmt::Debug for ErrorCode {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl ::core::fmt::Display for ErrorCode {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::core::convert::AsRef<str> for ErrorCode {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::str::FromStr for ErrorCode {
            type Err = $crate::UnknownCode;

            #[inline]
            fn from_str(name: &str) -> ::core::result::Result<Self, $crate::UnknownCode> {
                Self::from_name(name).ok_or_else(|| $crate::UnknownCode::new(name))
            }
        }

        impl ::core::convert::TryFrom<&str> for ErrorCode {
            type Error = $crate::UnknownCode;

            #[inline]
            fn try_from(name: &str) -> ::core::result::Result<Self, $crate::UnknownCode> {
                ::core::str::FromStr::from_str(name)
            }
        }

        /// All entries, in the order of their codes' names and then of their statuses.
        pub static ENTRIES: &[$crate::Entry<ErrorCode>] = &rows::ENTRIES;

        /// The entry of a code's name and a status.
        #[must_use]
        #[inline]
        pub fn entry(
            name: &str,
            status: u16,
        ) -> ::core::option::Option<&'static $crate::Entry<ErrorCode>> {
            ErrorCode::from_name(name)?.entry(status)
        }

        /// The entries under a status, in the order of their codes' names.
        #[must_use]
        #[inline]
        pub const fn entries_with_status(
            status: u16,
        ) -> &'static [&'static $crate::Entry<ErrorCode>] {
            rows::BY_STATUS.get(status)
        }

        impl Table {
            /// The title in the document, without the number before it.
            #[must_use]
            #[inline]
            pub const fn title(self) -> &'static str {
                rows::TABLES[self as usize].title
            }

            /// The table's entries, in the order of the document.
            #[must_use]
            #[inline]
            pub const fn entries(self) -> &'static [&'static $crate::Entry<ErrorCode>] {
                rows::TABLES[self as usize].entries
            }
        }

        impl ::core::fmt::Display for Table {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.title())
            }
        }

        impl<'a> Message<'a> {
            /// The entry that this is a message of.
            #[must_use]
            #[inline]
            pub fn entry(&self) -> &'static $crate::Entry<ErrorCode> {
                &rows::ENTRIES[self.parts().0]
            }

            /// The code.
            #[must_use]
            #[inline]
            pub fn code(&self) -> ErrorCode {
                self.entry().code()
            }

            /// The HTTP status.
            #[must_use]
            #[inline]
            pub fn status(&self) -> u16 {
                self.entry().status()
            }

            /// The message without its values.
            #[must_use]
            #[inline]
            pub fn template(&self) -> &'static $crate::Template {
                let (entry, number, _) = self.parts();
                &rows::ENTRIES[entry].templates()[number]
            }

            /// The names of the placeholders with their values, in the order in which they first
            /// occur.
            #[inline]
            pub fn values(
                &self,
            ) -> impl ::core::iter::Iterator<Item = (&'static str, &'a str)> + use<'a> {
                let (entry, number, values) = self.parts();
                let template = &rows::ENTRIES[entry].templates()[number];
                let names = ::core::iter::Iterator::copied(template.placeholders().iter());
                ::core::iter::Iterator::zip(names, values)
            }

            /// Writes the message. [`Display`](::core::fmt::Display) writes the same by way of a formatter, and so
            /// `write!` does to a `std::io::Write`.
            ///
            /// # Errors
            ///
            /// The writer fails.
            #[inline]
            pub fn render(&self, out: &mut impl ::core::fmt::Write) -> ::core::fmt::Result {
                let (entry, number, values) = self.parts();
                rows::ENTRIES[entry].templates()[number].write(&values, out)
            }

            /// The message of an entry that has these values, asked for by the names of the placeholders: the one
            /// that takes the most of them. `None` where no message takes any, or where several take as many.
            ///
            /// Values that come by name survive another language and another wording.
            #[must_use]
            #[inline]
            pub fn from_values(
                entry: &$crate::Entry<ErrorCode>,
                value: impl ::core::ops::Fn(&str) -> ::core::option::Option<&'a str>,
            ) -> ::core::option::Option<Self> {
                let (message, values) = $crate::row::filled(entry.templates(), value)?;
                Self::from_parts(message, values)
            }

            /// Reads a message of an entry back into its values, borrowing them from the text.
            ///
            /// White space is tolerated around the values and wherever the document has some. A
            /// value may be empty, and ends where the text behind its placeholder stands first, unless
            /// the placeholder occurs twice. Where the text fits several messages of the entry, the
            /// answer is the one that leaves the least to its values. `None` where it fits none.
            #[must_use]
            #[inline]
            pub fn parse(
                entry: &$crate::Entry<ErrorCode>,
                text: &'a str,
            ) -> ::core::option::Option<Self> {
                let (message, values) = $crate::row::read(entry.templates(), text)?;
                Self::from_parts(message, values)
            }

            /// Reads a message of any entry: the one that leaves the least to its values; of
            /// several that leave the same, the first in the order of [`ENTRIES`].
            #[must_use]
            #[inline]
            pub fn parse_any(text: &'a str) -> ::core::option::Option<Self> {
                let templates =
                    ::core::iter::Iterator::flat_map(ENTRIES.iter(), |entry| entry.templates());
                let (message, values) = $crate::row::read(templates, text)?;
                Self::from_parts(message, values)
            }
        }

        // What is derived would say the same of each variant, at many times the cost to the compiler.

        impl ::core::fmt::Debug for Message<'_> {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut debug = f.debug_struct(self.template().name);
                for (name, value) in self.values() {
                    debug.field(name, &value);
                }
                debug.finish()
            }
        }

        impl ::core::cmp::PartialEq for Message<'_> {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                let is_same = self.template().message == other.template().message;
                is_same && ::core::iter::Iterator::eq(self.values(), other.values())
            }
        }

        impl ::core::cmp::Eq for Message<'_> {}

        impl ::core::hash::Hash for Message<'_> {
            #[inline]
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                ::core::hash::Hash::hash(&self.template().message, state);
                ::core::iter::Iterator::for_each(self.values(), |value| {
                    ::core::hash::Hash::hash(&value, state);
                });
            }
        }

        impl ::core::fmt::Display for Message<'_> {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                self.render(f)
            }
        }

        impl ::core::error::Error for Message<'_> {}
    };
}
