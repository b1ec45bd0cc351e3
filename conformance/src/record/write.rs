//! Writes a record: a line for each case, sorted, so that two of them can be compared by anything that compares lines.

use super::recorded::Record;

impl Record {
    /// The text of its file.
    pub fn text(&self) -> String {
        let word = |text: &str| serde_json::Value::from(text).to_string();
        let cases: Vec<String> = self
            .cases
            .iter()
            .map(|(id, came)| {
                let blames = came.blames.as_deref().map(word);
                format!(
                    "    {}: {{ \"means\": {}, \"verdict\": {}{} }}",
                    word(id),
                    word(&came.means),
                    word(came.verdict.as_str()),
                    blames.map_or(String::new(), |id| format!(", \"blames\": {id}"))
                )
            })
            .collect();
        format!(
            "{{\n  \"implementation\": {},\n  \"version\": {},\n  \"language\": {},\n  \"suite\": {{ \"version\": {}, \"revision\": {} }},\n  \"cases\": {{\n{}\n  }}\n}}\n",
            word(&self.implementation),
            word(&self.version),
            word(&self.language),
            word(&self.suite.version),
            word(&self.suite.revision),
            cases.join(",\n")
        )
    }
}
