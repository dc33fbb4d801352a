//! The catalogue in, formatted Rust out.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

use super::catalogue::{Catalogue, Entry};
use super::text;

/// What the emitted code refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options<'a> {
    /// The document's path, for the first line.
    pub document: &'a str,
    /// The path of the crate with the run-time types: `crate` or `::apigateway_errors`.
    pub runtime: &'a str,
}

/// Emits the Rust text of a catalogue.
///
/// # Errors
///
/// The tokens are no Rust, which only a runtime path that is no path can bring about.
pub fn emit(catalogue: &Catalogue, options: Options<'_>) -> syn::Result<String> {
    let runtime: TokenStream = syn::parse_str(options.runtime)?;
    let names = Names::of(catalogue);
    let definitions = [
        error_code(catalogue, &names),
        table(catalogue, &names),
        entries(catalogue, &names, &runtime),
    ];
    let lookups = [
        code_lookups(&names, &runtime),
        table_lookups(catalogue, &names, &runtime),
        entry_lookups(catalogue, &runtime),
        code_traits(&runtime),
        table_traits(),
    ];
    let file = syn::parse2(definitions.into_iter().chain(lookups).collect())?;
    let header = format!(
        "// @generated from {}. Change the document, not this file.\n",
        text::visible(options.document)
    );
    Ok(header + &prettyplease::unparse(&file))
}

/// Identifiers and strings, bound once.
struct Names {
    variants: Vec<Ident>,
    names: Vec<String>,
    tables: Vec<Ident>,
    titles: Vec<String>,
    /// Where each code's entries start, and where the last one's end.
    offsets: Vec<Literal>,
}

impl Names {
    fn of(catalogue: &Catalogue) -> Self {
        let ident = |name: &str| Ident::new(name, Span::call_site());
        let starts = catalogue.codes.iter().map(|code| code.entries.start);
        let offsets = starts.chain([catalogue.entries.len()]);
        Self {
            variants: catalogue
                .codes
                .iter()
                .map(|code| ident(&code.variant))
                .collect(),
            names: catalogue
                .codes
                .iter()
                .map(|code| code.name.clone())
                .collect(),
            tables: catalogue
                .tables
                .iter()
                .map(|table| ident(&table.variant))
                .collect(),
            titles: catalogue
                .tables
                .iter()
                .map(|table| table.title.clone())
                .collect(),
            offsets: offsets.map(Literal::usize_unsuffixed).collect(),
        }
    }
}

fn error_code(catalogue: &Catalogue, names: &Names) -> TokenStream {
    let Names { variants, .. } = names;
    let docs = catalogue.codes.iter().map(|code| {
        let entries = &catalogue.entries[code.entries.clone()];
        let lines = entries.iter().map(|entry| entry_doc(catalogue, entry));
        let lines = [format!(" `{}`", code.name), String::new()]
            .into_iter()
            .chain(lines);
        quote!(#(#[doc = #lines])*)
    });
    quote! {
        /// The codes of the document, in the order of their names.
        ///
        /// A code is not a row: one that stands under several statuses has several
        /// [`entries`](Self::entries). The discriminants are no promise.
        #[derive(
            ::core::clone::Clone,
            ::core::marker::Copy,
            ::core::cmp::PartialEq,
            ::core::cmp::Eq,
            ::core::cmp::PartialOrd,
            ::core::cmp::Ord,
            ::core::hash::Hash,
        )]
        #[repr(u16)]
        #[non_exhaustive]
        pub enum ErrorCode {
            #(#docs #variants,)*
        }
    }
}

/// What the document says of an entry, as an item of a list in a doc comment.
fn entry_doc(catalogue: &Catalogue, entry: &Entry) -> String {
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
    format!(" * {status}: {message}{solution} ({titles}, line {line} of the document)")
}

fn table(catalogue: &Catalogue, names: &Names) -> TokenStream {
    let Names { tables, .. } = names;
    let docs = catalogue.tables.iter().map(|table| {
        let entries = if table.entries.len() == 1 {
            "entry"
        } else {
            "entries"
        };
        format!(
            " {}: {} {entries}",
            text::doc(&table.title),
            table.entries.len()
        )
    });
    quote! {
        /// The tables of the document, by their titles, in the order of the document.
        #[derive(
            ::core::clone::Clone,
            ::core::marker::Copy,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::cmp::Eq,
            ::core::cmp::PartialOrd,
            ::core::cmp::Ord,
            ::core::hash::Hash,
        )]
        #[repr(u16)]
        #[non_exhaustive]
        pub enum Table {
            #(#[doc = #docs] #tables,)*
        }
    }
}

