// Bytes as lowercase hex: ids and addresses are kept so, because JavaScript compares strings by value and arrays by identity.

/** Lowercase hex, two digits a byte; no bytes are "". */
export type Hex = string;

export function toHex(bytes: Uint8Array): Hex {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
}

/** The bytes of `hex`. Throws a `TypeError` where it is not lowercase hex. */
export function fromHex(hex: Hex): Uint8Array {
  const bytes = Buffer.from(hex, "hex");
  if (bytes.length * 2 !== hex.length || hex !== hex.toLowerCase()) {
    throw new TypeError(
      `"${hex.slice(0, 80)}" is not lowercase hex: write two of the digits 0-9 and a-f for each byte.`,
    );
  }
  return bytes;
}
