//! Reads a proto with the names of its types resolved.

use prost_types::FileDescriptorProto;
use protox::Compiler;
use protox::file::{File, FileResolver};

use crate::finding::Finding;
use crate::gate::git::Files;

/// Reads the file at this path; `named` is what complaints call it. It may import the others of its directory.
pub fn read(path: &str, named: &str, files: &Files) -> Result<FileDescriptorProto, Finding> {
    let mut compiler = Compiler::with_file_resolver(Beside(protos(files)));
    compiler.include_source_info(true);
    let wrong = |error: protox::Error| {
        let (line, said) = place(&error);
        let message = format!("This is no proto that can be read: {said}. Correct it.");
        Finding::new(named, line, message)
    };
    compiler.open_file(path).map_err(wrong)?;
    let read = compiler.file_descriptor_set().file.pop();
    read.ok_or_else(|| Finding::new(named, 1, "There is nothing in this proto. Take it out."))
}

fn protos(files: &Files) -> Files {
    let all = files.iter().filter(|(path, _)| path.ends_with(".proto"));
    all.map(|(path, text)| (path.clone(), text.clone()))
        .collect()
}

/// The protos of a state, by their paths.
struct Beside(Files);

impl FileResolver for Beside {
    fn resolve_path(&self, path: &std::path::Path) -> Option<String> {
        path.to_str().map(str::to_owned)
    }

    fn open_file(&self, name: &str) -> Result<File, protox::Error> {
        let beside = format!("spec/proto/{name}");
        let source = self.0.get(name).or_else(|| self.0.get(&beside));
        match source {
            Some(source) => File::from_source(name, source),
            None => Err(protox::Error::file_not_found(name)),
        }
    }
}

/// The line of an error, counted from 1, and what it says; protox tells both in one line, `FILE:LINE:COLUMN: words`.
fn place(error: &protox::Error) -> (u32, String) {
    let told = format!("{error:?}");
    let mut parts = told.splitn(4, ':');
    let line = parts.nth(1).and_then(|line| line.trim().parse().ok());
    (line.unwrap_or(1), error.to_string())
}
