//! `Message`, with a variant for each template, and what leads from a message to its row and back.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::enums::reading;
use super::ident;
use crate::generator::catalogue::{Catalogue, Entry, Message};
use crate::generator::template::Part;
use crate::generator::text;

/// The enum.
pub(super) fn definition(catalogue: &Catalogue) -> TokenStream {
    let definitions = variants(catalogue).map(|variant| variant.definition(catalogue));
    // Without any field the lifetime would be unused.
    let never = (width(catalogue) == 0).then(|| {
        quote! {
            #[doc(hidden)]
            __Never(::core::convert::Infallible, ::core::marker::PhantomData<&'a ()>),
        }
    });
    quote! {
        /// The messages of the document, their placeholders filled in.
        ///
        /// A message is named after its code; where the code has several entries, after the
        /// status, too; and it is numbered where the entry has several messages.
        #[derive(
            ::core::clone::Clone,
            ::core::marker::Copy,
        )]
        #[non_exhaustive]
        pub enum Message<'a> {
            #(#definitions)*
            #never
        }
    }
}

/// From a message to its row and its values, and back. Plain numbers and names are what the compiler takes
/// the least time for.
pub(super) fn conversions(catalogue: &Catalogue) -> TokenStream {
    let width = width(catalogue);
    let values: Vec<Ident> = (0..width)
        .map(|slot| ident(&format!("value_{slot}")))
        .collect();
    let parts = variants(catalogue).map(|variant| variant.parts(width));
    let none = quote!(::core::option::Option::None);
    let made = match variants(catalogue).count() {
        0 => none,
        _ => {
            let made = variants(catalogue).zip(0..);
            let made = made.map(|(variant, number)| variant.made(number, &values));
            quote! {
                ::core::option::Option::Some(match number {
                    #(#made)*
                    _ => return #none,
                })
            }
        }
    };
    let never = (width == 0).then(|| quote!(Self::__Never(never, _) => match never {},));
    let width = Literal::usize_unsuffixed(width);
    quote! {
        impl<'a> Message<'a> {
            /// The position of the entry, which of its templates this fills, and the values.
            #[inline]
            fn parts(self) -> (usize, usize, [&'a str; #width]) {
                match self {
                    #(#parts)*
                    #never
                }
            }

            /// The message with a number, which its template has, too.
            #[allow(unused_variables)]
            #[inline]
            fn from_parts(number: u16, values: [&'a str; #width]) -> ::core::option::Option<Self> {
                let [#(#values),*] = values;
                #made
            }
        }
    }
}

/// How many blanks are written for values that only other messages have. One message of very many must not
/// make all others as long.
const BLANKS: usize = 8;

/// The most fields that a message has.
fn width(catalogue: &Catalogue) -> usize {
    let widths = variants(catalogue).map(|variant| variant.fields.len());
    widths.max().unwrap_or_default()
}

/// A variant of `Message`.
struct Variant<'a> {
    message: &'a Message,
    /// The position of its entry in the catalogue.
    entry: usize,
    /// Which of the entry's messages it is.
    number: usize,
    name: Ident,
    fields: Vec<Ident>,
}

fn variants(catalogue: &Catalogue) -> impl Iterator<Item = Variant<'_>> {
    let entries = catalogue.entries.iter().enumerate();
    entries.flat_map(|(index, entry)| {
        let messages = entry.messages.iter().enumerate();
        messages.map(move |(number, message)| Variant {
            message,
            entry: index,
            number,
            name: ident(&message.variant),
            fields: message.fields.iter().map(|field| ident(field)).collect(),
        })
    })
}

impl Variant<'_> {
    fn definition(&self, catalogue: &Catalogue) -> TokenStream {
        let Entry {
            code,
            status,
            handling,
            ..
        } = &catalogue.entries[self.entry];
        let code = &catalogue.codes[*code].name;
        let mut doc = vec![format!(
            " {} {status}: {}",
            text::doc_code(code),
            text::doc(&shown(self.message))
        )];
        if let Some(handling) = handling {
            doc.extend([String::new(), format!(" {}", reading(handling))]);
        }
        let names = &self.message.template.names;
        let docs = names.iter().map(|name| format!(" The value of `{name}`."));
        let Self { name, fields, .. } = self;
        match fields.is_empty() {
            true => quote!(#(#[doc = #doc])* #name,),
            false => quote!(#(#[doc = #doc])* #name { #(#[doc = #docs] #fields: &'a str,)* },),
        }
    }

    fn parts(&self, width: usize) -> TokenStream {
        let Self { name, fields, .. } = self;
        let [entry, number] = [self.entry, self.number].map(Literal::usize_unsuffixed);
        let bound = (!fields.is_empty()).then(|| quote!({ #(#fields),* }));
        let blanks = vec![""; width - fields.len()];
        let values = match blanks.len() <= BLANKS {
            true => quote!([#(#fields,)* #(#blanks),*]),
            false => quote!(rows::padded([#(#fields),*])),
        };
        quote!(Self::#name #bound => (#entry, #number, #values),)
    }

    fn made(&self, number: u16, values: &[Ident]) -> TokenStream {
        let Self { name, fields, .. } = self;
        let number = Literal::u16_unsuffixed(number);
        let filled = (!fields.is_empty()).then(|| {
            let values = &values[..fields.len()];
            quote!({ #(#fields: #values),* })
        });
        quote!(#number => Self::#name #filled,)
    }
}

/// A message with its placeholders in braces.
fn shown(message: &Message) -> String {
    let template = &message.template;
    let parts = template.parts.iter().map(|part| match part {
        Part::Text(text) => text.clone(),
        Part::Slot(slot) => format!("{{{}}}", template.names[*slot]),
    });
    parts.collect()
}
