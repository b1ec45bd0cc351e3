//! A change of the world, and the faults of a step, as a vector file says them.

use super::tree::{Tree, bytes, field, text, value, word};
use crate::protocol::FailReason;
use crate::vectors::{
    AddressMaking, Alteration, CollectAnswer, Fault, FaultyCall, FetchAnswer, GetAnswer, Hold,
    Holds, Lose, NameChange, StoreFailure, WorldChange, WriteAnswer,
};

/// A change of the world.
pub(super) fn tree(change: &WorldChange) -> Tree {
    let WorldChange {
        kind,
        cas,
        adds,
        names,
        compare_and_set,
        update_data,
        name_bytes,
        race,
        hold,
        lose,
        restore,
    } = change;
    let mut fields = Vec::new();
    let mut say = |name, tree: Option<Tree>| fields.extend(tree.map(|tree| field(name, tree)));
    let list = |items: Vec<Tree>| (!items.is_empty()).then_some(Tree::List(items));
    say("kind", kind.map(|kind| word(making(kind))));
    say("cas", list(cas.iter().map(content).collect()));
    say("adds", adds.map(|fails| word(fails.map_or("ok", failure))));
    say("names", list(names.iter().map(name).collect()));
    say("compare_and_set", compare_and_set.map(Tree::Bool));
    say("update_data", update_data.as_ref().map(|data| bytes(data)));
    say("name_bytes", name_bytes.map(|most| text(most.to_string())));
    let race = race.as_ref().map(|race| {
        Tree::Map(vec![
            field("name", text(&race.name)),
            field("content", bytes(&race.content)),
        ])
    });
    say("race", race);
    let hold = hold.map(|hold| match hold {
        Hold::Adds => word("adds"),
        Hold::Rounds => word("rounds"),
    });
    say("hold", hold);
    say("lose", list(lose.iter().map(lost).collect()));
    say("restore", restore.then(|| text("all")));
    Tree::Map(fields)
}

/// A fault of a callback.
pub(super) fn fault(fault: &Fault) -> Tree {
    let mut fields = vec![field("op", word(fault.call.op().name()))];
    let (narrow, answer) = match &fault.call {
        FaultyCall::Get { address, answer } => (
            address
                .as_ref()
                .map(|address| field("address", bytes(address))),
            get_answer(answer),
        ),
        FaultyCall::Fetch { name, answer } => (
            name.as_ref().map(|name| field("name", text(name))),
            fetch_answer(answer),
        ),
        FaultyCall::Add { answer } => (None, write_answer(*answer)),
        FaultyCall::Update { name, answer } => (
            name.as_ref().map(|name| field("name", text(name))),
            write_answer(*answer),
        ),
        FaultyCall::Deposit { answer } => (None, write_answer(*answer)),
        FaultyCall::Collect { answer } => (None, collect_answer(*answer)),
    };
    fields.extend(narrow);
    fields.extend(fault.nth.map(|nth| field("nth", text(nth.to_string()))));
    fields.push(field("answer", answer));
    Tree::Map(fields)
}

fn making(kind: AddressMaking) -> &'static str {
    match kind {
        AddressMaking::Multihash => "multihash",
        AddressMaking::Cid => "cid",
        AddressMaking::Opaque => "opaque",
    }
}

fn failure(failure: StoreFailure) -> &'static str {
    match failure {
        StoreFailure::Unavailable => "unavailable",
        StoreFailure::Timeout => "timeout",
    }
}

fn content((address, holds): &(Vec<u8>, Holds)) -> Tree {
    Tree::Map(vec![field("address", bytes(address)), held(holds)])
}

fn name((name, change): &(String, NameChange)) -> Tree {
    let change = match change {
        NameChange::Holds(holds) => held(holds),
        NameChange::Back(changes) => field("back", text(changes.to_string())),
    };
    Tree::Map(vec![field("name", text(name)), change])
}

fn held(holds: &Holds) -> (String, Tree) {
    match holds {
        Holds::Content(content) => field("content", bytes(content)),
        Holds::Nothing => field("content", Tree::Null),
        Holds::Fails(fails) => field("fails", word(failure(*fails))),
    }
}

fn lost(lose: &Lose) -> Tree {
    Tree::Map(match lose {
        Lose::Address(address) => vec![field("address", bytes(address))],
        Lose::Page { name, below } => vec![
            field("name", text(name)),
            field("page", text(below.to_string())),
        ],
        Lose::Item { name, id } => vec![field("name", text(name)), field("item", bytes(id))],
    })
}

fn get_answer(answer: &GetAnswer) -> Tree {
    match answer {
        GetAnswer::Fails(reason) => fails(*reason),
        GetAnswer::Altered(alteration) => altered(*alteration),
        GetAnswer::Of(address) => Tree::Map(vec![field("of", bytes(address))]),
        GetAnswer::Content(content) => Tree::Map(vec![field("content", bytes(content))]),
    }
}

fn fetch_answer(answer: &FetchAnswer) -> Tree {
    match answer {
        FetchAnswer::Fails(reason) => fails(*reason),
        FetchAnswer::Altered(alteration) => altered(*alteration),
        FetchAnswer::Stale(changes) => Tree::Map(vec![field("stale", text(changes.to_string()))]),
        FetchAnswer::Content(content) => Tree::Map(vec![field("content", bytes(content))]),
    }
}

fn write_answer(answer: WriteAnswer) -> Tree {
    match answer {
        WriteAnswer::Fails(reason) => fails(reason),
        WriteAnswer::Dropped => word("dropped"),
        WriteAnswer::Lost => word("lost"),
    }
}

fn collect_answer(answer: CollectAnswer) -> Tree {
    match answer {
        CollectAnswer::Fails(reason) => fails(reason),
        CollectAnswer::Corrupt => word("corrupt"),
        CollectAnswer::Again => word("again"),
    }
}

fn fails(reason: FailReason) -> Tree {
    value(&serde_json::json!(reason))
}

fn altered(alteration: Alteration) -> Tree {
    match alteration {
        Alteration::Corrupt => word("corrupt"),
        Alteration::Truncated => word("truncated"),
    }
}
