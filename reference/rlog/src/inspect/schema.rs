//! What the fields of pages and messages are called and mean, for a person to read.

/// A message of the wire schema.
pub struct Schema {
    /// What it is called.
    pub name: &'static str,
    /// The fields that it can have.
    pub fields: &'static [FieldSchema],
}

impl Schema {
    /// The field with this number, if the schema has one.
    pub fn field(&self, number: u32) -> Option<&'static FieldSchema> {
        self.fields.iter().find(|field| field.number == number)
    }
}

/// A field of the wire schema.
pub struct FieldSchema {
    /// Its number.
    pub number: u32,
    /// Its name in the .proto files.
    pub name: &'static str,
    /// What it is for.
    pub what: &'static str,
    /// What its value is.
    pub kind: Kind,
}

/// What the value of a field is.
#[derive(Clone, Copy)]
pub enum Kind {
    /// Bytes that are shown as hex.
    Bytes,
    /// Bytes that may be text.
    Text,
    /// Seconds of Unix time.
    Time,
    /// Yes or no.
    Bool,
    /// A message, or whatever else the log lists.
    Content,
    /// Fields of their own.
    Nested(&'static Schema),
}

/// A page of a remote log.
pub static PAGE: Schema = Schema {
    name: "page",
    fields: &[
        FieldSchema {
            number: 1,
            name: "pair",
            what: "a message of the log, the newest first",
            kind: Kind::Nested(&PAIR),
        },
        FieldSchema {
            number: 2,
            name: "tail",
            what: "the address of the next older page",
            kind: Kind::Bytes,
        },
    ],
};

static PAIR: Schema = Schema {
    name: "pair",
    fields: &[
        FieldSchema {
            number: 1,
            name: "remoteHash",
            what: "the message's address in the store",
            kind: Kind::Bytes,
        },
        FieldSchema {
            number: 2,
            name: "localHash",
            what: "the message's id",
            kind: Kind::Bytes,
        },
        FieldSchema {
            number: 3,
            name: "data",
            what: "the message itself, embedded",
            kind: Kind::Content,
        },
    ],
};

/// An MVDS message.
pub static MESSAGE: Schema = Schema {
    name: "message",
    fields: &[
        FieldSchema {
            number: 6001,
            name: "group_id",
            what: "the group it belongs to",
            kind: Kind::Bytes,
        },
        FieldSchema {
            number: 6002,
            name: "timestamp",
            what: "when it was written",
            kind: Kind::Time,
        },
        FieldSchema {
            number: 6003,
            name: "body",
            what: "what it says",
            kind: Kind::Text,
        },
        FieldSchema {
            number: 6004,
            name: "metadata",
            what: "not part of the id",
            kind: Kind::Nested(&METADATA),
        },
    ],
};

static METADATA: Schema = Schema {
    name: "metadata",
    fields: &[
        FieldSchema {
            number: 1,
            name: "parents",
            what: "the id of a message that this one follows",
            kind: Kind::Bytes,
        },
        FieldSchema {
            number: 2,
            name: "ephemeral",
            what: "whether it is kept out of history",
            kind: Kind::Bool,
        },
    ],
};
