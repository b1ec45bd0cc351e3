//! Two states of a proto, judged by what goes over the wire: numbers, types and labels, not names and comments.

use std::collections::BTreeMap;

use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{
    DescriptorProto, EnumDescriptorProto, FieldDescriptorProto, FileDescriptorProto,
    ServiceDescriptorProto,
};

use super::lines::line;
use super::types;
use crate::gate::evidence::{Evidence, Shows};
use crate::gate::kind::Kind;

/// What changed from one set of protos to the other; comments and the order of things are no change.
pub fn compare(
    base: &BTreeMap<String, FileDescriptorProto>,
    now: &BTreeMap<String, FileDescriptorProto>,
) -> Vec<Evidence> {
    let mut seen = Seen(Vec::new());
    for (path, old) in base {
        match now.get(path) {
            None => seen.push(path, Kind::Breaking, None, "the file is gone".to_owned()),
            Some(new) => file(&mut seen, path, old, new),
        }
    }
    for path in now.keys().filter(|path| !base.contains_key(*path)) {
        seen.push(path, Kind::Additive, Some(1), "the file is new".to_owned());
    }
    seen.0
}

struct Seen(Vec<Evidence>);

impl Seen {
    fn push(&mut self, path: &str, least: Kind, line: Option<u32>, seen: String) {
        self.0.push(Evidence {
            of: path.to_owned(),
            least,
            seen,
            line,
            shows: Shows::Rule,
        });
    }
}

fn file(seen: &mut Seen, path: &str, old: &FileDescriptorProto, new: &FileDescriptorProto) {
    if old.package() != new.package() || old.syntax() != new.syntax() {
        // The package goes over the wire in the paths of services, and the syntax decides how fields are packed.
        let what = "the package or the syntax is another".to_owned();
        seen.push(path, Kind::Breaking, line(new, &[2]), what);
    }
    let (before, after) = (messages(old), messages(new));
    named(
        seen,
        path,
        "message",
        &before,
        &after,
        |(at, _)| line(new, at),
        |seen, name, old, (at, message)| {
            fields(seen, path, name, &old.1.field, &message.field, |nth| {
                let mut at = at.clone();
                at.extend([2, index(nth)]);
                line(new, &at)
            });
            enums(seen, path, new, &old.1.enum_type, &message.enum_type);
        },
    );
    enums(seen, path, new, &old.enum_type, &new.enum_type);
    services(seen, path, new, &old.service, &new.service);
}

/// Compares things that have names: what is gone, what is new, and what both have.
fn named<T>(
    seen: &mut Seen,
    path: &str,
    what: &str,
    old: &BTreeMap<String, T>,
    new: &BTreeMap<String, T>,
    place: impl Fn(&T) -> Option<u32>,
    mut both: impl FnMut(&mut Seen, &str, &T, &T),
) {
    for (name, before) in old {
        match new.get(name) {
            Some(after) => both(seen, name, before, after),
            None => seen.push(path, Kind::Breaking, None, format!("{what} {name} is gone")),
        }
    }
    for (name, after) in new.iter().filter(|(name, _)| !old.contains_key(*name)) {
        seen.push(
            path,
            Kind::Additive,
            place(after),
            format!("{what} {name} is new"),
        );
    }
}

/// The messages of a file by their names, inner ones as `RemoteLog.Pair`, with the paths of their places.
fn messages(file: &FileDescriptorProto) -> BTreeMap<String, (Vec<i32>, &DescriptorProto)> {
    let mut all = BTreeMap::new();
    let mut open: Vec<(String, Vec<i32>, &DescriptorProto)> = Vec::new();
    for (nth, message) in file.message_type.iter().enumerate() {
        open.push((message.name().to_owned(), vec![4, index(nth)], message));
    }
    while let Some((name, at, message)) = open.pop() {
        for (nth, inner) in message.nested_type.iter().enumerate() {
            let mut at = at.clone();
            at.extend([3, index(nth)]);
            open.push((format!("{name}.{}", inner.name()), at, inner));
        }
        all.insert(name, (at, message));
    }
    all
}