fn entries(catalogue: &Catalogue, names: &Names, runtime: &TokenStream) -> TokenStream {
    let Names {
        variants, tables, ..
    } = names;
    let entries = catalogue.entries.iter().map(|entry| {
        let Entry {
            code,
            status,
            message,
            solution,
            tables: listed,
            line,
        } = entry;
        let code = &variants[*code];
        let status = Literal::u16_unsuffixed(*status);
        let solution = match solution {
            Some(text) => quote!(::core::option::Option::Some(#text)),
            None => quote!(::core::option::Option::None),
        };
        let listed = listed.iter().map(|&table| &tables[table]);
        let line = Literal::u32_unsuffixed(u32::try_from(*line).unwrap_or(u32::MAX));
        quote! {
            #runtime::Entry::from_row(#runtime::Row {
                code: ErrorCode::#code,
                status: #status,
                message: #message,
                solution: #solution,
                tables: &[#(Table::#listed),*],
                line: #line,
            })
        }
    });
    let count = Literal::usize_unsuffixed(catalogue.entries.len());
    quote! {
        static ENTRY_TABLE: [#runtime::Entry<ErrorCode>; #count] = [#(#entries),*];
    }
}

fn code_lookups(names: &Names, runtime: &TokenStream) -> TokenStream {
    let Names {
        variants,
        names,
        offsets,
        ..
    } = names;
    let count = Literal::usize_unsuffixed(names.len());
    let bounds = Literal::usize_unsuffixed(offsets.len());
    quote! {
        static NAMES: [&str; #count] = [#(#names),*];

        static ENTRY_OFFSETS: [u16; #bounds] = [#(#offsets),*];

        impl ErrorCode {
            /// All codes, in the order of their names.
            pub const ALL: &'static [Self] = &[#(Self::#variants),*];

            /// The code's name, byte for byte as the document has it.
            #[must_use]
            #[inline]
            pub const fn as_str(self) -> &'static str {
                NAMES[self as usize]
            }

            /// The code of that name. Names are matched exactly.
            #[must_use]
            pub const fn from_name(name: &str) -> ::core::option::Option<Self> {
                match #runtime::lookup::position(&NAMES, name) {
                    ::core::option::Option::Some(index) => ::core::option::Option::Some(Self::ALL[index]),
                    ::core::option::Option::None => ::core::option::Option::None,
                }
            }

            /// The code's entries, one a status, in the order of the statuses. There is always
            /// at least one.
            #[must_use]
            pub const fn entries(self) -> &'static [#runtime::Entry<ErrorCode>] {
                let start = ENTRY_OFFSETS[self as usize] as usize;
                let end = ENTRY_OFFSETS[self as usize + 1] as usize;
                ENTRY_TABLE.split_at(end).0.split_at(start).1
            }

            /// The code's entry under a status.
            #[must_use]
            pub const fn entry(self, status: u16) -> ::core::option::Option<&'static #runtime::Entry<ErrorCode>> {
                #runtime::lookup::entry(self.entries(), status)
            }

            /// The code's status, where it has only one.
            #[must_use]
            pub const fn status(self) -> ::core::option::Option<u16> {
                match self.entries() {
                    [entry] => ::core::option::Option::Some(entry.status()),
                    _ => ::core::option::Option::None,
                }
            }
        }
    }
}

fn table_lookups(catalogue: &Catalogue, names: &Names, runtime: &TokenStream) -> TokenStream {
    let Names { tables, titles, .. } = names;
    let count = Literal::usize_unsuffixed(tables.len());
    let listed = catalogue
        .tables
        .iter()
        .map(|table| references(&table.entries));
    quote! {
        impl Table {
            /// All tables, in the order of the document.
            pub const ALL: &'static [Self] = &[#(Self::#tables),*];

            /// The title in the document, without the number before it.
            #[must_use]
            pub const fn title(self) -> &'static str {
                static TITLES: [&str; #count] = [#(#titles),*];
                TITLES[self as usize]
            }

            /// The table's entries, in the order of the document.
            #[must_use]
            pub const fn entries(self) -> &'static [&'static #runtime::Entry<ErrorCode>] {
                static LISTED: [&[&#runtime::Entry<ErrorCode>]; #count] = [#(#listed),*];
                LISTED[self as usize]
            }
        }
    }
}

/// References to entries, as a slice.
fn references(entries: &[usize]) -> TokenStream {
    let indexes = entries
        .iter()
        .map(|&index| Literal::usize_unsuffixed(index));
    quote!(&[#(&ENTRY_TABLE[#indexes]),*])
}

fn entry_lookups(catalogue: &Catalogue, runtime: &TokenStream) -> TokenStream {
    let mut by_status: std::collections::BTreeMap<u16, Vec<usize>> =
        std::collections::BTreeMap::new();
    for (index, entry) in catalogue.entries.iter().enumerate() {
        by_status.entry(entry.status).or_default().push(index);
    }
    let statuses = by_status
        .keys()
        .map(|&status| Literal::u16_unsuffixed(status));
    let listed = by_status.values().map(|entries| references(entries));
    quote! {
        /// All entries, in the order of their codes' names and then of their statuses.
        pub static ENTRIES: &[#runtime::Entry<ErrorCode>] = &ENTRY_TABLE;

        /// The entry of a code's name and a status.
        #[must_use]
        pub const fn entry(name: &str, status: u16) -> ::core::option::Option<&'static #runtime::Entry<ErrorCode>> {
            match ErrorCode::from_name(name) {
                ::core::option::Option::Some(code) => code.entry(status),
                ::core::option::Option::None => ::core::option::Option::None,
            }
        }

        /// The entries under a status, in the order of their codes' names.
        #[must_use]
        pub const fn entries_with_status(status: u16) -> &'static [&'static #runtime::Entry<ErrorCode>] {
            match status {
                #(#statuses => { static LISTED: &[&#runtime::Entry<ErrorCode>] = #listed; LISTED })*
                _ => &[],
            }
        }
    }
}

fn code_traits(runtime: &TokenStream) -> TokenStream {
    quote! {
        impl #runtime::Code for ErrorCode {
            type Table = Table;

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

fn table_traits() -> TokenStream {
    quote! {
        impl ::core::fmt::Display for Table {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.title())
            }
        }
    }
}
