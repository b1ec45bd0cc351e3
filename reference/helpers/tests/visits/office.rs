//! The post office itself: bounds, tokens, restarts.

use bytes::Bytes;
use remote_log::log::{Failure, Saved};
use remote_log::store::{Disk, MemoryDisk};
use remote_log_helpers::{
    MailError, MailLimits, Mailbox, OpenError, PostOffice, Sealed, Shared, Token,
};

use crate::actor::peer;
use crate::service::Home;

fn item(text: &str) -> Sealed {
    Sealed(Bytes::copy_from_slice(text.as_bytes()))
}

fn office(limits: MailLimits, recipients: &[&str]) -> PostOffice<MemoryDisk> {
    let mut office = PostOffice::open(limits, MemoryDisk::new()).unwrap();
    for name in recipients {
        office.register(&peer(name)).unwrap();
    }
    office
}

/// What one recipient is handed out, as text, and the token.
fn collect(
    office: &mut impl Mailbox,
    name: &str,
    confirmed: Option<Token>,
) -> (Vec<String>, Token) {
    let batch = office.collect(&peer(name), confirmed).unwrap();
    let text = |item: &Sealed| String::from_utf8(item.0.to_vec()).unwrap();
    (batch.items.iter().map(text).collect(), batch.token)
}

#[test]
fn items_stay_until_they_are_confirmed_and_come_in_order() {
    let mut office = office(MailLimits::default(), &["bob", "carol"]);
    for text in ["one", "two"] {
        office.deposit(&peer("bob"), &item(text)).unwrap();
    }
    let (items, token) = collect(&mut office, "bob", None);
    assert_eq!(items, ["one", "two"]);
    assert_eq!(collect(&mut office, "bob", None), (items, token));
    office.deposit(&peer("bob"), &item("three")).unwrap();
    let (items, next) = collect(&mut office, "bob", Some(token));
    assert_eq!(items, ["three"], "what came since is not confirmed");
    let (items, _) = collect(&mut office, "bob", Some(token));
    assert_eq!(items, ["three"], "an old token takes nothing away");
    assert_eq!(collect(&mut office, "bob", Some(next)).0, [""; 0]);
    assert_eq!(collect(&mut office, "carol", None).0, [""; 0], "not hers");
}

#[test]
fn a_batch_is_bounded_and_an_item_larger_than_it_comes_alone() {
    let mut office = office(
        MailLimits {
            batch_items: 2,
            batch_bytes: 4,
            ..MailLimits::default()
        },
        &["bob"],
    );
    for text in ["a", "b", "c", "dd", "ee", "sixsix", "f"] {
        office.deposit(&peer("bob"), &item(text)).unwrap();
    }
    let mut batches = Vec::new();
    let mut token = None;
    loop {
        let (items, next) = collect(&mut office, "bob", token);
        if items.is_empty() {
            break;
        }
        batches.push(items.join(" "));
        token = Some(next);
    }
    assert_eq!(batches, ["a b", "c dd", "ee", "sixsix", "f"]);
}

#[test]
fn what_is_beyond_a_bound_is_refused_for_its_own_reason_and_changes_nothing() {
    let mut office = office(
        MailLimits {
            item_bytes: 4,
            box_items: 2,
            box_bytes: 6,
            // Two names, and ten bytes of items.
            total_bytes: 3 + 4 + 10,
            ..MailLimits::default()
        },
        &["bob", "dora"],
    );
    let (bob, dora) = (peer("bob"), peer("dora"));
    let too_large = MailError::TooLarge { len: 5, most: 4 };
    assert_eq!(office.deposit(&bob, &item("12345")), Err(too_large));
    assert_eq!(office.register(&peer("elena")), Err(too_large));
    let unknown = Err(MailError::UnknownRecipient);
    assert_eq!(office.deposit(&peer("eve"), &item("1")), unknown);
    let collected = office.collect(&peer("eve"), None).map(|_| ());
    assert_eq!(collected, unknown);

    assert_eq!(office.deposit(&bob, &item("1234")), Ok(()));
    assert_eq!(
        office.deposit(&bob, &item("123")),
        Err(MailError::BoxFull),
        "bytes"
    );
    assert_eq!(office.deposit(&bob, &item("12")), Ok(()));
    assert_eq!(
        office.deposit(&bob, &item("")),
        Err(MailError::BoxFull),
        "items"
    );
    assert_eq!(office.deposit(&dora, &item("1234")), Ok(()), "hers is not");
    assert_eq!(
        office.deposit(&dora, &item("1")),
        Err(MailError::OfficeFull)
    );
    assert_eq!(office.register(&peer("x")), Err(MailError::OfficeFull));

    let (items, token) = collect(&mut office, "bob", None);
    assert_eq!(items, ["1234", "12"]);
    let beyond = office.collect(&bob, Some(Token(token.0 + 1))).map(|_| ());
    assert_eq!(beyond, Err(MailError::UnknownToken));
    assert_eq!(
        collect(&mut office, "bob", None).0,
        ["1234", "12"],
        "still there"
    );
    collect(&mut office, "bob", Some(token));
    assert_eq!(
        office.deposit(&dora, &item("1")),
        Ok(()),
        "there is room again"
    );
    assert_eq!(office.deposit(&bob, &item("1234")), Ok(()), "and in his");
}

