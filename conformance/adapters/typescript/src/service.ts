// The messages of the services, where these are called over protobuf (RL-WIRE-8).

import { AddressSchema, ContentSchema } from "./gen/cas_pb.js";
import { NameUpdateSchema, QuerySchema, ResponseSchema } from "./gen/ns_pb.js";
import { decode, encode } from "./wire.js";

/** A message of a service, by its name in the adapter protocol. The data of a response means nothing (RL-NAME-14). */
export type Service =
  | { message: "content"; data: Uint8Array }
  | { message: "address"; id: Uint8Array }
  | { message: "name_update"; name: string; content: Uint8Array }
  | { message: "query"; name: string }
  | { message: "response"; data: Uint8Array };

/** Reads the bytes of a message of a service. Throws a `Refusal` that is malformed (RL-WIRE-13). */
export function decodeService(message: Service["message"], bytes: Uint8Array): Service {
  switch (message) {
    case "content":
      return { message, data: decode(ContentSchema, bytes).data };
    case "address":
      return { message, id: decode(AddressSchema, bytes).id };
    case "name_update": {
      const { name, content } = decode(NameUpdateSchema, bytes);
      return { message, name, content };
    }
    case "query":
      return { message, name: decode(QuerySchema, bytes).name };
    case "response":
      return { message, data: decode(ResponseSchema, bytes).data };
  }
}

export function encodeService(service: Service): Uint8Array {
  switch (service.message) {
    case "content":
      return encode(ContentSchema, { data: service.data });
    case "address":
      return encode(AddressSchema, { id: service.id });
    case "name_update":
      return encode(NameUpdateSchema, { name: service.name, content: service.content });
    case "query":
      return encode(QuerySchema, { name: service.name });
    case "response":
      return encode(ResponseSchema, { data: service.data });
  }
}
