//! Makes the cases of a search: from inputs, for one adapter.

use std::sync::Arc;

use super::input::Input;
use super::material::Material;
use crate::protocol::Hello;
use crate::registry::Registry;
use crate::runner::skip;
use crate::vectors::Case;

/// What the cases of a search depend on.
#[derive(Debug)]
pub(super) struct Maker {
    pub seed: u64,
    pub material: Material,
    pub registry: Arc<Registry>,
    /// Whether recommendations are asked too. If not, one that is not followed must not hide what comes after it.
    pub strict: bool,
    pub hello: Hello,
    /// Whether the harness can kill the adapter.
    pub kills: bool,
}

impl Maker {
    /// The input with this number.
    pub fn input(&self, number: usize) -> Input {
        Input::generate(self.seed, number as u64, &self.material)
    }

    /// The case that asks an input of this adapter; `None` if there is nothing that it can be asked.
    pub fn case(&self, input: &Input, id: String) -> Option<Case> {
        let mut case = input.case(id)?;
        if !self.strict {
            case.keep_musts(&self.registry);
        }
        let asserts = case.requests().any(|asked| !asked.expect.is_empty());
        (asserts && skip(&case, &self.hello, self.kills).is_none()).then_some(case)
    }
}
