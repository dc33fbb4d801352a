//! The messages: their templates, and `Message`, which is made of them and taken apart.

use core::cmp::Reverse;
use core::ops::Range;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::{ident, large_numbers, numbers, strings};
use crate::generator::catalogue::{Catalogue, Entry, Message};
use crate::generator::group;
use crate::generator::template::Part;
use crate::generator::text;

/// All messages, in the order of their entries, with what the emitted code says of each.
struct Messages<'a> {
    all: Vec<&'a Message>,
    /// The entry of each.
    entries: Vec<&'a Entry>,
    variants: Vec<Ident>,
    fields: Vec<Vec<Ident>>,
    /// The most placeholders that a message has.
    width: usize,
    runtime: &'a TokenStream,
}

/// The enum, the templates, and what leads from one to the other.
pub(super) fn messages(
    catalogue: &Catalogue,
    runtime: &TokenStream,
    add: &mut impl FnMut(TokenStream) -> syn::Result<()>,
) -> syn::Result<()> {
    let (mut all, mut entries) = (Vec::new(), Vec::new());
    for entry in &catalogue.entries {
        for message in &entry.messages {
            all.push(message);
            entries.push(entry);
        }
    }
    let (mut variants, mut fields, mut width) = (Vec::new(), Vec::new(), 0);
    for message in &all {
        let mut names = Vec::new();
        for field in &message.fields {
            names.push(ident(field));
        }
        width = width.max(names.len());
        fields.push(names);
        variants.push(ident(&message.variant));
    }
    let messages = Messages {
        variants,
        fields,
        width,
        all,
        entries,
        runtime,
    };
    add(messages.definition(catalogue))?;
    add(messages.templates())?;
    add(messages.tables(catalogue))?;
    add(messages.conversions())
}

