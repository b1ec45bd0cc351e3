// Lines of the adapter protocol: out of standard input, and into standard output, both bounded.

/** The longest line that this adapter takes, in bytes, as its hello says. */
export const MAX_LINE = 16 * 1024 * 1024;

/** Calls `take` with each line of `input`; ends with the input. Throws on a line longer than `MAX_LINE`. */
export async function readLines(input: AsyncIterable<Buffer>, take: (line: string) => void): Promise<void> {
  let parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of input) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      parts.push(chunk.subarray(start, end));
      start = end + 1;
      const line = Buffer.concat(parts);
      parts = [];
      length = 0;
      take(line.toString("utf8"));
    }
    parts.push(chunk.subarray(start));
    length += chunk.length - start;
    if (length > MAX_LINE) {
      throw new Error(
        `A line of the harness is longer than the ${MAX_LINE} bytes that the hello of this adapter allows.`,
      );
    }
  }
}

/** Where lines go to. */
export class Output {
  /** The longest line that the harness takes, in bytes; its hello may say another. */
  maxLine = 1_048_576;

  /**
   * Writes one line. Node writes to a pipe at once, so nothing is left in a buffer while the adapter waits. Throws, and
   * writes nothing, if the harness would not take it.
   */
  write(line: object): void {
    const text = JSON.stringify(line);
    const length = Buffer.byteLength(text);
    if (length > this.maxLine) {
      throw new Error(`A line of ${length} bytes was to be sent, and the harness takes ${this.maxLine} at most.`);
    }
    process.stdout.write(`${text}\n`);
  }
}
