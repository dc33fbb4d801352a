//! A member of a JSON object, read as it is.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;
use core::ops::Deref;

use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::ser::{Serialize, Serializer};
use serde_json::map::{Entry, Map};
use serde_json::{Number, Value};

/// A member of a JSON object: absent, `null`, there, or there as something else.
///
/// To whoever reads JSON the first two mostly mean the same; but what was read is written again as
/// it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Field<T> {
    /// The member is not there.
    #[default]
    Absent,
    /// The member is `null`.
    Null,
    /// The member has a value.
    Value(T),
    /// The member is not what it should be: a number in place of a text, say.
    Other(Value),
}

impl<T> Field<T> {
    /// Whether the member is not there.
    #[must_use]
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// The value, where there is one.
    #[must_use]
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null | Self::Other(_) => None,
        }
    }

    /// The value, where there is one.
    #[must_use]
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null | Self::Other(_) => None,
        }
    }

    /// What the value points to, where there is one: the `str` of a text.
    ///
    /// ```
    /// use apigateway_errors::wire::ErrorResponse;
    ///
    /// let response: ErrorResponse<'_> = serde_json::from_str(r#"{"requestId":"r-7"}"#).unwrap();
    /// assert_eq!(response.request_id.as_deref(), Some("r-7"));
    /// ```
    #[must_use]
    pub fn as_deref(&self) -> Option<&T::Target>
    where
        T: Deref,
    {
        self.value().map(Deref::deref)
    }

    pub(super) fn map<U>(self, change: impl FnOnce(T) -> U) -> Field<U> {
        match self {
            Self::Absent => Field::Absent,
            Self::Null => Field::Null,
            Self::Value(value) => Field::Value(change(value)),
            Self::Other(value) => Field::Other(value),
        }
    }
}

impl<T> From<T> for Field<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T> From<Option<T>> for Field<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Absent, Self::Value)
    }
}

impl<T: Serialize> Serialize for Field<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Absent | Self::Null => serializer.serialize_none(),
            Self::Value(value) => value.serialize(serializer),
            Self::Other(value) => value.serialize(serializer),
        }
    }
}

/// What a member should be, made of what a deserializer finds.
pub(super) trait Member<'de>: Sized {
    fn of_value(value: Value) -> Field<Self> {
        Field::Other(value)
    }

    fn of_text(text: Cow<'de, str>) -> Field<Self> {
        Self::of_value(Value::String(text.into_owned()))
    }

    fn of_number(number: Number) -> Field<Self> {
        Self::of_value(Value::Number(number))
    }

    fn of_object<A: MapAccess<'de>>(object: A) -> Result<Field<Self>, A::Error> {
        let members = members(MapAccessDeserializer::new(object))?;
        if members.len() > 1 {
            return Ok(Self::of_value(Value::Object(members)));
        }
        // With its feature `arbitrary_precision`, `serde_json` hands over a number as an object of
        // one member, and makes a number of it again.
        match Value::deserialize(Value::Object(members)).map_err(de::Error::custom)? {
            Value::Number(number) => Ok(Self::of_number(number)),
            value => Ok(Self::of_value(value)),
        }
    }
}

impl<'de> Member<'de> for Cow<'de, str> {
    fn of_text(text: Cow<'de, str>) -> Field<Self> {
        Field::Value(text)
    }
}

impl Member<'_> for i64 {
    fn of_number(number: Number) -> Field<Self> {
        number
            .as_i64()
            .map_or_else(|| Field::Other(Value::Number(number)), Field::Value)
    }
}

impl Member<'_> for Value {
    fn of_value(value: Value) -> Field<Self> {
        Field::Value(value)
    }
}

/// Reads a member, borrowing texts where the input has them as they are.
pub(super) fn member<'de, T: Member<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Field<T>, D::Error> {
    struct Any<T>(PhantomData<T>);

    impl<'de, T: Member<'de>> Visitor<'de> for Any<T> {
        type Value = Field<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a member of an error response")
        }

        fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Self::Value, E> {
            Ok(T::of_text(Cow::Borrowed(text)))
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
            Ok(T::of_text(Cow::Owned(text.into())))
        }

        fn visit_string<E: de::Error>(self, text: String) -> Result<Self::Value, E> {
            Ok(T::of_text(Cow::Owned(text)))
        }

        fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
            Ok(Field::Null)
        }

        fn visit_none<E: de::Error>(self) -> Result<Self::Value, E> {
            Ok(Field::Null)
        }

        fn visit_some<D: Deserializer<'de>>(self, value: D) -> Result<Self::Value, D::Error> {
            value.deserialize_any(self)
        }

        fn visit_bool<E: de::Error>(self, value: bool) -> Result<Self::Value, E> {
            Ok(T::of_value(Value::Bool(value)))
        }

        fn visit_i64<E: de::Error>(self, value: i64) -> Result<Self::Value, E> {
            Ok(T::of_number(value.into()))
        }

        fn visit_u64<E: de::Error>(self, value: u64) -> Result<Self::Value, E> {
            Ok(T::of_number(value.into()))
        }

        fn visit_f64<E: de::Error>(self, value: f64) -> Result<Self::Value, E> {
            let number = Number::from_f64(value);
            let unexpected = || E::invalid_value(Unexpected::Float(value), &"a number of JSON");
            number.map(T::of_number).ok_or_else(unexpected)
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
            let mut values = Vec::new();
            while let Some(Exact(value)) = list.next_element()? {
                values.push(value);
            }
            Ok(T::of_value(Value::Array(values)))
        }

        fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<Self::Value, A::Error> {
            T::of_object(object)
        }
    }

    deserializer.deserialize_any(Any(PhantomData))
}

/// Reads the members of an object.
pub(super) fn members<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Map<String, Value>, D::Error> {
    struct Members;

    impl<'de> Visitor<'de> for Members {
        type Value = Map<String, Value>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
            let mut members = Map::new();
            while let Some((name, Exact(value))) = object.next_entry::<String, Exact>()? {
                match members.entry(name) {
                    Entry::Vacant(member) => member.insert(value),
                    Entry::Occupied(member) => {
                        let name = member.key();
                        return Err(de::Error::custom(format_args!("duplicate member `{name}`")));
                    }
                };
            }
            Ok(members)
        }
    }

    deserializer.deserialize_map(Members)
}

/// A value as it was read. What `Value` drops, it refuses: all but the last of several members of
/// one name, and numbers that JSON does not have.
struct Exact(Value);

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        member(deserializer).map(|member| match member {
            Field::Value(value) | Field::Other(value) => Self(value),
            Field::Null | Field::Absent => Self(Value::Null),
        })
    }
}
