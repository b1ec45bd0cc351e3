//! The schema as two protobuf libraries generate it. `cargo xtask oracles` writes the two folders anew.
#![allow(missing_docs, dead_code, unused_imports, clippy::all)]

/// prost, with `Bytes` for bytes.
pub mod prost {
    pub mod cas {
        include!("prost/vac.cas.rs");
    }
    pub mod ns {
        include!("prost/vac.ns.rs");
    }
    pub mod remotelog {
        include!("prost/vac.remotelog.rs");
    }
    pub mod mvds {
        include!("prost/vac.mvds.rs");
    }
    pub mod mvds_legacy {
        include!("prost/vac.mvds.legacy.rs");
    }
}

/// buffa, owned messages and borrowed views.
pub mod buffa {
    pub mod cas {
        include!("buffa/vac.cas.rs");
    }
    pub mod ns {
        include!("buffa/vac.ns.rs");
    }
    pub mod remotelog {
        include!("buffa/vac.remotelog.rs");
    }
    pub mod mvds {
        include!("buffa/vac.mvds.rs");
    }
    pub mod mvds_legacy {
        include!("buffa/vac.mvds.legacy.rs");
    }
}
