//! `writer.open`, `writer.append` and `writer.publish`.

use remote_log::log::Check;
use remote_log::log::writer::{Embed, Head, Layout, NewItem, Settings, Writer};
use remote_log::message::MessageId;
use serde::{Deserialize, Serialize};

use super::port::{Asked, Port, Reply};
use crate::answer::{Refusal, put};
use crate::decimal::Decimal;
use crate::hex::Hex;

#[derive(Deserialize)]
struct OpenInput {
    name: String,
    profile: String,
    group: Option<Hex<'static>>,
    page_size: Decimal<usize>,
    embed: EmbedField,
    head: HeadField,
}

/// How many of the newest pairs carry their content: a number, or `all`.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum EmbedField {
    All(All),
    Last(Decimal<usize>),
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum All {
    All,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum HeadField {
    Inline,
    Pointer,
}

impl From<EmbedField> for Embed {
    fn from(field: EmbedField) -> Self {
        match field {
            EmbedField::All(All::All) => Embed::All,
            EmbedField::Last(last) => Embed::Last(last.0),
        }
    }
}

impl From<HeadField> for Head {
    fn from(field: HeadField) -> Self {
        match field {
            HeadField::Inline => Head::Inline,
            HeadField::Pointer => Head::Pointer,
        }
    }
}

#[derive(Deserialize)]
struct AppendInput<'a> {
    items: Vec<ItemField<'a>>,
}

#[derive(Deserialize)]
struct ItemField<'a> {
    id: Option<Hex<'a>>,
    data: Hex<'a>,
}

#[derive(Serialize)]
struct AppendAnswer<'a> {
    items: Vec<AppendedItem<'a>>,
}

#[derive(Serialize)]
struct AppendedItem<'a> {
    id: Hex<'a>,
    status: &'static str,
}

#[derive(Serialize)]
struct PublishAnswer {
    status: &'static str,
}

/// The life of a writer, from `writer.open` with this input until the task is dropped.
pub(super) async fn live(port: Port, input: String) {
    let mut writer = match open(&port, &input).await {
        Ok(writer) => writer,
        Err(refusal) => return port.reply(Err(refusal)),
    };
    port.reply(Ok(b"{}".to_vec()));
    loop {
        let Asked { op, input } = port.asked().await;
        let reply = match &*op {
            "writer.append" => append(&port, &mut writer, &input).await,
            "writer.publish" => publish(&port, &mut writer).await,
            _ => Err(Refusal::Fault(format!("a writer has no operation {op}"))),
        };
        port.reply(reply);
    }
}

async fn open(port: &Port, input: &str) -> Result<Writer, Refusal> {
    let input: OpenInput = serde_json::from_str(input)?;
    let group = input.group.as_ref().map(|group| &*group.0);
    let settings = Settings {
        name: input.name,
        check: Check::new(&input.profile, group)?,
        layout: Layout::new(input.page_size.0, input.embed.into(), input.head.into())?,
    };
    let saved = port.load().await;
    Ok(Writer::open(settings, saved.map(Into::into))?)
}

async fn append(port: &Port, writer: &mut Writer, input: &str) -> Reply {
    let AppendInput { items } = serde_json::from_str(input)?;
    let items: Vec<NewItem> = items.into_iter().map(new_item).collect::<Result<_, _>>()?;
    let appended = port.run(writer.append(items)?).await?;
    let items = appended.iter().map(|(id, status)| AppendedItem {
        id: id.0[..].into(),
        status: status.name(),
    });
    let mut ok = Vec::new();
    put(
        &mut ok,
        &AppendAnswer {
            items: items.collect(),
        },
    );
    Ok(ok)
}

fn new_item(item: ItemField<'_>) -> Result<NewItem, Refusal> {
    // A log of the reference lists ids of 32 bytes, in the profile core too.
    let id = |id: Hex<'_>| {
        id.0[..]
            .try_into()
            .map(MessageId)
            .map_err(|_| Refusal::Unsupported)
    };
    Ok(NewItem {
        id: item.id.map(id).transpose()?,
        data: item.data.0.into_owned().into(),
    })
}

async fn publish(port: &Port, writer: &mut Writer) -> Reply {
    let published = port.run(writer.publish()).await?;
    let mut ok = Vec::new();
    put(
        &mut ok,
        &PublishAnswer {
            status: published.name(),
        },
    );
    Ok(ok)
}
