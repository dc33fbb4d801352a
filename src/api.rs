//! What generated code offers whatever the document says: it is the same for all of them, so it is not
//! generated.

/// The lookups and traits of `ErrorCode`, `Table` and `Message`, for a module that generated code fills
/// with the columns of a document. What names are found with is the name of a type in `lookup`, and a hash.
/// This is for generated code to call, and no part of the public API.
#[doc(hidden)]
#[macro_export]
macro_rules! catalogue_api {
    (@find Slots) => {
        static BY_NAME: $crate::lookup::Slots<
            ErrorCode,
            { SLOTS.len() },
            { $crate::lookup::are_short(HASH, &NAMES) },
        > = $crate::lookup::Slots::new(HASH, &NAMES, &CODES, SLOTS);

        impl ErrorCode {
            #[inline]
            const fn find(name: &str) -> ::core::option::Option<Self> {
                BY_NAME.find(HASH, name)
            }
        }
    };
    (@find Index) => {
        const BY_NAME: $crate::lookup::Index = $crate::lookup::Index {
            names: &NAMES,
            hash: HASH,
            displacements: &DISPLACEMENTS,
            slots: &SLOTS,
        };

        impl ErrorCode {
            #[inline]
            const fn find(name: &str) -> ::core::option::Option<Self> {
                BY_NAME.find(&CODES, name)
            }
        }
    };
    ($find:ident, $multiplier:literal, $part:ident) => {
        const HASH: $crate::lookup::Hash = $crate::lookup::Hash {
            multiplier: $multiplier,
            part: $crate::lookup::Part::$part,
        };

        $crate::catalogue_api!(@find $find);

        static COLUMNS: $crate::lookup::Columns<ErrorCode> = $crate::lookup::Columns {
            statuses: &ENTRY_STATUSES,
            messages: &ENTRY_MESSAGES,
            solutions: &ENTRY_SOLUTIONS,
            lines: &ENTRY_LINES,
            table_lists: &TABLE_LISTS,
            tables: &ENTRY_TABLES,
            templates: &TEMPLATES,
            template_offsets: &MESSAGE_OFFSETS,
            handlings: &HANDLINGS,
            handling: &ENTRY_HANDLING,
        };

        static ENTRY_TABLE: [$crate::Entry<ErrorCode>; ENTRY_STATUSES.len()] =
            $crate::lookup::entries(&CODES, &ENTRY_OFFSETS);

        static ENTRIES_BY_STATUS: [$crate::Entry<ErrorCode>; BY_STATUS.len()] =
            $crate::lookup::select(&ENTRY_TABLE, &BY_STATUS);

        static STATUSES: $crate::lookup::Statuses<$crate::Entry<ErrorCode>> =
            $crate::lookup::statuses(&ENTRIES_BY_STATUS, &LISTED_STATUSES, &STATUS_OFFSETS);

        static LISTED_ENTRIES: [$crate::Entry<ErrorCode>; LISTED.len()] =
            $crate::lookup::select(&ENTRY_TABLE, &LISTED);

        static PIECES: $crate::lookup::Pieces = $crate::lookup::Pieces {
            texts: &PIECE_TEXTS,
            slots: &PIECE_SLOTS,
            offsets: &PIECE_OFFSETS,
            names: &PLACEHOLDERS,
            name_offsets: &PLACEHOLDER_OFFSETS,
        };

        static TEMPLATES: [$crate::Template; MESSAGE_NAMES.len()] =
            $crate::lookup::templates(&PIECES);

        impl ErrorCode {
            /// All codes, in the order of their names.
            pub const ALL: &'static [Self] = &CODES;

            /// The code's name, byte for byte as the document has it.
            #[must_use]
            #[inline]
            pub const fn as_str(self) -> &'static str {
                NAMES[self as usize]
            }

            /// The code of that name. Names are matched exactly.
            #[must_use]
            #[inline]
            pub const fn from_name(name: &str) -> ::core::option::Option<Self> {
                Self::find(name)
            }

            /// The code's entries, one a status, in the order of the statuses. There is always
            /// at least one.
            #[must_use]
            #[inline]
            pub const fn entries(self) -> &'static [$crate::Entry<ErrorCode>] {
                $crate::lookup::part(&ENTRY_TABLE, &ENTRY_OFFSETS, self as usize)
            }

            /// The code's entry under a status.
            #[must_use]
            #[inline]
            pub const fn entry(
                self,
                status: u16,
            ) -> ::core::option::Option<&'static $crate::Entry<ErrorCode>> {
                $crate::lookup::entry(self.entries(), status)
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

            const COLUMNS: &'static $crate::lookup::Columns<Self> = &COLUMNS;

            #[inline]
            fn from_name(name: &str) -> ::core::option::Option<Self> {
                Self::from_name(name)
            }

            #[inline]
            fn as_str(self) -> &'static str {
                self.as_str()
            }

            #[inline]
            fn entries(self) -> &'static [$crate::Entry<ErrorCode>] {
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
        pub static ENTRIES: &[$crate::Entry<ErrorCode>] = &ENTRY_TABLE;

        /// The entry of a code's name and a status.
        #[must_use]
        #[inline]
        pub const fn entry(
            name: &str,
            status: u16,
        ) -> ::core::option::Option<&'static $crate::Entry<ErrorCode>> {
            match ErrorCode::from_name(name) {
                ::core::option::Option::Some(code) => code.entry(status),
                ::core::option::Option::None => ::core::option::Option::None,
            }
        }

        /// The entries under a status, in the order of their codes' names.
        #[must_use]
        #[inline]
        pub const fn entries_with_status(status: u16) -> &'static [$crate::Entry<ErrorCode>] {
            $crate::lookup::with_status(&STATUSES, status)
        }

        impl Table {
            /// All tables, in the order of the document.
            pub const ALL: &'static [Self] = &TABLES;

            /// The title in the document, without the number before it.
            #[must_use]
            #[inline]
            pub const fn title(self) -> &'static str {
                TITLES[self as usize]
            }

            /// The table's entries, in the order of the document.
            #[must_use]
            #[inline]
            pub const fn entries(self) -> &'static [$crate::Entry<ErrorCode>] {
                $crate::lookup::part(&LISTED_ENTRIES, &LISTED_OFFSETS, self as usize)
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
                &ENTRY_TABLE[MESSAGE_ENTRIES[self.parts().0] as usize]
            }

            /// The message without its values.
            #[must_use]
            #[inline]
            pub fn template(&self) -> &'static $crate::Template {
                &TEMPLATES[self.parts().0]
            }

            /// The names of the placeholders with their values, in the order in which they first
            /// occur.
            #[inline]
            pub fn values(
                &self,
            ) -> impl ::core::iter::Iterator<Item = (&'static str, &'a str)> + use<'a> {
                let (index, values) = self.parts();
                let names = TEMPLATES[index].placeholders();
                ::core::iter::Iterator::zip(::core::iter::Iterator::copied(names.iter()), values)
            }

            /// Writes the message. [`Display`](::core::fmt::Display) writes the same by way of a formatter.
            ///
            /// # Errors
            ///
            /// The writer fails.
            #[inline]
            pub fn render(&self, out: &mut impl ::core::fmt::Write) -> ::core::fmt::Result {
                // Not taken apart: its values would be copied.
                let parts = self.parts();
                PIECES.template(parts.0).write(&parts.1, out)
            }

            /// Reads a message of an entry back into its values, borrowing them from the text.
            ///
            /// White space is tolerated around the values and wherever the document has some. A
            /// value may be empty, and ends where the text behind its placeholder stands first: one
            /// that holds that text itself is read as another one, or as none where the placeholder
            /// occurs twice. Where the text fits several messages of the entry, the answer
            /// is the one that leaves the least to its values. `None` where it fits none.
            #[must_use]
            #[inline]
            pub fn parse(
                entry: &$crate::Entry<ErrorCode>,
                text: &'a str,
            ) -> ::core::option::Option<Self> {
                let own = $crate::lookup::part(&MESSAGE_ORDER, &MESSAGE_OFFSETS, entry.index());
                Self::first_of(own, text)
            }

            /// Reads a message of any entry: the one that leaves the least to its values; of
            /// several that say the same, the first in the order of [`ENTRIES`].
            #[must_use]
            #[inline]
            pub fn parse_any(text: &'a str) -> ::core::option::Option<Self> {
                Self::first_of(&ANY_MESSAGE_ORDER, text)
            }

            /// The message that leaves the least to its values; of several, the first.
            #[inline]
            fn first_of(order: &[u16], text: &'a str) -> ::core::option::Option<Self> {
                let mut least = usize::MAX;
                let mut best = ::core::option::Option::None;
                for &index in order {
                    let index = index as usize;
                    if let ::core::option::Option::Some(values) = PIECES.template(index).read(text)
                    {
                        let left = $crate::lookup::total(&values);
                        if left < least {
                            least = left;
                            best = Self::from_parts(index, values);
                        }
                    }
                }
                best
            }
        }

        impl ::core::fmt::Display for Message<'_> {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                self.render(f)
            }
        }

        // A message is its position and its values: what is derived from all of its variants would
        // say the same at many times the cost to the compiler.

        impl ::core::fmt::Debug for Message<'_> {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut debug = f.debug_struct(MESSAGE_NAMES[self.parts().0]);
                for (name, value) in self.values() {
                    debug.field(name, &value);
                }
                debug.finish()
            }
        }

        impl ::core::cmp::PartialEq for Message<'_> {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.parts() == other.parts()
            }
        }

        impl ::core::cmp::Eq for Message<'_> {}

        impl ::core::hash::Hash for Message<'_> {
            #[inline]
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                ::core::hash::Hash::hash(&self.parts(), state);
            }
        }
    };
}
