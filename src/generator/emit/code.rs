//! The codes: `ErrorCode`, its lookups and its traits.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

use super::{Names, column, enum_attributes, numbers, strings};
use crate::generator::catalogue::{Catalogue, Entry};
use crate::generator::index::{Hash, Index};
use crate::generator::text;

pub(super) fn error_code(
    catalogue: &Catalogue,
    names: &Names,
    runtime: &TokenStream,
) -> TokenStream {
    let Names { variants, .. } = names;
    // Other crates need not have the page of the catalogue.
    let is_linked = runtime.to_string() == "crate";
    let docs = catalogue.codes.iter().map(|code| {
        let entries = &catalogue.entries[code.entries.clone()];
        let lines = entries
            .iter()
            .map(|entry| entry_doc(catalogue, entry, is_linked));
        let lines = [format!(" `{}`", code.name), String::new()]
            .into_iter()
            .chain(lines);
        quote!(#(#[doc = #lines])*)
    });
    let attributes = enum_attributes();
    quote! {
        /// The codes of the document, in the order of their names.
        ///
        /// A code is not a row: one that stands under several statuses has several
        /// [`entries`](Self::entries). The discriminants are no promise.
        #attributes
        pub enum ErrorCode {
            #(#docs #variants,)*
        }
    }
}

/// What the document says of an entry, as an item of a list in a doc comment.
fn entry_doc(catalogue: &Catalogue, entry: &Entry, is_linked: bool) -> String {
    let titles = entry
        .tables
        .iter()
        .map(|&table| text::doc(&catalogue.tables[table].title));
    let titles = titles.collect::<Vec<_>>().join(", ");
    let Entry {
        status,
        message,
        solution,
        line,
        ..
    } = entry;
    let solution = solution.as_ref().map_or(String::new(), |text| {
        format!(" Solution: {}", text::doc(text))
    });
    let message = if message.is_empty() {
        "(no message)".to_owned()
    } else {
        text::doc(message)
    };
    let line = match is_linked {
        true => format!("[line {line}](crate#line-{line})"),
        false => format!("line {line}"),
    };
    format!(" * {status}: {message}{solution} ({titles}, {line} of the document)")
}

pub(super) fn code_lookups(names: &Names, runtime: &TokenStream) -> TokenStream {
    let Names {
        variants,
        names,
        offsets,
        ..
    } = names;
    let codes = column(
        "CODES",
        &quote!(ErrorCode),
        variants.iter().map(|variant| quote!(ErrorCode::#variant)),
    );
    let offsets = numbers("ENTRY_OFFSETS", offsets.iter().copied());
    let (index, find) = index(names, runtime);
    let names = strings("NAMES", names);
    quote! {
        #index

        #codes

        #names

        #offsets

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
                #find
            }

            /// The code's entries, one a status, in the order of the statuses. There is always
            /// at least one.
            #[must_use]
            #[inline]
            pub const fn entries(self) -> &'static [#runtime::Entry<ErrorCode>] {
                #runtime::lookup::part(&ENTRY_TABLE, &ENTRY_OFFSETS, self as usize)
            }

            /// The code's entry under a status.
            #[must_use]
            #[inline]
            pub const fn entry(self, status: u16) -> ::core::option::Option<&'static #runtime::Entry<ErrorCode>> {
                #runtime::lookup::entry(self.entries(), status)
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
    }
}

/// The perfect hash of the names, and the expression that finds a code with it. Where there is none,
/// names are searched for.
fn index(names: &[String], runtime: &TokenStream) -> (TokenStream, TokenStream) {
    let Index {
        hash: Hash { multiplier, part },
        displacements,
        slots,
    } = Index::find(names).unwrap_or_default();
    let multiplier = Literal::u64_unsuffixed(multiplier);
    let part = Ident::new(&format!("{part:?}"), Span::call_site());
    let hash = quote! {
        #runtime::lookup::Hash { multiplier: #multiplier, part: #runtime::lookup::Part::#part }
    };
    if displacements.is_empty() && !slots.is_empty() {
        let count = Literal::usize_unsuffixed(slots.len());
        let slots = slots.into_iter().map(Literal::u16_unsuffixed);
        let table = quote! {
            const HASH: #runtime::lookup::Hash = #hash;

            static SLOTS: #runtime::lookup::Slots<ErrorCode, #count> =
                #runtime::lookup::Slots::new(&NAMES, &CODES, [#(#slots),*]);
        };
        return (table, quote!(SLOTS.find(HASH, name)));
    }
    let displacements = numbers("DISPLACEMENTS", displacements.into_iter().map(usize::from));
    let slots = numbers("SLOTS", slots.into_iter().map(usize::from));
    let table = quote! {
        #displacements

        #slots

        const INDEX: #runtime::lookup::Index = #runtime::lookup::Index {
            names: &NAMES,
            hash: #hash,
            displacements: &DISPLACEMENTS,
            slots: &SLOTS,
        };
    };
    let find = quote! {
        match INDEX.find(name) {
            ::core::option::Option::Some(index) => ::core::option::Option::Some(CODES[index]),
            ::core::option::Option::None => ::core::option::Option::None,
        }
    };
    (table, find)
}

pub(super) fn code_traits(runtime: &TokenStream) -> TokenStream {
    quote! {
        impl #runtime::Code for ErrorCode {
            type Table = Table;

            const COLUMNS: &'static #runtime::lookup::Columns<Self> = &COLUMNS;

            fn from_name(name: &str) -> ::core::option::Option<Self> {
                Self::from_name(name)
            }

            fn as_str(self) -> &'static str {
                self.as_str()
            }

            fn entries(self) -> &'static [#runtime::Entry<ErrorCode>] {
                self.entries()
            }
        }

        impl ::core::fmt::Debug for ErrorCode {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl ::core::fmt::Display for ErrorCode {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::core::convert::AsRef<str> for ErrorCode {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::str::FromStr for ErrorCode {
            type Err = #runtime::UnknownCode;

            fn from_str(name: &str) -> ::core::result::Result<Self, #runtime::UnknownCode> {
                Self::from_name(name).ok_or_else(|| #runtime::UnknownCode::new(name))
            }
        }

        impl ::core::convert::TryFrom<&str> for ErrorCode {
            type Error = #runtime::UnknownCode;

            fn try_from(name: &str) -> ::core::result::Result<Self, #runtime::UnknownCode> {
                ::core::str::FromStr::from_str(name)
            }
        }
    }
}
