// Fails where packing has changed more than what only people read: node same.mjs <written> <packed> ...
import { readFileSync } from "node:fs";
import { parse, tokenizer } from "acorn";

const options = { ecmaVersion: "latest", sourceType: "module" };
const tokens = (path) =>
  [...tokenizer(readFileSync(path, "utf8"), options)].map(({ type, value }) =>
    JSON.stringify([type.label, value?.pattern ?? value ?? null, value?.flags ?? ""]),
  );

const paths = process.argv.slice(2);
for (let at = 0; at < paths.length; at += 2) {
  const [written, packed] = [tokens(paths[at]), tokens(paths[at + 1])];
  const differs = written.findIndex((one, index) => one !== packed[index]);
  if (differs >= 0 || written.length !== packed.length) {
    process.stderr.write(`${paths[at]}: ${written[differs]} became ${packed[differs]}\n`);
    process.exit(1);
  }
  try {
    parse(readFileSync(paths[at + 1], "utf8"), options); // the same words may lack a semicolon that a line end stood for
  } catch (error) {
    process.stderr.write(`${paths[at]}: ${error.message}\n`);
    process.exit(1);
  }
}
