//! The catalogue in, formatted Rust out.
//!
//! The emitted text begins with the enums, which is what programs see. Then come the rows: one for each
//! code, entry and table, with the templates of an entry inside it. What all catalogues share is a
//! macro of the run-time half.

mod enums;
mod message;
mod page;
mod rows;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::catalogue::Catalogue;
use super::text;

pub use page::page;

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
/// The runtime path is no path, or the name of a table is no name in Rust, as in a draft whose tables nobody
/// has named.
pub fn emit(catalogue: &Catalogue, options: Options<'_>) -> syn::Result<String> {
    syn::parse_str::<syn::Path>(options.runtime)?;
    let runtime: TokenStream = syn::parse_str(options.runtime)?;
    for table in &catalogue.tables {
        syn::parse_str::<Ident>(&table.variant)?;
    }
    // Only this crate has the page of the catalogue, to which docs can link.
    let is_linked = options.runtime == "crate";
    let document = text::visible(options.document);
    // One part after the other: a syntax tree takes far more memory than its text.
    let parts = [
        format!("// @generated from {document}. Change the document, not this file.\n"),
        formatted(enums::error_code(catalogue, is_linked))?,
        formatted(enums::table(catalogue))?,
        formatted(message::definition(catalogue))?,
        rows::rows(catalogue, options.runtime),
        formatted(message::conversions(catalogue))?,
        formatted(quote!(#runtime::catalogue_api!();))?,
    ];
    Ok(parts.join("\n"))
}

fn formatted(tokens: TokenStream) -> syn::Result<String> {
    Ok(prettyplease::unparse(&syn::parse2(tokens)?))
}

/// An identifier, which may be a word of the language in its raw form.
fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(word) => Ident::new_raw(word, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}
