//! The codes: `ErrorCode`, and the columns and the hash of its names.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{ENUM, Names, column, ident, numbers, strings};
use crate::generator::catalogue::{Catalogue, Entry};
use crate::generator::index::{Hash, Index};
use crate::generator::text;

pub(super) fn error_code(
    catalogue: &Catalogue,
    names: &Names,
    runtime: &TokenStream,
) -> syn::Result<TokenStream> {
    // Other crates need not have the page of the catalogue.
    let is_linked = runtime.to_string() == "crate";
    let mut variants = TokenStream::new();
    for (code, variant) in catalogue.codes.iter().zip(&names.variants) {
        let mut docs = vec![format!(" `{}`", code.name), String::new()];
        for entry in &catalogue.entries[code.entries.clone()] {
            docs.push(entry_doc(catalogue, entry, is_linked));
        }
        variants.extend(quote!(#(#[doc = #docs])* #variant,));
    }
    let attributes: TokenStream = syn::parse_str(ENUM)?;
    Ok(quote! {
        /// The codes of the document, in the order of their names.
        ///
        /// A code is not a row: one that stands under several statuses has several
        /// [`entries`](Self::entries). The discriminants are no promise.
        #attributes
        pub enum ErrorCode {
            #variants
        }
    })
}

/// What the document says of an entry, as an item of a list in a doc comment.
fn entry_doc(catalogue: &Catalogue, entry: &Entry, is_linked: bool) -> String {
    let mut titles = Vec::new();
    for &table in &entry.tables {
        titles.push(text::doc(&catalogue.tables[table].title));
    }
    let titles = titles.join(", ");
    let Entry {
        status,
        message,
        solution,
        line,
        ..
    } = entry;
    let message = match message.as_str() {
        "" => "(no message)".to_owned(),
        message => text::doc(message),
    };
    let solution = match solution {
        Some(solution) => format!(" Solution: {}", text::doc(solution)),
        None => String::new(),
    };
    let line = match is_linked {
        true => format!("[line {line}](crate#line-{line})"),
        false => format!("line {line}"),
    };
    format!(" * {status}: {message}{solution} ({titles}, {line} of the document)")
}

pub(super) fn code_columns(names: &Names) -> TokenStream {
    let mut codes = TokenStream::new();
    for variant in &names.variants {
        codes.extend(quote!(ErrorCode::#variant,));
    }
    let codes = column("CODES", &quote!(ErrorCode), names.variants.len(), &codes);
    let offsets = numbers("ENTRY_OFFSETS", &names.offsets);
    let names = strings("NAMES", &names.names);
    quote!(#codes #names #offsets)
}

/// The perfect hash of the names, and what every catalogue offers. Where there is no such hash, names are
/// searched for.
pub(super) fn index(names: &Names, runtime: &TokenStream) -> TokenStream {
    let Index {
        hash: Hash { multiplier, part },
        displacements,
        slots,
    } = Index::find(&names.names).unwrap_or_default();
    let one_step = displacements.is_empty() && !slots.is_empty();
    let find = ident(if one_step { "Slots" } else { "Index" });
    let part = ident(&format!("{part:?}"));
    let multiplier = Literal::u64_unsuffixed(multiplier);
    let column = |name, values: &[u16]| {
        let mut numbers_of = Vec::with_capacity(values.len());
        for &value in values {
            numbers_of.push(usize::from(value));
        }
        numbers(name, &numbers_of)
    };
    let displacements = match one_step {
        true => TokenStream::new(),
        false => column("DISPLACEMENTS", &displacements),
    };
    let slots = column("SLOTS", &slots);
    quote! {
        #displacements
        #slots
        #runtime::catalogue_api!(#find, #multiplier, #part);
    }
}
