//! A request that an adapter should know how to answer.

use crate::protocol::Hello;

/// An operation and an input that is good for it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sample {
    pub op: &'static str,
    /// The JSON of `in` without its braces.
    fields: &'static str,
    /// The field that takes bytes of any length.
    pub bytes: Option<&'static str>,
}

const SAMPLES: [Sample; 4] = [
    Sample {
        op: "message.id",
        fields: r#""group":"","timestamp":"0","body":"00""#,
        bytes: Some("body"),
    },
    Sample {
        op: "page.decode",
        fields: r#""bytes":"""#,
        bytes: Some("bytes"),
    },
    Sample {
        op: "message.decode",
        fields: r#""bytes":"","numbers":"spec""#,
        bytes: Some("bytes"),
    },
    Sample {
        op: "service.decode",
        fields: r#""message":"content","bytes":"""#,
        bytes: Some("bytes"),
    },
];

/// An operation that no protocol has: every adapter can answer it, with `unsupported`.
pub(super) const UNKNOWN: Sample = Sample {
    op: "no.such.operation",
    fields: "",
    bytes: None,
};

impl Sample {
    /// The first that the adapter claims to have, or [`UNKNOWN`].
    pub fn of(hello: &Hello) -> Self {
        let mut samples = SAMPLES.into_iter();
        samples
            .find(|sample| hello.has(sample.op))
            .unwrap_or(UNKNOWN)
    }

    /// The line of the request, its end included. `id` is JSON.
    pub fn line(&self, id: &str) -> Vec<u8> {
        self.line_with(id, self.fields)
    }

    /// The same with fields beside those that the protocol knows.
    pub fn line_with_more(&self, id: &str) -> Vec<u8> {
        let comma = if self.fields.is_empty() { "" } else { "," };
        let fields = format!(r#"{}{comma}"no_such_field":{{"x":[null]}}"#, self.fields);
        let line = format!(
            r#"{{"no_such_field":"1","id":{id},"op":"{}","in":{{{fields}}}}}"#,
            self.op
        );
        (line + "\n").into_bytes()
    }

    /// The same with this text where bytes belong; `None` if there is no such field.
    pub fn line_with_bytes(&self, id: &str, text: &str) -> Option<Vec<u8>> {
        let field = self.bytes?;
        let begin = self.fields.find(&format!(r#""{field}":"#))?;
        let value = begin + field.len() + 4;
        let end = value + self.fields[value..].find('"')?;
        let fields = format!("{}{text}{}", &self.fields[..value], &self.fields[end..]);
        Some(self.line_with(id, &fields))
    }

    fn line_with(&self, id: &str, fields: &str) -> Vec<u8> {
        let line = format!(r#"{{"id":{id},"op":"{}","in":{{{fields}}}}}"#, self.op);
        (line + "\n").into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_json() {
        for sample in SAMPLES.into_iter().chain([UNKNOWN]) {
            let filled = sample.line_with_bytes("\"1\"", "abcd");
            assert_eq!(filled.is_some(), sample.bytes.is_some());
            if let Some(filled) = &filled {
                assert!(String::from_utf8_lossy(filled).contains(r#":"abcd""#));
            }
            for line in [sample.line("\"1\""), sample.line_with_more("\"1\"")]
                .into_iter()
                .chain(filled)
            {
                let value: serde_json::Value = serde_json::from_slice(&line).expect("it is JSON");
                assert_eq!(value["op"], sample.op);
            }
        }
    }
}
