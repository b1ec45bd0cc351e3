//! The files of each language's adapter, which the binary carries.

/// A file to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TemplateFile {
    /// Where it goes, from the directory of the adapter.
    pub path: &'static str,
    /// What it holds.
    pub text: &'static str,
}

/// A list of the files of this language, with their texts.
macro_rules! files {
    ($language:literal: $($path:literal),* $(,)?) => {
        &[$(TemplateFile {
            path: $path,
            text: include_str!(concat!("../../templates/", $language, "/", $path)),
        }),*]
    };
}

pub(super) const PYTHON: &[TemplateFile] = files!(
    "python": "README.md", "pyproject.toml", ".gitignore",
    "adapter.py", "harness.py", "operations.py", "shapes.py",
);

pub(super) const TYPESCRIPT: &[TemplateFile] = files!(
    "typescript": "README.md", "package.json", "tsconfig.json", ".gitignore",
    "src/adapter.ts", "src/harness.ts", "src/operations.ts", "src/shapes.ts",
);

pub(super) const RUST: &[TemplateFile] = files!(
    "rust": "README.md", "Cargo.toml", ".gitignore",
    "src/main.rs", "src/harness.rs", "src/operations.rs", "src/refusal.rs", "src/shapes.rs",
);

pub(super) const GO: &[TemplateFile] = files!(
    "go": "README.md", "go.mod", ".gitignore",
    "main.go", "harness.go", "operations.go", "dispatch.go", "shapes.go",
);

pub(super) const SHELL: &[TemplateFile] = files!(
    "shell": "README.md", "adapter.sh", "harness.sh", "operations.sh",
);
