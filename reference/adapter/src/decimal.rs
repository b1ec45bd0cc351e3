//! Integers on a line: decimal strings, because a JSON number may lose the last digits of a timestamp.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An integer of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Decimal<T>(pub(crate) T);

impl<T: fmt::Display> Serialize for Decimal<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de, T: FromStr + fmt::Display> Deserialize<'de> for Decimal<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer
            .deserialize_str(DecimalVisitor(PhantomData))
            .map(Decimal)
    }
}

struct DecimalVisitor<T>(PhantomData<T>);

impl<T: FromStr + fmt::Display> Visitor<'_> for DecimalVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "an integer ({}) as a decimal string",
            std::any::type_name::<T>()
        )
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        // An integer has one form: no plus sign, no leading zeros, no minus zero.
        text.parse()
            .ok()
            .filter(|value: &T| value.to_string() == text)
            .ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    #[test]
    fn the_whole_range_of_a_timestamp_survives() {
        for value in [i64::MIN, -1, 0, 1_570_190_400, i64::MAX] {
            let text = serde_json::to_string(&Decimal(value)).unwrap();
            assert_eq!(text, format!("\"{value}\""));
            assert_eq!(
                serde_json::from_str::<Decimal<i64>>(&text).unwrap().0,
                value
            );
        }
    }

    #[test]
    fn what_is_no_decimal_string_in_range_is_refused() {
        for text in [
            "1",
            "\"\"",
            "\"1.0\"",
            "\"0x1\"",
            "\"9223372036854775808\"",
            "\"+1\"",
            "\"01\"",
            "\"-0\"",
        ] {
            let error = serde_json::from_str::<Decimal<i64>>(text)
                .unwrap_err()
                .to_string();
            assert!(error.contains("decimal string"), "{text}: {error}");
        }
    }
}
