// Lines of the adapter protocol: out of standard input, bounded, and into standard output.

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
        `A line of the harness is longer than ${MAX_LINE} bytes, which is what the hello of this adapter allows.`,
      );
    }
  }
}

/** Writes one line. Node writes to a pipe at once, so nothing is left in a buffer while the adapter waits. */
export function writeLine(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
