//! Writes anew the code of the two protobuf libraries that the reference's decoder is compared with.
//!
//! The code is checked in, so that building and testing need neither a generator nor protoc.

use std::error::Error;
use std::path::Path;
use std::{fs, io};

use buffa_codegen::CodeGenConfig;
use buffa_codegen::generated::descriptor::FileDescriptorSet;
use prost::Message;

/// Compiles `spec/proto` and writes `reference/tests/oracles/{prost,buffa}`, both under the root of the workspace.
pub fn run(root: &Path) -> Result<(), Box<dyn Error>> {
    let schema = root.join("spec/proto");
    let files = proto_files(&schema)?;
    // Compiled with the names alone, for the path of the workspace is nobody's business in generated code.
    let set = protox::compile(&files, [&schema])?;
    let oracles = root.join("reference/tests/oracles");
    write_buffa(
        &set.encode_to_vec(),
        &files,
        emptied(&oracles.join("buffa"))?,
    )?;
    write_prost(set, emptied(&oracles.join("prost"))?)
}

fn proto_files(schema: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(schema)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.retain(|name| name.ends_with(".proto"));
    names.sort();
    Ok(names)
}

fn emptied(dir: &Path) -> io::Result<&Path> {
    if dir.exists() {
        fs::remove_dir_all(dir)?;
    }
    fs::create_dir_all(dir)?;
    Ok(dir)
}

/// With `Bytes` for bytes: prost's closest to not copying, so that a comparison of speed is a fair one.
fn write_prost(set: prost_types::FileDescriptorSet, out: &Path) -> Result<(), Box<dyn Error>> {
    prost_build::Config::new()
        .bytes(["."])
        .out_dir(out)
        .compile_fds(set)?;
    Ok(())
}

/// With views, which borrow as the reference does, and without unknown fields, which the reference doesn't keep.
fn write_buffa(set: &[u8], files: &[String], out: &Path) -> Result<(), Box<dyn Error>> {
    let set: FileDescriptorSet = buffa::Message::decode_from_slice(set)?;
    let mut config = CodeGenConfig::default();
    config.preserve_unknown_fields = false;
    config.emit_register_fn = false;
    config.generate_with_setters = false;
    config.file_per_package = true;
    for file in buffa_codegen::generate(&set.file, files, &config)? {
        fs::write(out.join(file.name), file.content)?;
    }
    Ok(())
}
