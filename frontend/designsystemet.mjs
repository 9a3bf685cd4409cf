// Takes from Designsystemet only the parts that our pages use, each in its own cascade layer.
import { readFileSync } from "node:fs";
import { transform } from "lightningcss";

const PARTS = ["base", "button", "tag", "label", "field", "input", "fieldset", "validation-message", "error-summary"];
const read = (part) => readFileSync(new URL(`./node_modules/@digdir/designsystemet-css/dist/src/${part}.css`, import.meta.url), "utf8");

export function designsystemet() {
  const layers = PARTS.map((part) => `@layer ds.${part === "base" ? "base" : "components"}{${read(part)}}`).join("\n");
  const { code } = transform({ filename: "designsystemet.css", code: Buffer.from(layers), minify: true, targets: { chrome: 123 << 16, firefox: 120 << 16, safari: (17 << 16) | (5 << 8) } });
  return `/* Designsystemet CSS 1.22.0, MIT, Digitaliseringsdirektoratet: ${PARTS.join(", ")} */\n${code}\n`;
}
