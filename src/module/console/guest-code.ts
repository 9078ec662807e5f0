// @generated from guest/ by scripts/embed-guest-code.mjs; do not edit.
/* biome-ignore-all lint: generated */
/* biome-ignore-all format: generated */
/** What runs in the VM. */
export const guestCode: string = `// src/module/console/guest/index.ts
var import_native_util = require("util");

// src/module/console/guest/table.ts
var indexColumn = "(index)";
var valueColumn = "Values";
var iterationColumn = "(iteration index)";
var keyColumn = "Key";
function tableOf(data, wanted, describe) {
  if (typeof data !== "object" || data === null) return void 0;
  return frame(data instanceof Map ? mapRows(data, describe) : listRows(data, wanted, describe));
}
function mapRows(map, describe) {
  const rows = [...map].map(
    ([key, value], at) => /* @__PURE__ */ new Map([
      [iterationColumn, String(at)],
      [keyColumn, describe(key)],
      [valueColumn, describe(value)]
    ])
  );
  return { columns: [iterationColumn, keyColumn, valueColumn], rows };
}
function listRows(data, wanted, describe) {
  const isSet = data instanceof Set;
  const first = isSet ? iterationColumn : indexColumn;
  const entries = isSet ? [...data].map((value, at) => [String(at), value]) : Object.entries(data);
  const found = new Set(wanted);
  let hasValues = false;
  const rows = entries.map(([index, value]) => {
    const cells = /* @__PURE__ */ new Map([[first, index]]);
    if (isSet || typeof value !== "object" || value === null) {
      cells.set(valueColumn, describe(value));
      hasValues = true;
      return cells;
    }
    for (const key of wanted ?? Object.keys(value)) {
      found.add(key);
      if (Object.hasOwn(value, key)) cells.set(\`.\${key}\`, describe(Reflect.get(value, key)));
    }
    return cells;
  });
  const columns = [first, ...[...found].map((key) => \`.\${key}\`), ...hasValues ? [valueColumn] : []];
  return { columns, rows };
}
function titleOf(column) {
  return column.startsWith(".") ? column.slice(1) : column;
}
function frame({ columns, rows }) {
  const titles = columns.map(titleOf);
  const cells = rows.map((row) => columns.map((column) => row.get(column) ?? ""));
  const widths = titles.map((title, at) => Math.max(title.length, ...cells.map((row) => row[at]?.length ?? 0)) + 2);
  const rule = (left, cross, right) => left + widths.map((width) => "\\u2500".repeat(width)).join(cross) + right;
  const line = (row) => \`\\u2502\${row.map((cell, at) => \` \${cell}\`.padEnd(widths[at] ?? 0)).join("\\u2502")}\\u2502\`;
  return [
    rule("\\u250C", "\\u252C", "\\u2510"),
    line(titles),
    rule("\\u251C", "\\u253C", "\\u2524"),
    ...cells.map(line),
    rule("\\u2514", "\\u2534", "\\u2518")
  ].join("\\n");
}

// src/module/console/guest/index.ts
var counts = /* @__PURE__ */ new Map();
var timers = /* @__PURE__ */ new Map();
var indentation = "";
function write(level, text) {
  host.write(level, indentation === "" ? text : indentation + text.replaceAll("\\n", \`
\${indentation}\`));
}
function writer(level) {
  return (...args) => write(level, (0, import_native_util.format)(...args));
}
var log = writer("info");
var debug = writer("debug");
var warn = writer("warn");
var error = writer("error");
function group(...labels) {
  if (labels.length > 0) log(...labels);
  indentation += "  ";
}
function groupEnd() {
  indentation = indentation.slice(2);
}
function assert(condition, ...args) {
  if (condition) return;
  const [first, ...rest] = args;
  if (typeof first === "string") warn(\`Assertion failed: \${first}\`, ...rest);
  else warn(...args.length > 0 ? ["Assertion failed:", ...args] : ["Assertion failed"]);
}
function count(label = "default") {
  const name = String(label);
  const times = (counts.get(name) ?? 0) + 1;
  counts.set(name, times);
  log(\`\${name}: \${times}\`);
}
function countReset(label = "default") {
  if (!counts.delete(String(label))) warn(\`Count for '\${String(label)}' does not exist\`);
}
function time(label = "default") {
  const name = String(label);
  if (timers.has(name)) warn(\`Label '\${name}' already exists for console.time()\`);
  else timers.set(name, host.now());
}
function timeLog(label = "default", ...args) {
  tellTime("timeLog", String(label), args);
}
function timeEnd(label = "default") {
  tellTime("timeEnd", String(label), []);
  timers.delete(String(label));
}
function tellTime(method, label, args) {
  const start = timers.get(label);
  if (start === void 0) warn(\`No such label '\${label}' for console.\${method}()\`);
  else log("%s: %s", label, elapsed(host.now() - start), ...args);
}
function elapsed(ms) {
  if (ms < 1e3) return \`\${Number(ms.toFixed(3))}ms\`;
  if (ms < 6e4) return \`\${(ms / 1e3).toFixed(3)}s\`;
  const hours = Math.floor(ms / 36e5);
  const minutes = Math.floor(ms % 36e5 / 6e4);
  const seconds = (ms % 6e4 / 1e3).toFixed(3).padStart(6, "0");
  return hours > 0 ? \`\${hours}:\${String(minutes).padStart(2, "0")}:\${seconds} (h:mm:ss.mmm)\` : \`\${minutes}:\${seconds} (m:ss.mmm)\`;
}
function dir(value, options) {
  write("info", (0, import_native_util.inspect)(value, { customInspect: false, ...options }));
}
function table(data, columns) {
  const text = tableOf(data, columns, (value) => (0, import_native_util.formatWithOptions)({ depth: 0, maxArrayLength: 3 }, "%O", value));
  if (text === void 0) log(data);
  else write("info", text);
}
function trace(...args) {
  const frames = (new Error().stack ?? "").split("\\n").filter((line) => /^\\s+at /.test(line));
  error("%s\\n%s", args.length > 0 ? \`Trace: \${(0, import_native_util.format)(...args)}\` : "Trace", frames.slice(1).join("\\n"));
}
var console = {
  assert,
  count,
  countReset,
  debug,
  dir,
  error,
  group,
  groupCollapsed: group,
  groupEnd,
  info: log,
  log,
  table,
  time,
  timeEnd,
  timeLog,
  trace,
  warn
};
module.exports = Object.defineProperty(console, "console", { value: console });
`
/** The body of its `declare module`. */
export const declaration: string = `/** A line at the level \`info\`: a pattern with \`%s %d %i %f %j %o %O %c %%\`, or anything. */
export function log(...args: unknown[]): void
/** As \`log\`. */
export function info(...args: unknown[]): void
/** A line at the level \`debug\`. */
export function debug(...args: unknown[]): void
/** A line at the level \`warn\`. */
export function warn(...args: unknown[]): void
/** A line at the level \`error\`. */
export function error(...args: unknown[]): void
/** A line at the level \`error\`, with the places that led here. */
export function trace(...args: unknown[]): void
/** A line at the level \`warn\` where the condition does not hold. */
export function assert(condition: unknown, ...args: unknown[]): void
/** The value, as \`util.inspect\` shows it. */
export function dir(value: unknown, options?: object): void
/** Rows and columns in a frame. */
export function table(data: unknown, columns?: readonly string[]): void
/** Moves the lines that follow in, under these. */
export function group(...labels: unknown[]): void
export function groupCollapsed(...labels: unknown[]): void
export function groupEnd(): void
/** How often it was called with this label. */
export function count(label?: string): void
export function countReset(label?: string): void
/** Starts a clock under the label. */
export function time(label?: string): void
/** What that clock says now. */
export function timeLog(label?: string, ...args: unknown[]): void
/** What that clock says, for the last time. */
export function timeEnd(label?: string): void
`
