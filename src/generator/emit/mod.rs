//! The catalogue in, formatted Rust out.

mod code;
mod entry;
mod message;
mod page;
mod table;

use proc_macro2::{Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use super::catalogue::Catalogue;
use super::text;
use crate::generator::group::List;

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
    let names = Names::of(catalogue);
    let mut text = format!(
        "// @generated from {}. Change the document, not this file.\n",
        text::visible(options.document)
    );
    // One part after the other: the syntax tree takes far more memory than the text.
    let mut add = |part: TokenStream| -> syn::Result<()> {
        text.push_str(&prettyplease::unparse(&syn::parse2(part)?));
        Ok(())
    };
    add(code::error_code(catalogue, &names, &runtime))?;
    add(table::table(catalogue, &names))?;
    message::messages(catalogue, &runtime, &mut add)?;
    add(entry::entries(catalogue, &names, &runtime))?;
    add(entry::statuses(catalogue, &runtime))?;
    add(code::code_columns(&names, &runtime))?;
    add(table::table_columns(catalogue, &names, &runtime))?;
    add(quote!(#runtime::catalogue_api!();))?;
    Ok(text)
}

/// Identifiers and strings, bound once.
struct Names<'a> {
    variants: Vec<Ident>,
    names: Vec<&'a str>,
    tables: Vec<Ident>,
    titles: Vec<&'a str>,
    /// Where each code's entries start, and where the last one's end.
    offsets: Vec<usize>,
}

impl<'a> Names<'a> {
    fn of(catalogue: &'a Catalogue) -> Self {
        let starts = catalogue.codes.iter().map(|code| code.entries.start);
        let offsets = starts.chain([catalogue.entries.len()]);
        Self {
            variants: catalogue
                .codes
                .iter()
                .map(|code| ident(&code.variant))
                .list(),
            names: catalogue.codes.iter().map(|code| code.name.as_str()).list(),
            tables: catalogue
                .tables
                .iter()
                .map(|table| ident(&table.variant))
                .list(),
            titles: catalogue
                .tables
                .iter()
                .map(|table| table.title.as_str())
                .list(),
            offsets: offsets.list(),
        }
    }
}

/// A static array. What a column of numbers or strings costs the compiler is a fraction of what it takes
/// for expressions, and an array by its name a fraction of one in the middle of another.
fn column<T: ToTokens>(name: &str, of: &TokenStream, values: &[T]) -> TokenStream {
    let (name, count) = (ident(name), Literal::usize_unsuffixed(values.len()));
    let mut list = TokenStream::new();
    for value in values {
        value.to_tokens(&mut list);
        list.extend([TokenTree::Punct(Punct::new(',', Spacing::Alone))]);
    }
    quote!(static #name: [#of; #count] = [#list];)
}

/// A static array of strings.
fn strings(name: &str, values: &[&str]) -> TokenStream {
    column(name, &quote!(&str), values)
}

/// A static array of numbers, all of which are at most as many as there are messages.
fn numbers(name: &str, values: &[usize]) -> TokenStream {
    large_numbers(name, &quote!(u16), values)
}

/// A static array of numbers of a type.
fn large_numbers(name: &str, of: &TokenStream, values: &[usize]) -> TokenStream {
    let values = values.iter().map(|&value| Literal::usize_unsuffixed(value));
    column(name, of, &values.list())
}

/// An identifier, which may be a word of the language in its raw form.
fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(word) => Ident::new_raw(word, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// What both enums of names have in common.
fn enum_attributes() -> TokenStream {
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
