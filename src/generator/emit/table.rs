//! The tables: `Table`, its lookups and its traits.

use proc_macro2::TokenStream;
use quote::quote;

use super::entry::groups;
use super::{Names, enum_attributes, strings};
use crate::generator::catalogue::Catalogue;
use crate::generator::text;

pub(super) fn table(catalogue: &Catalogue, names: &Names) -> TokenStream {
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
    let attributes = enum_attributes();
    quote! {
        /// The tables of the document, by their titles, in the order of the document.
        #attributes
        #[derive(::core::fmt::Debug)]
        pub enum Table {
            #(#[doc = #docs] #tables,)*
        }
    }
}

pub(super) fn table_lookups(
    catalogue: &Catalogue,
    names: &Names,
    runtime: &TokenStream,
) -> TokenStream {
    let Names { tables, titles, .. } = names;
    let titles = strings("TITLES", titles);
    let listed: Vec<&[usize]> = catalogue
        .tables
        .iter()
        .map(|table| table.entries.as_slice())
        .collect();
    let listed = groups(["LISTED", "LISTED_OFFSETS"], &listed, runtime);
    quote! {
        #listed

        impl Table {
            /// All tables, in the order of the document.
            pub const ALL: &'static [Self] = &[#(Self::#tables),*];

            /// The title in the document, without the number before it.
            #[must_use]
            pub const fn title(self) -> &'static str {
                #titles
                TITLES[self as usize]
            }

            /// The table's entries, in the order of the document.
            #[must_use]
            pub const fn entries(self) -> &'static [#runtime::Entry<ErrorCode>] {
                #runtime::lookup::part(&LISTED, &LISTED_OFFSETS, self as usize)
            }
        }
    }
}

pub(super) fn table_traits() -> TokenStream {
    quote! {
        impl ::core::fmt::Display for Table {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.title())
            }
        }
    }
}
