//! The .proto files are a schema that a compiler takes, all of them at once.

use std::path::Path;

#[test]
fn the_proto_files_compile_together() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/proto");
    let files = [
        "cas.proto",
        "ns.proto",
        "remotelog.proto",
        "mvds.proto",
        "mvds_legacy.proto",
    ];
    let set = protox::compile(files, [&dir]).expect("the schema compiles");
    let packages: Vec<_> = set.file.iter().map(|file| file.package()).collect();
    assert_eq!(
        packages,
        [
            "vac.cas",
            "vac.ns",
            "vac.remotelog",
            "vac.mvds",
            "vac.mvds.legacy"
        ]
    );

    let methods = |package: &str| -> Vec<String> {
        let file = set
            .file
            .iter()
            .find(|file| file.package() == package)
            .expect("the package");
        let method = |method: &protox::prost_reflect::prost_types::MethodDescriptorProto| {
            format!(
                "{}({}) -> {}",
                method.name(),
                method.input_type(),
                method.output_type()
            )
        };
        file.service
            .iter()
            .flat_map(|service| service.method.iter().map(method))
            .collect()
    };
    assert_eq!(
        methods("vac.cas"),
        [
            "Add(.vac.cas.Content) -> .vac.cas.Address",
            "Get(.vac.cas.Address) -> .vac.cas.Content"
        ]
    );
    assert_eq!(
        methods("vac.ns"),
        [
            "Update(.vac.ns.NameUpdate) -> .vac.ns.Response",
            "Fetch(.vac.ns.Query) -> .vac.ns.Content"
        ]
    );
}
