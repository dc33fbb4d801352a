//! Message templates: values in, text out.

use core::fmt::{self, Write};
use core::hash::{Hash, Hasher};

/// A message of the document, as text and placeholders.
///
/// ```
/// use apigateway_errors::{ErrorCode, Part};
///
/// let entry = ErrorCode::HttpForbidden.entry(403).unwrap();
/// let [template] = entry.templates() else { panic!("one template") };
/// assert_eq!(template.placeholders(), ["resource", "permission"]);
/// assert_eq!(template.to_string(), "没有对资源 {resource} 的 {permission} 权限");
/// assert_eq!(template.parts().next(), Some(Part::Text("没有对资源 ")));
///
/// let mut text = String::new();
/// template.render(&[("resource", "api-1"), ("permission", "read")], &mut text).unwrap();
/// assert_eq!(text, "没有对资源 api-1 的 read 权限");
/// ```
// The fields are for generated code to fill in, and no part of the public API.
#[derive(Clone, Copy)]
pub struct Template {
    /// Which of the catalogue's messages this is the template of.
    #[doc(hidden)]
    pub message: u16,
    /// The name of that message.
    #[doc(hidden)]
    pub name: &'static str,
    #[doc(hidden)]
    pub placeholders: &'static [&'static str],
    #[doc(hidden)]
    pub pieces: &'static [Piece],
}

/// A part of a [`Template`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Text as it stands.
    Text(&'static str),
    /// A value of this name.
    Placeholder(&'static str),
}

/// A part of a template as it stands in its row. Two texts never follow each other.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Piece {
    /// Text as it stands.
    Text(&'static str),
    /// The value of the placeholder at this position. Placeholders are in the order in which they
    /// first occur.
    Value(u16),
}

/// Why a template cannot be rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RenderError<'a> {
    /// There is no value for this placeholder.
    Missing(&'static str),
    /// The template has no placeholder of this name.
    Unknown(&'a str),
    /// There are two values for this placeholder.
    Repeated(&'a str),
    /// The writer failed.
    Write,
}

impl fmt::Display for RenderError<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(name) => write!(f, "no value for the placeholder `{name}`"),
            Self::Unknown(name) => write!(f, "no placeholder `{}`", name.escape_debug()),
            Self::Repeated(name) => write!(f, "two values for the placeholder `{name}`"),
            Self::Write => f.write_str("the message cannot be written"),
        }
    }
}

impl core::error::Error for RenderError<'_> {}

impl From<fmt::Error> for RenderError<'_> {
    #[inline]
    fn from(_: fmt::Error) -> Self {
        Self::Write
    }
}

impl Template {
    /// The names of the placeholders, each once, in the order in which they first occur.
    #[must_use]
    #[inline]
    pub const fn placeholders(&self) -> &'static [&'static str] {
        self.placeholders
    }

    /// The parts, in order.
    #[inline]
    pub fn parts(&self) -> impl Iterator<Item = Part> + use<> {
        let names = self.placeholders;
        self.pieces.iter().map(|piece| match *piece {
            Piece::Text(text) => Part::Text(text),
            Piece::Value(index) => {
                Part::Placeholder(names.get(usize::from(index)).copied().unwrap_or_default())
            }
        })
    }

    /// Writes the message with these values.
    ///
    /// # Errors
    ///
    /// A placeholder has no value or two, or a value has no placeholder; then nothing is written. Or the
    /// writer fails.
    #[inline]
    pub fn render<'v>(
        &self,
        values: &[(&'v str, &str)],
        out: &mut impl Write,
    ) -> Result<(), RenderError<'v>> {
        let value = |name: &str| values.iter().find(|(given, _)| *given == name);
        let mut names = self.placeholders.iter();
        if let Some(name) = names.find(|name| value(name).is_none()) {
            return Err(RenderError::Missing(name));
        }
        for (index, (name, _)) in values.iter().enumerate() {
            if !self.placeholders.contains(name) {
                return Err(RenderError::Unknown(name));
            }
            if values[..index].iter().any(|(other, _)| other == name) {
                return Err(RenderError::Repeated(name));
            }
        }
        for part in self.parts() {
            out.write_str(match part {
                Part::Text(text) => text,
                Part::Placeholder(name) => value(name).map_or("", |(_, value)| value),
            })?;
        }
        Ok(())
    }

    /// Writes the message with values in the order of the placeholders.
    #[doc(hidden)]
    #[inline]
    pub fn write(&self, values: &[&str], out: &mut impl Write) -> fmt::Result {
        for piece in self.pieces {
            // One call for both kinds of pieces is faster than one for each.
            out.write_str(match *piece {
                Piece::Text(text) => text,
                Piece::Value(index) => values.get(usize::from(index)).copied().unwrap_or_default(),
            })?;
        }
        Ok(())
    }
}

/// Templates are equal that say the same with the same names, whichever entry they belong to.
impl PartialEq for Template {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.placeholders == other.placeholders && self.pieces == other.pieces
    }
}

impl Eq for Template {}

impl Hash for Template {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.placeholders.hash(state);
        self.pieces.hash(state);
    }
}

impl fmt::Debug for Template {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.parts()).finish()
    }
}

impl fmt::Display for Template {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts().try_for_each(|part| match part {
            Part::Text(text) => f.write_str(text),
            Part::Placeholder(name) => write!(f, "{{{name}}}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn template(pieces: &'static [Piece], placeholders: &'static [&'static str]) -> Template {
        Template {
            message: 0,
            name: "",
            placeholders,
            pieces,
        }
    }

    const GONE: Template = template(
        &[
            Piece::Text("the resource "),
            Piece::Value(0),
            Piece::Text(" is gone"),
        ],
        &["resource"],
    );

    #[test]
    fn a_template_is_what_it_says() {
        let same = Template { message: 7, ..GONE };
        let others = [
            template(
                &[
                    Piece::Text("the resource "),
                    Piece::Value(0),
                    Piece::Text(" is there"),
                ],
                &["resource"],
            ),
            template(GONE.pieces, &["thing"]),
            template(&[Piece::Value(0)], &["resource"]),
        ];
        let hash = |template: Template| {
            let mut hasher = std::hash::DefaultHasher::new();
            template.hash(&mut hasher);
            hasher.finish()
        };
        assert_eq!(GONE, same);
        assert_eq!(hash(GONE), hash(same));
        for other in others {
            assert_ne!(GONE, other);
            assert_ne!(hash(GONE), hash(other));
        }
        assert_eq!(GONE.to_string(), "the resource {resource} is gone");
        assert_eq!(
            format!("{GONE:?}"),
            r#"[Text("the resource "), Placeholder("resource"), Text(" is gone")]"#
        );
    }

    #[test]
    fn what_cannot_be_rendered_is_named() {
        let why = |values: &[(&str, &str)]| {
            let mut out = String::new();
            let error = GONE.render(values, &mut out).expect_err("an error");
            assert_eq!(out, "", "nothing is written");
            error.to_string()
        };
        assert_eq!(why(&[]), "no value for the placeholder `resource`");
        assert_eq!(
            why(&[("resource", "a"), ("thing\n", "b")]),
            r"no placeholder `thing\n`"
        );
        assert_eq!(
            why(&[("resource", "a"), ("resource", "b")]),
            "two values for the placeholder `resource`"
        );
        assert_eq!(
            RenderError::from(fmt::Error).to_string(),
            "the message cannot be written"
        );
    }
}
