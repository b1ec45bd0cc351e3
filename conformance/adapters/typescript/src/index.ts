// The library: what a program that writes, reads or syncs logs imports.

export { type Checked, checkAddress, type Kind } from "./address.js";
export { fromHex, type Hex, toHex } from "./hex.js";
export { MemoryContentStore, MemoryDisk, MemoryNameSystem } from "./memory.js";
export {
  checkMessage,
  decodeMessage,
  encodeMessage,
  type Message,
  type Metadata,
  messageId,
  type Numbers,
} from "./message.js";
export type { OwnMessage } from "./node/append.js";
export type { Deposited, Mailboxes, MailItem } from "./node/mail.js";
export { Node } from "./node/node.js";
export type { NodeLimits, NodeSettings, Surroundings } from "./node/settings.js";
export { decodePage, encodePage, type Page, type Pair } from "./page.js";
export { decodePayload, encodePayload, type Payload } from "./payload.js";
export { type Delivered, type Limits, RECOMMENDED, type ReaderSettings } from "./reader/call.js";
export { type Answer, Reader } from "./reader/reader.js";
export { type Detail, type Reason, Refusal } from "./refusal.js";
export { decodeService, encodeService, type Service } from "./service.js";
export type { ContentStore, Disk, Expect, Failure, NameSystem, Stores, Updated } from "./stores.js";
export { type Appended, type Item, type PublishStatus, Writer, type WriterSettings } from "./writer/writer.js";
