// Writes static/vendor/ and its manifest from the packages of package.json: `npm ci && npm run build`.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { designsystemet } from "./designsystemet.mjs";
import { europe } from "./map.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..");
const target = process.argv[2] ?? join(root, "src/eciap/foundation/ui/static/vendor");
const tests = process.argv[2] ? join(process.argv[2], "tests") : join(root, "tests/vendor");

function part(name, ...files) {
  const { version, license } = JSON.parse(readFileSync(join(here, "node_modules", name, "package.json")));
  return { name, version, licence: name === "world-atlas" ? "public domain (Natural Earth); ISC (world-atlas)" : license, files };
}

function walk(folder) {
  return readdirSync(folder).sort().flatMap((name) => { const path = join(folder, name); return statSync(path).isDirectory() ? walk(path) : [path]; });
}

function fonts(face) {
  return walk(join(target, "fonts")).filter((path) => path.includes(`/${face}`) && path.endsWith(".woff2"));
}

for (const folder of [target, tests, join(target, "fonts"), join(target, "licences")]) mkdirSync(folder, { recursive: true });
writeFileSync(join(target, "designsystemet.css"), designsystemet());
writeFileSync(join(target, "europe.svg"), europe());
copyFileSync(join(here, "europe.json"), join(target, "europe.json"));
copyFileSync(join(here, "node_modules/axe-core/axe.min.js"), join(tests, "axe.min.js"));
execFileSync(process.env.PYTHON ?? "python3", [join(here, "fonts.py"), join(target, "fonts")], { stdio: "inherit" });
for (const [name, licence] of [["@digdir/designsystemet-css", "designsystemet"], ["@fontsource-variable/commissioner", "commissioner"], ["@fontsource-variable/literata", "literata"], ["world-atlas", "world-atlas"]]) {
  const source = readdirSync(join(here, "node_modules", name)).find((file) => /^licen[cs]e/i.test(file));
  copyFileSync(join(here, "node_modules", name, source), join(target, "licences", `${licence}.txt`));
}

const parts = [
  part("@digdir/designsystemet-css", join(target, "designsystemet.css"), join(target, "licences/designsystemet.txt")),
  part("@fontsource-variable/commissioner", ...fonts("commissioner"), join(target, "licences/commissioner.txt")),
  part("@fontsource-variable/literata", ...fonts("literata"), join(target, "licences/literata.txt")),
  part("world-atlas", join(target, "europe.svg"), join(target, "europe.json"), join(target, "licences/world-atlas.txt")),
  part("axe-core", join(tests, "axe.min.js")),
];
const sha256 = (path) => createHash("sha256").update(readFileSync(path)).digest("hex");
const manifest = parts.map(({ files, ...rest }) => ({ ...rest, files: Object.fromEntries(files.map((path) => [relative(process.argv[2] ? target : root, path), sha256(path)])) }));
writeFileSync(join(target, "VENDOR.json"), JSON.stringify(manifest, null, 2) + "\n");
