//! The codes: `ErrorCode`, and the columns and the hash of its names.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{Names, column, enum_attributes, ident, numbers, strings};
use crate::generator::catalogue::{Catalogue, Entry};
use crate::generator::group::List;
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
    let titles = text::joined(&titles.list(), ", ");
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

pub(super) fn code_columns(names: &Names, runtime: &TokenStream) -> TokenStream {
    let Names {
        variants,
        names,
        offsets,
        ..
    } = names;
    let codes = variants.iter().map(|variant| quote!(ErrorCode::#variant));
    let codes = column("CODES", &quote!(ErrorCode), &codes.list());
    let offsets = numbers("ENTRY_OFFSETS", offsets);
    let index = index(names, runtime);
    let names = strings("NAMES", names);
    quote!(#index #codes #names #offsets)
}

/// The perfect hash of the names, and the function that finds a code with it. Where there is none,
/// names are searched for.
fn index(names: &[&str], runtime: &TokenStream) -> TokenStream {
    let Index {
        hash: Hash { multiplier, part },
        displacements,
        slots,
    } = Index::find(names).unwrap_or_default();
    let multiplier = Literal::u64_unsuffixed(multiplier);
    let part = ident(&format!("{part:?}"));
    let (table, found) = if displacements.is_empty() && !slots.is_empty() {
        let count = Literal::usize_unsuffixed(slots.len());
        let slots = slots.into_iter().map(Literal::u16_unsuffixed);
        let table = quote! {
            static SLOTS: #runtime::lookup::Slots<ErrorCode, #count> =
                #runtime::lookup::Slots::new(&NAMES, &CODES, [#(#slots),*]);
        };
        (table, quote!(SLOTS.find(HASH, name)))
    } else {
        let numbers = |name, values: &[u16]| {
            let values = values.iter().map(|&value| usize::from(value));
            numbers(name, &values.list())
        };
        let displacements = numbers("DISPLACEMENTS", &displacements);
        let slots = numbers("SLOTS", &slots);
        let table = quote! {
            #displacements

            #slots

            const INDEX: #runtime::lookup::Index = #runtime::lookup::Index {
                names: &NAMES,
                hash: HASH,
                displacements: &DISPLACEMENTS,
                slots: &SLOTS,
            };
        };
        (table, quote!(INDEX.find(&CODES, name)))
    };
    quote! {
        const HASH: #runtime::lookup::Hash = #runtime::lookup::Hash {
            multiplier: #multiplier,
            part: #runtime::lookup::Part::#part,
        };

        #table

        impl ErrorCode {
            #[inline]
            const fn find(name: &str) -> ::core::option::Option<Self> {
                #found
            }
        }
    }
}
