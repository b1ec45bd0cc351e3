//! Where a part of a proto stands.

use prost_types::FileDescriptorProto;

/// The line of the part with this path (as `SourceCodeInfo` counts them), counted from 1.
pub fn line(file: &FileDescriptorProto, path: &[i32]) -> Option<u32> {
    let info = file.source_code_info.as_ref()?;
    let at = info.location.iter().find(|at| at.path == path)?;
    u32::try_from(at.span.first()? + 1).ok()
}
