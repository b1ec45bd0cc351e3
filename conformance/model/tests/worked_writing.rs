//! The histories of writers that the spec works through, read off its text by hand and asked of the model.

use remote_log_model::{Embed, Layout, Message, Publish, Status, World, Writer};

const A: Message = Message(0);
const B: Message = Message(1);
const C: Message = Message(2);
const D: Message = Message(3);
const E: Message = Message(4);
const X: Message = Message(23);

/// A writer whose log is this, the oldest first, with so many pairs on a page.
fn writer(page_size: usize, log: &[Message]) -> Writer {
    let mut writer = Writer::new(Layout {
        page_size,
        embed: Embed::Last(0),
        pointer: false,
        form: 0,
    });
    append(&mut writer, log);
    writer
}

fn append(writer: &mut Writer, messages: &[Message]) {
    for message in messages {
        assert!(writer.append(*message), "{message} is new");
    }
}

/// Takes steps until the next one is an update, or the publish is done.
fn up_to_update(writer: &mut Writer, world: &mut World) -> Publish {
    let mut publish = Publish::Fetch;
    while !matches!(publish, Publish::Update { .. } | Publish::Done(_)) {
        publish = publish.step(writer, world);
    }
    publish
}

fn finish(mut publish: Publish, writer: &mut Writer, world: &mut World) -> Status {
    loop {
        match publish {
            Publish::Done(status) => return status,
            going => publish = going.step(writer, world),
        }
    }
}

fn publish(writer: &mut Writer, world: &mut World) -> Status {
    finish(Publish::Fetch, writer, world)
}

fn holds(world: &World) -> String {
    world
        .heads
        .last()
        .map(ToString::to_string)
        .unwrap_or_default()
}

/// "Sealing": two pairs a page.
#[test]
fn a_page_is_sealed_when_one_more_would_not_fit() {
    let mut writer = writer(2, &[]);
    let drawn = [
        (A, "[a]"),
        (B, "[b a]"),
        (C, "[c] -> [b a]"),
        (D, "[d c] -> [b a]"),
        (E, "[e] -> [d c] -> [b a]"),
    ];
    for (message, head) in drawn {
        append(&mut writer, &[message]);
        assert_eq!(writer.pages().1.to_string(), head);
    }
}

/// The name holds `[b a]`, a phone and a tablet both have the writer's state, and append c and d.
fn two_devices(compares: bool) -> (Writer, Writer, World) {
    let mut world = World::new(compares);
    let mut phone = writer(3, &[A, B]);
    assert_eq!(publish(&mut phone, &mut world), Status::Published);
    let mut tablet = phone.clone();
    append(&mut phone, &[C]);
    append(&mut tablet, &[D]);
    (phone, tablet, world)
}

/// "Two devices", where the name system compares.
#[test]
fn of_two_devices_that_race_the_second_is_told_of_the_conflict() {
    let (mut phone, mut tablet, mut world) = two_devices(true);
    let (one, other) = (
        up_to_update(&mut phone, &mut world),
        up_to_update(&mut tablet, &mut world),
    );
    assert_eq!(finish(one, &mut phone, &mut world), Status::Published);
    assert_eq!(finish(other, &mut tablet, &mut world), Status::Conflict);
    assert_eq!(publish(&mut tablet, &mut world), Status::Refused);
    assert_eq!(holds(&world), "[c b a]");
    assert_eq!(tablet.log, [A, B, D], "nothing that was appended is lost");
}

/// "Two devices", where the last to write wins.
#[test]
fn where_the_last_to_write_wins_the_first_looks_again() {
    let (mut phone, mut tablet, mut world) = two_devices(false);
    let (one, other) = (
        up_to_update(&mut phone, &mut world),
        up_to_update(&mut tablet, &mut world),
    );
    let one = one.step(&mut phone, &mut world);
    let other = other.step(&mut tablet, &mut world);
    assert_eq!(finish(one, &mut phone, &mut world), Status::Conflict);
    assert_eq!(finish(other, &mut tablet, &mut world), Status::Published);
    assert_eq!(publish(&mut phone, &mut world), Status::Refused);
    assert_eq!(holds(&world), "[d b a]");
}

/// "If the tablet's update comes after the phone has looked again."
#[test]
fn a_race_that_is_lost_later_is_noticed_the_next_time() {
    let (mut phone, mut tablet, mut world) = two_devices(false);
    let other = up_to_update(&mut tablet, &mut world);
    assert_eq!(publish(&mut phone, &mut world), Status::Published);
    assert_eq!(finish(other, &mut tablet, &mut world), Status::Published);
    assert_eq!(publish(&mut phone, &mut world), Status::Refused);
}