fn fields(
    seen: &mut Seen,
    path: &str,
    message: &str,
    old: &[FieldDescriptorProto],
    new: &[FieldDescriptorProto],
    place: impl Fn(usize) -> Option<u32>,
) {
    let told =
        |field: &FieldDescriptorProto| format!("{message}.{} = {}", field.name(), field.number());
    for before in old {
        let after = new
            .iter()
            .position(|field| field.number() == before.number());
        let Some(nth) = after else {
            let moved = new.iter().position(|field| field.name() == before.name());
            let (place, what) = match moved {
                Some(nth) => (
                    place(nth),
                    format!("has the number {} now", new[nth].number()),
                ),
                None => (None, "is gone".to_owned()),
            };
            seen.push(
                path,
                Kind::Breaking,
                place,
                format!("field {} {what}", told(before)),
            );
            continue;
        };
        let (after, place) = (&new[nth], place(nth));
        let mut changed = |kind, what: String| {
            seen.push(path, kind, place, format!("field {} {what}", told(before)));
        };
        if before.name() != after.name() {
            changed(Kind::Editorial, format!("is called {} now", after.name()));
        }
        if (before.r#type(), before.type_name()) != (after.r#type(), after.type_name()) {
            let kind = match before.r#type() == after.r#type() {
                true => Kind::Breaking,
                false => types::changed(before.r#type(), after.r#type()),
            };
            let what = format!("was {} and is {}", kind_of(before), kind_of(after));
            changed(kind, what);
        }
        if before.label() != after.label() {
            let word = |field: &FieldDescriptorProto| match field.label() {
                Label::Repeated => "repeated",
                _ => "single",
            };
            let what = format!("was {} and is {}", word(before), word(after));
            changed(Kind::Breaking, what);
        }
        if before.oneof_index.is_some() != after.oneof_index.is_some()
            && before.proto3_optional() == after.proto3_optional()
        {
            changed(
                Kind::Breaking,
                "went into a oneof, or came out of one".to_owned(),
            );
        }
    }
    for (nth, after) in new.iter().enumerate() {
        let known = |field: &FieldDescriptorProto| {
            field.number() == after.number() || field.name() == after.name()
        };
        if !old.iter().any(known) {
            seen.push(
                path,
                Kind::Additive,
                place(nth),
                format!("field {} is new", told(after)),
            );
        }
    }
}

/// The type of a field, as in a proto.
fn kind_of(field: &FieldDescriptorProto) -> String {
    match field.r#type() {
        Type::Message | Type::Enum | Type::Group => field.type_name().to_owned(),
        plain => plain
            .as_str_name()
            .trim_start_matches("TYPE_")
            .to_lowercase(),
    }
}

fn enums(
    seen: &mut Seen,
    path: &str,
    file: &FileDescriptorProto,
    old: &[EnumDescriptorProto],
    new: &[EnumDescriptorProto],
) {
    let values = |all: &[EnumDescriptorProto]| -> BTreeMap<String, ()> {
        let each = all.iter().flat_map(|one| {
            let told = |value: &prost_types::EnumValueDescriptorProto| {
                (format!("{} {}", one.name(), value.number()), ())
            };
            one.value.iter().map(told)
        });
        each.collect()
    };
    let place = |(): &()| line(file, &[]);
    named(
        seen,
        path,
        "enum value",
        &values(old),
        &values(new),
        place,
        |_, _, (), ()| {},
    );
}

fn services(
    seen: &mut Seen,
    path: &str,
    file: &FileDescriptorProto,
    old: &[ServiceDescriptorProto],
    new: &[ServiceDescriptorProto],
) {
    let methods = |all: &[ServiceDescriptorProto]| -> BTreeMap<String, (Option<u32>, String)> {
        let mut methods = BTreeMap::new();
        for (nth, service) in all.iter().enumerate() {
            for (within, method) in service.method.iter().enumerate() {
                let name = format!("{}.{}", service.name(), method.name());
                let place = line(file, &[6, index(nth), 2, index(within)]);
                let takes = format!(
                    "{}{} to {}{}",
                    if method.client_streaming() {
                        "stream "
                    } else {
                        ""
                    },
                    method.input_type(),
                    if method.server_streaming() {
                        "stream "
                    } else {
                        ""
                    },
                    method.output_type()
                );
                methods.insert(name, (place, takes));
            }
        }
        methods
    };
    let (before, after) = (methods(old), methods(new));
    named(
        seen,
        path,
        "method",
        &before,
        &after,
        |(place, _)| *place,
        |seen, name, old, new| {
            if old.1 != new.1 {
                let what = format!("method {name} was from {} and is from {}", old.1, new.1);
                seen.push(path, Kind::Breaking, new.0, what);
            }
        },
    );
}

fn index(nth: usize) -> i32 {
    i32::try_from(nth).unwrap_or(i32::MAX)
}
