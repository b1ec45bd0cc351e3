# What the adapter can do. Write an operation in the place of `unsupported`, and put its name into OPERATIONS, from which
# the hello is made.

OPERATIONS=""

# handle OP INPUT: answers once, by `answer ok JSON`, `reject REASON` or `unsupported`. Bytes are strings of hex, integers
# strings of decimal digits.
handle() {
    case $1 in
    page.decode) unsupported ;;    # {bytes} -> {pairs:[{local,remote,data}], tail}
    page.encode) unsupported ;;    # {pairs:[{local,remote,data}], tail} -> {bytes}
    service.decode) unsupported ;; # {message, bytes} -> {fields}
    service.encode) unsupported ;; # {message, fields} -> {bytes}
    message.id) unsupported ;;     # {group, timestamp, body} -> {id}
    message.decode) unsupported ;; # {bytes, numbers} -> {group, timestamp, body, metadata}
    message.encode) unsupported ;; # {group, timestamp, body, metadata, numbers} -> {bytes}
    message.check) unsupported ;;  # {bytes, id, group} -> {}
    payload.decode) unsupported ;; # {bytes, numbers} -> {acks, offers, requests, messages}
    payload.encode) unsupported ;; # {acks, offers, requests, messages, numbers} -> {bytes}
    address.check) unsupported ;;  # {kind, address, content} -> {checked}
    writer.open) unsupported ;;    # {instance, name, profile, group, page_size, embed, head} -> {}
    writer.append) unsupported ;;  # {instance, now, items:[{id, data}]} -> {items:[{id, status}]}
    writer.publish) unsupported ;; # {instance, now} -> {status}
    reader.open) unsupported ;;    # {instance, name, profile, group, kind, limits} -> {}
    reader.sync) unsupported ;;    # {instance, now} -> {head, delivered, missing, gaps, cycles, inserted, reordered, evidence}
    store.open) unsupported ;;     # {instance} -> {}
    store.add) unsupported ;;      # {instance, content} -> {address}
    store.get) unsupported ;;      # {instance, address} -> {status, content}
    store.update) unsupported ;;   # {instance, name, content, expect} -> {status}
    store.fetch) unsupported ;;    # {instance, name} -> {status, content}
    instance.drop) unsupported ;;  # {instance} -> {}
    *) unsupported ;;
    esac
}
