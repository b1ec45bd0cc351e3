// What each operation takes and answers. Bytes are strings of hex, integers strings of decimal digits.

export type Hex = string;
export type Integer = string;
export type Nothing = Record<string, never>;

export interface Bytes { bytes: Hex }
export interface Page { pairs: { local: Hex; remote: Hex; data: Hex }[]; tail: Hex }

export type Service = "content" | "address" | "name_update" | "query" | "response";
export interface Fields { fields: Record<string, string> }

export interface Numbers { numbers: "spec" | "legacy" }
export interface IdParts { group: Hex; timestamp: Integer; body: Hex }
export interface Message extends IdParts { metadata: { parents: Hex[]; ephemeral: boolean } | null }
export interface Payload { acks: Hex[]; offers: Hex[]; requests: Hex[]; messages: Message[] }

export type Kind = "opaque" | "multihash" | "cid";

export interface Instance { instance: string }
export interface Now extends Instance { now: Integer }
export interface Log extends Instance { name: string; profile: "core" | "mvds"; group: Hex | null }
export interface WriterOpen extends Log { page_size: Integer; embed: Integer | "all"; head: "inline" | "pointer" }
export interface Append extends Now { items: { id: Hex | null; data: Hex }[] }
export interface Appended { items: { id: Hex; status: "appended" | "duplicate" | "ephemeral" }[] }
export interface Status { status: string }

export type Limits = Record<"pages" | "page_bytes" | "pairs" | "content_bytes" | "call_bytes" | "gets", Integer>;
export interface ReaderOpen extends Log { kind: Kind; limits: Limits }
export interface Synced {
  head: string;
  delivered: { id: Hex; data: Hex; check: "verified" | "opaque" }[];
  missing: { id: Hex; reason: string }[];
  gaps: { address: Hex; reason: string }[];
  cycles: Hex[];
  inserted: Hex[];
  reordered: boolean;
  evidence: { floor: Hex; head: Hex } | null;
}

export interface Address { address: Hex }
export interface Content extends Status { content: Hex | null }
export interface Update extends Instance {
  name: string;
  content: Hex;
  expect: { state: "absent" | "any" } | { state: "exact"; content: Hex };
}

/** A function that answers at once, or after it has called back. */
type Handler<In, Out> = (given: In) => Out | Promise<Out>;

export interface Operations {
  "page.decode": Handler<Bytes, Page>;
  "page.encode": Handler<Page, Bytes>;
  "service.decode": Handler<Bytes & { message: Service }, Fields>;
  "service.encode": Handler<Fields & { message: Service }, Bytes>;
  "message.id": Handler<IdParts, { id: Hex }>;
  "message.decode": Handler<Bytes & Numbers, Message>;
  "message.encode": Handler<Message & Numbers, Bytes>;
  "message.check": Handler<Bytes & { id: Hex; group: Hex }, Nothing>;
  "payload.decode": Handler<Bytes & Numbers, Payload>;
  "payload.encode": Handler<Payload & Numbers, Bytes>;
  "address.check": Handler<Address & { kind: Kind; content: Hex }, { checked: "verified" | "unverified" }>;
  "writer.open": Handler<WriterOpen, Nothing>;
  "writer.append": Handler<Append, Appended>;
  "writer.publish": Handler<Now, Status>;
  "reader.open": Handler<ReaderOpen, Nothing>;
  "reader.sync": Handler<Now, Synced>;
  "store.open": Handler<Instance, Nothing>;
  "store.add": Handler<Instance & { content: Hex }, Address>;
  "store.get": Handler<Instance & Address, Content>;
  "store.update": Handler<Update, Status>;
  "store.fetch": Handler<Instance & { name: string }, Content>;
  "instance.drop": Handler<Instance, Nothing>;
}