/// It is opened anew after every call, and a call whose save fails did not happen.
#[test]
fn an_office_that_is_killed_goes_on_from_what_it_answered() {
    let open = |home: &Home| PostOffice::open(MailLimits::default(), home.clone()).unwrap();
    let mut all = Vec::new();
    let home = Home::default();
    open(&home).register(&peer("bob")).unwrap();
    for number in 0..40 {
        let text = format!("{number}");
        home.node.light(0, false);
        let refused = open(&home).deposit(&peer("bob"), &item("lost"));
        assert_eq!(refused, Err(MailError::Unavailable(Failure::Unavailable)));
        home.node.mend();
        open(&home).deposit(&peer("bob"), &item(&text)).unwrap();
        all.push(text);
        if number % 7 == 6 {
            let (items, token) = collect(&mut open(&home), "bob", None);
            assert_eq!(items, all);
            home.node.light(0, false);
            let lost = open(&home).collect(&peer("bob"), Some(token)).map(|_| ());
            assert_eq!(lost, Err(MailError::Unavailable(Failure::Unavailable)));
            home.node.mend();
            assert_eq!(collect(&mut open(&home), "bob", None), (items, token));
            assert_eq!(collect(&mut open(&home), "bob", Some(token)).0, [""; 0]);
            all.clear();
        }
    }
}

/// What was not answered did not happen, whether or not the failed save reached the disk; and the state that is written
/// anew then still knows what was taken away before.
#[test]
fn an_office_that_lives_on_after_a_failed_save_has_what_it_answered() {
    for reached in [false, true] {
        let home = Home::default();
        let mut office = PostOffice::open(MailLimits::default(), home.clone()).unwrap();
        office.register(&peer("bob")).unwrap();
        office.deposit(&peer("bob"), &item("old")).unwrap();
        let (_, old) = collect(&mut office, "bob", None);
        collect(&mut office, "bob", Some(old));
        home.node.light(0, reached);
        assert!(office.deposit(&peer("bob"), &item("lost")).is_err());
        home.node.mend();
        office.deposit(&peer("bob"), &item("kept")).unwrap();
        let mut again = PostOffice::open(MailLimits::default(), home).unwrap();
        for office in [&mut office, &mut again] {
            assert_eq!(collect(office, "bob", Some(old)).0, ["kept"], "{reached}");
        }
    }
}

#[test]
fn a_damaged_state_is_a_typed_error_wherever_it_is_cut() {
    let disk = Shared::new(MemoryDisk::new());
    let home = Home {
        disk: disk.clone(),
        ..Home::default()
    };
    let mut office = PostOffice::open(MailLimits::default(), home).unwrap();
    office.register(&peer("bob")).unwrap();
    office.deposit(&peer("bob"), &item("one")).unwrap();
    office.deposit(&peer("bob"), &item("two")).unwrap();
    let whole = disk.service().load().unwrap().unwrap();
    let open = |bytes: Vec<u8>| {
        let mut disk = MemoryDisk::new();
        disk.save(&Saved::Replace(bytes.into())).unwrap();
        PostOffice::open(MailLimits::default(), disk)
    };
    let cut = (0..whole.len()).map(|len| open(whole[..len].to_vec()));
    let refused = cut.filter(|it| matches!(it, Err(OpenError::State(_))));
    let between_facts = 3;
    assert_eq!(refused.count(), whole.len() - between_facts);
    // No such kind of fact; an item in no such mailbox; more taken away than there ever was.
    for (fact, fits) in [(&[9][..], false), (&[2, 1, 0], false), (&FAR, true)] {
        let opened = open([&whole, fact].concat());
        assert_eq!(opened.is_ok(), fits, "{fact:?}");
        if let Ok(mut office) = opened {
            assert_eq!(collect(&mut office, "bob", None).0, [""; 0]);
        }
    }
}

/// The fact that 2^64 - 1 items in all are gone from the first mailbox.
const FAR: [u8; 12] = [3, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1];
