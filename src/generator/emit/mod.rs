//! The catalogue in, formatted Rust out.

mod code;
mod entry;
mod message;
mod page;
mod table;

use proc_macro2::{Ident, Literal, Span, TokenStream};
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
    add(code::error_code(catalogue, &names, &runtime)?)?;
    add(table::table(catalogue, &names)?)?;
    message::messages(catalogue, &runtime, &mut add)?;
    add(entry::entries(catalogue, &names, &runtime))?;
    add(entry::statuses(catalogue))?;
    add(code::code_columns(&names))?;
    add(table::table_columns(catalogue, &names))?;
    add(code::index(&names, &runtime))?;
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
        let mut all = Self {
            variants: Vec::new(),
            names: Vec::new(),
            tables: Vec::new(),
            titles: Vec::new(),
            offsets: vec![0],
        };
        for code in &catalogue.codes {
            all.variants.push(ident(&code.variant));
            all.names.push(&code.name);
            all.offsets.push(code.entries.end);
        }
        for table in &catalogue.tables {
            all.tables.push(ident(&table.variant));
            all.titles.push(&table.title);
        }
        all
    }
}

/// A static array of so many values, with a comma behind each. What a column of numbers or strings costs the compiler is a fraction of what it takes
/// for expressions, and an array by its name a fraction of one in the middle of another.
fn column(name: &str, of: &TokenStream, count: usize, values: &TokenStream) -> TokenStream {
    let (name, count) = (ident(name), Literal::usize_unsuffixed(count));
    quote!(static #name: [#of; #count] = [#values];)
}

/// A static array of strings.
fn strings(name: &str, values: &[&str]) -> TokenStream {
    let mut list = TokenStream::new();
    for value in values {
        list.extend(quote!(#value,));
    }
    column(name, &quote!(&str), values.len(), &list)
}

/// A static array of numbers, all of which are at most as many as there are messages.
fn numbers(name: &str, values: &[usize]) -> TokenStream {
    large_numbers(name, &quote!(u16), values)
}

/// A static array of numbers of a type.
fn large_numbers(name: &str, of: &TokenStream, values: &[usize]) -> TokenStream {
    let mut list = TokenStream::new();
    for &value in values {
        let value = Literal::usize_unsuffixed(value);
        list.extend(quote!(#value,));
    }
    column(name, of, values.len(), &list)
}

/// Two columns: groups of numbers one behind the other, and where each group starts and the last one ends.
fn groups([numbers_name, offsets_name]: [&str; 2], groups: &[&[usize]]) -> TokenStream {
    let (mut all, mut offsets) = (Vec::new(), vec![0]);
    for group in groups {
        all.extend_from_slice(group);
        offsets.push(all.len());
    }
    let (all, offsets) = (numbers(numbers_name, &all), numbers(offsets_name, &offsets));
    quote!(#all #offsets)
}

/// An identifier, which may be a word of the language in its raw form.
fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(word) => Ident::new_raw(word, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// What both enums of names have in common. It is text because `quote!` is translated to a call for each
/// token.
const ENUM: &str = "
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
    #[non_exhaustive]";
