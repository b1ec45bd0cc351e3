//! `node.helper`: the node reads the logs that it follows and publishes its own, and uses mailboxes.

use remote_log::log::writer::NewItem;
use remote_log_mvds::Delivered;

use super::answer;
use super::device::{Device, FOLLOWS, LOG};
use super::input::EpochInput;
use super::mail;
use super::output::{DeliveredField, HelperAnswer};
use crate::answer::Refusal;
use crate::instances::port::{Port, Reply};

pub(super) async fn helper(port: &Port, device: &mut Device, input: &str) -> Reply {
    let input: EpochInput = serde_json::from_str(input)?;
    let mut delivered = follow(port, device, &input).await?;
    delivered.extend(mail::collect(port, device, &input).await?);
    mail::deposit(port, device).await?;
    let published = publish(port, device).await?;
    answer(&HelperAnswer {
        delivered: delivered.iter().map(DeliveredField::from).collect(),
        published,
    })
}

/// Reads the logs. What a reader delivers and what the node makes of it are saved at once, so that no crash comes
/// between them.
async fn follow(
    port: &Port,
    device: &mut Device,
    input: &EpochInput,
) -> Result<Vec<Delivered>, Refusal> {
    let (now, epoch) = (input.now.0, input.epoch.0);
    let mut delivered = Vec::new();
    for (index, (author, reader)) in device.follows.iter_mut().enumerate() {
        let part = (&mut device.parts, FOLLOWS + index);
        let outcome = port.run_part(reader.sync(now), part, false).await?;
        for item in outcome.delivered {
            if !device.authenticate || port.believes(&item.data).await {
                let received = device.node.helper_delivered(now, epoch, author, &item.data);
                delivered.extend(received.delivered);
            }
        }
    }
    device.save(port, &delivered).await?;
    Ok(delivered)
}

/// Publishes what the node's own log lacks. Messages of other groups than the log's are in no log.
async fn publish(port: &Port, device: &mut Device) -> Result<Option<&'static str>, Refusal> {
    let Some((group, writer)) = &mut device.log else {
        return Ok(None);
    };
    let lacking: Vec<Delivered> = device.node.to_publish().collect();
    let of_the_log = lacking.iter().filter(|message| message.group == *group);
    let items: Vec<NewItem> = of_the_log
        .map(|message| NewItem {
            id: None,
            data: message.data.clone(),
        })
        .collect();
    if !items.is_empty() {
        let append = writer.append(items)?;
        port.run_part(append, (&mut device.parts, LOG), true)
            .await?;
    }
    let ids: Vec<_> = lacking.iter().map(|message| message.id).collect();
    device.node.published(&ids);
    let part = (&mut device.parts, LOG);
    let published = port.run_part(writer.publish(), part, true).await?;
    device.save(port, &[]).await?;
    Ok(Some(published.name()))
}
