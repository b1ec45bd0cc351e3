// The adapter's entry: it looks whether what it needs is there, says in one sentence what is not, and starts.

import { fileURLToPath } from "node:url";

const directory = fileURLToPath(new URL("..", import.meta.url));

/** The adapter and all that it depends on in one file, which starts in half the time. */
const bundle = new URL("bundle.js", import.meta.url).href;

function giveUp(sentence: string): never {
  process.stderr.write(`remote-log-typescript: ${sentence}\n`);
  process.exit(1);
}

if (Number(process.versions.node.split(".")[0]) < 20) {
  giveUp(
    `this is Node.js ${process.versions.node}, and version 20 or later is needed: install it from https://nodejs.org`,
  );
}
import(bundle)
  .catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
    giveUp(`a part of it is missing: run \`npm ci && npm run build\` in ${directory}`);
  })
  .then(({ main }) => main())
  .catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