/// "An update without an answer": the name holds `[b a]`, and c was appended.
#[test]
fn an_update_without_an_answer_is_found_or_done_again() {
    let (mut done, _, mut world) = two_devices(true);
    let update = up_to_update(&mut done, &mut world);
    let mut not_done = (done.clone(), world.clone());
    // It was done, and the answer was lost.
    let _ = update.step(&mut done, &mut world);
    let mut more = (done.clone(), world.clone());
    assert_eq!(publish(&mut done, &mut world), Status::Unchanged);
    append(&mut more.0, &[D]);
    assert_eq!(publish(&mut more.0, &mut more.1), Status::Published);
    assert_eq!(holds(&more.1), "[d] -> [c b a]");
    // It was not done.
    assert_eq!(publish(&mut not_done.0, &mut not_done.1), Status::Published);
    assert_eq!(holds(&not_done.1), "[c b a]");
}

/// The backup knows `[b a]`, the name holds `[d c b a]`.
fn restored() -> (Writer, World) {
    let mut world = World::new(true);
    let mut writer = writer(4, &[A, B]);
    assert_eq!(publish(&mut writer, &mut world), Status::Published);
    let backup = writer.clone();
    append(&mut writer, &[C, D]);
    assert_eq!(publish(&mut writer, &mut world), Status::Published);
    (backup, world)
}

/// "A writer restored from a backup."
#[test]
fn a_writer_that_is_restored_from_a_backup_refuses_what_it_does_not_know() {
    let (mut writer, mut world) = restored();
    assert_eq!(publish(&mut writer, &mut world), Status::Refused);
    append(&mut writer, &[X]);
    assert_eq!(publish(&mut writer, &mut world), Status::Refused);
    assert_eq!(holds(&world), "[d c b a]");
    assert!(writer.log.contains(&X), "x is kept");
}

#[test]
fn it_goes_on_when_it_has_everything_again() {
    let (mut writer, mut world) = restored();
    append(&mut writer, &[C, D, X]);
    assert_eq!(publish(&mut writer, &mut world), Status::Published);
    assert_eq!(holds(&world), "[x] -> [d c b a]");
}

#[test]
fn it_cannot_know_better_when_the_name_was_turned_back() {
    let (mut writer, mut world) = restored();
    let older = world.heads[0].clone();
    world.heads.push(older);
    append(&mut writer, &[X]);
    assert_eq!(publish(&mut writer, &mut world), Status::Published);
    assert_eq!(holds(&world), "[x b a]");
}

/// "Publishing again", and over a name that was lost or turned back.
#[test]
fn publishing_again_changes_nothing_unless_the_name_was_turned_back() {
    let (_, mut world) = restored();
    let mut writer = writer(4, &[A, B, C, D]);
    assert_eq!(publish(&mut writer, &mut world), Status::Unchanged);
    let older = world.heads[0].clone();
    world.heads.push(older);
    assert_eq!(publish(&mut writer, &mut world), Status::Published);
    assert_eq!(holds(&world), "[d c b a]");
}

/// "A crash between content, page and name": the name holds `[b a]`, two pairs are on a page, c was appended, and the
/// device dies after each of its requests in turn.
#[test]
fn a_publish_that_was_cut_short_anywhere_is_completed() {
    let mut statuses = Vec::new();
    for steps in 0.. {
        let mut world = World::new(true);
        let mut writer = writer(2, &[A, B]);
        assert_eq!(publish(&mut writer, &mut world), Status::Published);
        append(&mut writer, &[C]);
        let mut going = Publish::Fetch;
        for _ in 0..steps {
            going = going.step(&mut writer, &mut world);
        }
        let shown = holds(&world);
        assert!(
            ["[b a]", "[c] -> [b a]"].contains(&&*shown),
            "readers see the old log or the new"
        );
        statuses.push(publish(&mut writer, &mut world));
        assert_eq!(holds(&world), "[c] -> [b a]");
        if matches!(going, Publish::Done(_)) {
            break;
        }
    }
    let last = statuses.pop();
    assert_eq!(last, Some(Status::Unchanged), "the update was done");
    // Fetch, add c, add the page, nothing left to add, save.
    assert_eq!(statuses, [Status::Published; 6]);
}
