//! What the adapter can do. Put `Some(function)` in the place of `None`, and the hello lists the operation.

use crate::shapes::Operations;

pub fn operations() -> Operations {
    Operations {
        page_decode: None,
        page_encode: None,
        service_decode: None,
        service_encode: None,
        message_id: None,
        message_decode: None,
        message_encode: None,
        message_check: None,
        payload_decode: None,
        payload_encode: None,
        address_check: None,
        writer_open: None,
        writer_append: None,
        writer_publish: None,
        reader_open: None,
        reader_sync: None,
        store_open: None,
        store_add: None,
        store_get: None,
        store_update: None,
        store_fetch: None,
        instance_drop: None,
    }
}
