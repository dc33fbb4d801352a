//! `ErrorCode` and `Table`, with what the document says of each variant.

use proc_macro2::TokenStream;
use quote::quote;

use super::ident;
use crate::generator::catalogue::{Catalogue, Entry};
use crate::generator::handling::Handling;
use crate::generator::text;

pub(super) fn error_code(catalogue: &Catalogue, is_linked: bool) -> TokenStream {
    let variants: Vec<_> = catalogue
        .codes
        .iter()
        .map(|code| ident(&code.variant))
        .collect();
    let docs = catalogue.codes.iter().map(|code| {
        let mut docs = vec![format!(" {}", text::doc_code(&code.name)), String::new()];
        let entries = &catalogue.entries[code.entries.clone()];
        docs.extend(
            entries
                .iter()
                .flat_map(|entry| entry_docs(catalogue, entry, is_linked)),
        );
        quote!(#(#[doc = #docs])*)
    });
    let attributes = attributes();
    quote! {
        /// The codes of the document, in the order of their names.
        ///
        /// A code is not a row: one that stands under several statuses has several
        /// [`entries`](Self::entries). The discriminants are no promise.
        #attributes
        pub enum ErrorCode {
            #(#docs #variants,)*
        }

        impl ErrorCode {
            /// All codes, in the order of their names.
            pub const ALL: &'static [Self] = &[#(Self::#variants,)*];
        }
    }
}

/// What the document says of an entry, and how we read it: the lines of an item of a list.
fn entry_docs(catalogue: &Catalogue, entry: &Entry, is_linked: bool) -> Vec<String> {
    let mut docs = Vec::new();
    for text in &entry.texts {
        // Where rows say different things, each has its own table.
        let tables = match entry.texts.as_slice() {
            [_] => entry.tables.as_slice(),
            _ => core::slice::from_ref(&text.table),
        };
        let titles = tables
            .iter()
            .map(|&table| text::doc(&catalogue.tables[table].title));
        let titles = titles.collect::<Vec<_>>().join(", ");
        let message = match text.message.as_str() {
            "" => "(no message)".to_owned(),
            message => text::doc(message),
        };
        let line = text.line;
        // The front page has an anchor for the first line of an entry.
        let line = match is_linked && line == entry.line() {
            true => format!("[line {line}](crate#line-{line})"),
            false => format!("line {line}"),
        };
        let status = entry.status;
        docs.push(format!(
            " * {status}: {message} ({titles}, {line} of the document)"
        ));
        let solution = text.solution.as_ref();
        docs.extend(solution.map(|solution| format!("   * Solution: {}", text::doc(solution))));
    }
    let handling = entry.handling.as_ref();
    let handling = handling.map(|handling| format!("   * {}", reading(handling)));
    docs.extend(handling);
    docs
}

/// How we read an entry.
pub(super) fn reading(handling: &Handling) -> String {
    let Handling { grpc, retry, .. } = handling;
    let reason = text::doc(&handling.reason);
    format!("Our reading: gRPC `{grpc}`, retry {retry}. {reason}")
}

pub(super) fn table(catalogue: &Catalogue) -> TokenStream {
    let variants: Vec<_> = catalogue
        .tables
        .iter()
        .map(|table| ident(&table.variant))
        .collect();
    let docs = catalogue.tables.iter().map(|table| {
        let entries = text::counted_as(table.entries.len(), "entry", "entries");
        format!(" {}: {entries}", text::doc(&table.title))
    });
    let attributes = attributes();
    quote! {
        /// The tables of the document, by their titles, in the order of the document.
        #attributes
        #[derive(::core::fmt::Debug)]
        pub enum Table {
            #(#[doc = #docs] #variants,)*
        }

        impl Table {
            /// All tables, in the order of the document.
            pub const ALL: &'static [Self] = &[#(Self::#variants,)*];
        }
    }
}

/// What both enums have in common.
fn attributes() -> TokenStream {
    quote! {
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
    }
}
