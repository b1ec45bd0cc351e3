//! Faults of the family EMBED.

use super::family::family;

family! {
    /// Mistakes about embedded content.
    EmbedFault {
    }
}
