//! Numbers, which travel as decimal strings.

use serde::{Deserialize, Deserializer, de::Error};

use crate::writer::Embed;

/// A decimal string without a sign.
pub fn number<'de, D: Deserializer<'de>>(from: D) -> Result<u64, D::Error> {
    let text = String::deserialize(from)?;
    parse(&text).map_err(D::Error::custom)
}

/// How much a writer embeds: a decimal string, or `all`.
pub fn embed<'de, D: Deserializer<'de>>(from: D) -> Result<Embed, D::Error> {
    let text = String::deserialize(from)?;
    if text == "all" {
        return Ok(Embed::All);
    }
    let count = parse(&text).map_err(D::Error::custom)?;
    Ok(Embed::Last(usize::try_from(count).unwrap_or(usize::MAX)))
}

/// A decimal string with or without a sign.
pub fn signed<'de, D: Deserializer<'de>>(from: D) -> Result<i64, D::Error> {
    let text = String::deserialize(from)?;
    match text.parse::<i64>() {
        Ok(number) if number.to_string() == text => Ok(number),
        _ => {
            let message = format!("`{text}` is not a decimal number of 64 bits");
            Err(D::Error::custom(message))
        }
    }
}

/// A decimal string that is at least 1.
pub fn positive<'de, D: Deserializer<'de>>(from: D) -> Result<u64, D::Error> {
    match number(from)? {
        0 => Err(D::Error::custom("`0` is less than 1")),
        number => Ok(number),
    }
}

fn parse(text: &str) -> Result<u64, String> {
    let shortest = text == "0" || text.starts_with(|first: char| ('1'..='9').contains(&first));
    match text.parse() {
        Ok(number) if shortest => Ok(number),
        _ => Err(format!("`{text}` is not a decimal number of 64 bits")),
    }
}
