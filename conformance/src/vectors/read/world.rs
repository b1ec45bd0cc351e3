//! What a case says about the harness's stores.

use serde_saphyr::Spanned;

use super::Context;
use super::raw::{RawContent, RawLose, RawName, RawWorld};
use crate::diagnostic::Diagnostic;
use crate::vectors::shape::Shape;
use crate::vectors::{
    AddressMaking, Hold, Holds, Lose, MOST_BACK, NameChange, Race, StoreFailure, WorldChange,
};
use crate::yaml::{Node, Yaml};

pub(super) fn read(context: &Context<'_>, raw: &RawWorld) -> Result<WorldChange, Diagnostic> {
    let word = |word: &Option<Spanned<String>>, known: &[&str]| match word {
        Some(word) => match known.iter().position(|known| *known == word.value) {
            Some(at) => Ok(Some(at)),
            None => Err(context.fault(
                word,
                format!("`{}` is none of {}.", word.value, known.join(", ")),
            )),
        },
        None => Ok(None),
    };
    const KINDS: [AddressMaking; 3] = [
        AddressMaking::Multihash,
        AddressMaking::Cid,
        AddressMaking::Opaque,
    ];
    const ADDS: [Option<StoreFailure>; 3] = [
        None,
        Some(StoreFailure::Unavailable),
        Some(StoreFailure::Timeout),
    ];
    const HOLDS: [Hold; 2] = [Hold::Adds, Hold::Rounds];
    let race = raw.race.as_ref().map(|race| {
        Ok(Race {
            name: race.name.clone(),
            content: bytes(context, &race.content)?,
        })
    });
    let name_bytes = raw.name_bytes.as_ref().map(|text| {
        text.value
            .parse()
            .map_err(|_| context.fault(text, "`name_bytes` is a quoted number of bytes."))
    });
    Ok(WorldChange {
        kind: word(&raw.kind, &["multihash", "cid", "opaque"])?.map(|at| KINDS[at]),
        cas: raw
            .cas
            .iter()
            .map(|entry| content(context, entry))
            .collect::<Result<_, _>>()?,
        adds: word(&raw.adds, &["ok", "unavailable", "timeout"])?.map(|at| ADDS[at]),
        names: raw
            .names
            .iter()
            .map(|entry| name(context, entry))
            .collect::<Result<_, _>>()?,
        compare_and_set: raw.compare_and_set,
        update_data: raw
            .update_data
            .as_ref()
            .map(|node| bytes(context, node))
            .transpose()?,
        name_bytes: name_bytes.transpose()?,
        race: race.transpose()?,
        hold: word(&raw.hold, &["adds", "rounds"])?.map(|at| HOLDS[at]),
        lose: raw
            .lose
            .iter()
            .map(|entry| lose(context, entry))
            .collect::<Result<_, _>>()?,
        restore: word(&raw.restore, &["all"])?.is_some(),
    })
}

fn content(
    context: &Context<'_>,
    entry: &Spanned<RawContent>,
) -> Result<(Vec<u8>, Holds), Diagnostic> {
    let RawContent {
        address,
        content,
        fails,
    } = &entry.value;
    Ok((
        bytes(context, address)?,
        holds(context, entry, content.as_ref(), fails.as_ref())?,
    ))
}

fn name(
    context: &Context<'_>,
    entry: &Spanned<RawName>,
) -> Result<(String, NameChange), Diagnostic> {
    let RawName {
        name,
        content,
        fails,
        back,
    } = &entry.value;
    let change = match back {
        None => NameChange::Holds(holds(context, entry, content.as_ref(), fails.as_ref())?),
        Some(back) if content.is_none() && fails.is_none() => {
            NameChange::Back(context.counted(back, "back", MOST_BACK)?)
        }
        Some(back) => {
            return Err(context.fault(back, "`back` stands without `content` and `fails`."));
        }
    };
    Ok((name.clone(), change))
}

fn lose(context: &Context<'_>, entry: &Spanned<RawLose>) -> Result<Lose, Diagnostic> {
    let RawLose {
        address,
        name,
        page,
        item,
    } = &entry.value;
    match (address, name, page, item) {
        (Some(address), None, None, None) => Ok(Lose::Address(bytes(context, address)?)),
        (None, Some(name), Some(page), None) => Ok(Lose::Page {
            name: name.clone(),
            below: context.counted(page, "page", u32::MAX as usize)?,
        }),
        (None, Some(name), None, Some(item)) => Ok(Lose::Item {
            name: name.clone(),
            id: bytes(context, item)?,
        }),
        _ => Err(context.fault(
            entry,
            "What is lost is named by `address`, by `name` and `page`, or by `name` and `item`.",
        )),
    }
}

fn holds<T>(
    context: &Context<'_>,
    entry: &Spanned<T>,
    content: Option<&Node>,
    fails: Option<&Spanned<String>>,
) -> Result<Holds, Diagnostic> {
    match (content, fails) {
        (
            Some(Node {
                value: Yaml::Null, ..
            }),
            None,
        ) => Ok(Holds::Nothing),
        (Some(node), None) => Ok(Holds::Content(bytes(context, node)?)),
        (None, Some(fails)) => match fails.value.as_str() {
            "unavailable" => Ok(Holds::Fails(StoreFailure::Unavailable)),
            "timeout" => Ok(Holds::Fails(StoreFailure::Timeout)),
            other => {
                Err(context.fault(fails, format!("`{other}` is none of unavailable, timeout.")))
            }
        },
        _ => Err(context.fault(
            entry,
            "An entry has either `content`, which may be null, or `fails`.",
        )),
    }
}

/// Bytes that the harness itself needs; a name that only an answer defines cannot stand here.
pub(super) fn bytes(context: &Context<'_>, node: &Node) -> Result<Vec<u8>, Diagnostic> {
    Shape::Bytes
        .check(node, &|name| context.names.named(name))
        .map_err(|misfit| crate::yaml::fault(context.yaml, misfit.at, misfit.message))?;
    let value = context.names.expand(context.yaml, node)?;
    let hex = value.as_str().unwrap_or_default();
    hex::decode(hex).map_err(|error| context.fault(node, format!("These are not bytes: {error}.")))
}