impl Messages<'_> {
    fn definition(&self, catalogue: &Catalogue) -> TokenStream {
        let mut variants = TokenStream::new();
        for (index, message) in self.all.iter().enumerate() {
            let entry = self.entries[index];
            let name = &catalogue.codes[entry.code].name;
            let doc = format!(" `{name}` {}: {}", entry.status, text::doc(&shown(message)));
            let mut docs = Vec::new();
            for name in &message.template.names {
                docs.push(format!(" The value of `{name}`."));
            }
            let (variant, fields) = (&self.variants[index], &self.fields[index]);
            variants.extend(quote!(#[doc = #doc] #variant));
            variants.extend(braced(fields, quote!(#(#[doc = #docs] #fields: &'a str,)*)));
            variants.extend(quote!(,));
        }
        // Without any field the lifetime would be unused.
        if self.width == 0 {
            variants.extend(quote! {
                #[doc(hidden)]
                __Never(::core::convert::Infallible, ::core::marker::PhantomData<&'a ()>),
            });
        }
        quote! {
            /// The messages of the document, their placeholders filled in.
            ///
            /// A message is named after its code; where the code has several entries, after the
            /// status, too; and it is numbered where the entry has several messages.
            #[derive(::core::clone::Clone, ::core::marker::Copy)]
            #[non_exhaustive]
            pub enum Message<'a> {
                #variants
            }
        }
    }

    /// All pieces and all names one behind the other, and where those of each template start.
    fn templates(&self) -> TokenStream {
        let (mut texts, mut slots, mut offsets) = (Vec::new(), Vec::new(), vec![0]);
        let (mut names, mut name_offsets) = (Vec::new(), vec![0]);
        for message in &self.all {
            for part in &message.template.parts {
                let (text, slot) = match part {
                    Part::Text(text) => (text.as_str(), 0),
                    Part::Slot(slot) => ("", slot + 1),
                };
                texts.push(text);
                slots.push(slot);
            }
            offsets.push(texts.len());
            for name in &message.template.names {
                names.push(name.as_str());
            }
            name_offsets.push(names.len());
        }
        let number = quote!(u32);
        let columns = [
            strings("PIECE_TEXTS", &texts),
            numbers("PIECE_SLOTS", &slots),
            large_numbers("PIECE_OFFSETS", &number, &offsets),
            strings("PLACEHOLDERS", &names),
            large_numbers("PLACEHOLDER_OFFSETS", &number, &name_offsets),
        ];
        quote!(#(#columns)*)
    }

    /// So many messages from one on, the most specific first; of equal ones, the one with the fewest
    /// placeholders.
    fn by_rank(&self, first: usize, count: usize) -> Vec<usize> {
        let mut order = group::positions(&self.all[first..first + count], |message| {
            let template = &message.template;
            (Reverse(template.specificity()), template.names.len())
        });
        for message in &mut order {
            *message += first;
        }
        order
    }

    /// How messages are called, which of them belong to which entries, and in which order they are tried.
    fn tables(&self, catalogue: &Catalogue) -> TokenStream {
        let mut owners = Vec::new();
        let mut offsets = vec![0];
        let mut order = Vec::new();
        for (index, entry) in catalogue.entries.iter().enumerate() {
            order.extend(self.by_rank(owners.len(), entry.messages.len()));
            owners.resize(owners.len() + entry.messages.len(), index);
            offsets.push(owners.len());
        }
        let any = self.by_rank(0, owners.len());
        let mut names = Vec::new();
        for message in &self.all {
            names.push(message.variant.as_str());
        }
        let columns = [
            strings("MESSAGE_NAMES", &names),
            numbers("MESSAGE_ENTRIES", &owners),
            numbers("MESSAGE_OFFSETS", &offsets),
            numbers("MESSAGE_ORDER", &order),
            numbers("ANY_MESSAGE_ORDER", &any),
        ];
        quote!(#(#columns)*)
    }

    /// Between a message and its index and values. What a match costs the compiler grows faster than its
    /// arms; so there are several of them.
    fn conversions(&self) -> TokenStream {
        let slots = Literal::usize_unsuffixed(self.width);
        let chunks = self.all.len().div_ceil(ARMS);
        let (mut methods, mut calls) = (TokenStream::new(), TokenStream::new());
        for chunk in 0..chunks.max(1) {
            methods.extend(self.parts(chunk, chunk + 1 >= chunks));
        }
        for chunk in 0..chunks {
            methods.extend(self.fill(chunk));
            let (chunk, name) = (Literal::usize_unsuffixed(chunk), numbered("fill", chunk));
            calls.extend(quote!(#chunk => Self::#name(index, values),));
        }
        let arms = Literal::usize_unsuffixed(ARMS);
        let none = quote!(::core::option::Option::None);
        let made = match chunks {
            0 => none,
            _ => quote!(match index / #arms { #calls _ => #none }),
        };
        quote! {
            impl<'a> Message<'a> {
                #[allow(unused_variables)]
                #[inline]
                fn from_parts(index: usize, values: [&'a str; #slots]) -> ::core::option::Option<Self> {
                    #made
                }
                #methods
            }
        }
    }

    /// The positions of a chunk's messages.
    fn chunk(&self, chunk: usize) -> Range<usize> {
        chunk * ARMS..self.all.len().min((chunk + 1) * ARMS)
    }

    /// The method that takes messages of a chunk apart, and leaves others to that of the next.
    fn parts(&self, chunk: usize, is_last: bool) -> TokenStream {
        let (slots, runtime) = (Literal::usize_unsuffixed(self.width), self.runtime);
        let mut arms = TokenStream::new();
        for at in self.chunk(chunk) {
            let (variant, fields) = (&self.variants[at], &self.fields[at]);
            let index = Literal::usize_unsuffixed(at);
            let unused = self.width - fields.len();
            let mut values = quote!(#(#fields,)*);
            for _ in 0..unused.min(FEW) {
                values.extend(quote!("",));
            }
            let values = match unused > FEW {
                true => quote!(#runtime::lookup::padded(&[#(#fields),*])),
                false => quote!([#values]),
            };
            let bound = braced(fields, quote!(#(#fields),*));
            arms.extend(quote!(Message::#variant #bound => (#index, #values),));
        }
        let other = if !is_last {
            let next = part_method(chunk + 1);
            quote!(other => other.#next(),)
        } else if chunk > 0 {
            // The messages of the chunks before: their methods keep them.
            quote!(_ => (0, [""; #slots]),)
        } else if self.width == 0 {
            quote!(Message::__Never(never, _) => match never {},)
        } else {
            TokenStream::new()
        };
        let name = part_method(chunk);
        quote! {
            #[inline]
            fn #name(self) -> (usize, [&'a str; #slots]) {
                match self {
                    #arms
                    #other
                }
            }
        }
    }

    /// The method that makes messages of a chunk.
    fn fill(&self, chunk: usize) -> TokenStream {
        let slots = Literal::usize_unsuffixed(self.width);
        let name = numbered("fill", chunk);
        let mut values = Vec::new();
        for slot in 0..self.width {
            values.push(numbered("value", slot));
        }
        let mut arms = TokenStream::new();
        for at in self.chunk(chunk) {
            let (variant, fields) = (&self.variants[at], &self.fields[at]);
            let index = Literal::usize_unsuffixed(at);
            let filled = &values[..fields.len()];
            let filled = braced(fields, quote!(#(#fields: #filled),*));
            arms.extend(quote!(#index => Message::#variant #filled,));
        }
        quote! {
            #[allow(unused_variables)]
            #[inline]
            fn #name(index: usize, [#(#values),*]: [&'a str; #slots]) -> ::core::option::Option<Self> {
                ::core::option::Option::Some(match index {
                    #arms
                    _ => return ::core::option::Option::None,
                })
            }
        }
    }
}

/// How many blanks are written for placeholders that only other messages have. Some are cheaper than a
/// call, but one message of very many must not make all others as long.
const FEW: usize = 8;

/// How many arms a match has at most.
const ARMS: usize = 256;

/// What is said of a message's fields, where it has some.
fn braced(fields: &[Ident], said: TokenStream) -> TokenStream {
    match fields {
        [] => said,
        _ => quote!({ #said }),
    }
}

fn numbered(name: &str, number: usize) -> Ident {
    ident(&format!("{name}_{number}"))
}

fn part_method(chunk: usize) -> Ident {
    match chunk {
        0 => ident("parts"),
        chunk => numbered("parts", chunk),
    }
}

/// A message with its placeholders in braces.
fn shown(message: &Message) -> String {
    let mut shown = String::new();
    for part in &message.template.parts {
        match part {
            Part::Text(text) => shown += text,
            Part::Slot(slot) => shown += &format!("{{{}}}", message.template.names[*slot]),
        }
    }
    shown
}
