// @generated from guest/ by scripts/embed-guest-code.mjs; do not edit.
/* biome-ignore-all lint: generated */
/* biome-ignore-all format: generated */
/** What runs in the VM. */
export const guestCode: string = `// src/module/exec/guest/index.ts
var import_native_buffer = require("buffer");

// src/module/guest/coded-error.ts
function codedError(Class, code, message) {
  return Object.assign(new Class(message), { code });
}
function argumentError(name, wanted, value) {
  const received = value === null ? "null" : typeof value;
  const message = \`The "\${name}" argument must be \${wanted}. Received \${received}\`;
  return codedError(TypeError, "ERR_INVALID_ARG_TYPE", message);
}

// src/module/guest/with-signal.ts
async function withSignal(signal, host2, begin) {
  if (signal === void 0 || signal === null) return begin(0);
  if (signal.aborted) throw reasonOf(signal);
  const ticket = host2.ticket();
  const cancel = () => host2.cancel(ticket);
  const begun = begin(ticket);
  signal.addEventListener?.("abort", cancel);
  try {
    return await begun;
  } catch (error) {
    throw signal.aborted ? reasonOf(signal) : error;
  } finally {
    signal.removeEventListener?.("abort", cancel);
  }
}
function reasonOf({ reason }) {
  if (reason !== void 0) return reason;
  return Object.assign(new Error("The operation was aborted"), { name: "AbortError", code: "ABORT_ERR" });
}

// src/module/exec/guest/index.ts
async function run(command, args = [], options = {}) {
  const name = readText("command", command);
  if (!Array.isArray(args)) throw argumentError("args", "an instance of Array", args);
  const texts = args.map((arg, index) => readText(\`args[\${index}]\`, arg));
  const { encoding = "utf8", signal } = options;
  if (encoding !== "utf8" && encoding !== "buffer")
    throw argumentError("options.encoding", "'utf8' or 'buffer'", encoding);
  const taken = {
    input: readInput(options.input),
    timeoutMs: readTimeout(options.timeoutMs),
    asBytes: encoding === "buffer"
  };
  const ended = await withSignal(signal, host, (ticket) => host.run(name, texts, { ...taken, ticket }));
  return { ...ended, stdout: present(ended.stdout), stderr: present(ended.stderr) };
}
function readText(name, value) {
  if (typeof value !== "string") throw argumentError(name, "of type string", value);
  if (!value.includes("\\0")) return value;
  throw codedError(TypeError, "ERR_INVALID_ARG_VALUE", \`The argument '\${name}' must be a string without null bytes\`);
}
function readInput(input) {
  if (input === void 0 || input === null) return new Uint8Array(0);
  if (typeof input === "string") return import_native_buffer.Buffer.from(input);
  if (ArrayBuffer.isView(input)) return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
  throw argumentError("options.input", "of type string or an instance of Buffer, TypedArray, or DataView", input);
}
function readTimeout(ms) {
  if (ms === void 0 || ms === null) return 0;
  if (typeof ms !== "number") throw argumentError("options.timeoutMs", "of type number", ms);
  if (ms >= 1) return Math.trunc(Math.min(ms, Number.MAX_SAFE_INTEGER));
  const message = \`The value of "timeoutMs" is out of range. It must be >= 1. Received \${ms}\`;
  throw codedError(RangeError, "ERR_OUT_OF_RANGE", message);
}
function present(output) {
  return typeof output === "string" ? output : import_native_buffer.Buffer.from(output.buffer, output.byteOffset, output.byteLength);
}
module.exports = { run, commands: () => host.commands() };
`
/** The body of its `declare module`. */
export const declaration: string = `type Buffer = import('buffer').Buffer

export interface RunOptions {
  /** What the command reads from its standard input. */
  readonly input?: string | ArrayBufferView
  /** At most what the config allows. */
  readonly timeoutMs?: number
  /** \`buffer\`: the outputs as bytes. */
  readonly encoding?: 'utf8' | 'buffer'
  /** Ends the command, with everything that it has started. */
  readonly signal?: Signal | null
}

/** Anything that tells of \`abort\` as an \`AbortSignal\` does. */
export interface Signal {
  readonly aborted: boolean
  readonly reason?: unknown
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

export interface Ended<Output> {
  /** What it has ended with; null where a signal has ended it. */
  readonly code: number | null
  readonly signal: string | null
  readonly stdout: Output
  readonly stderr: Output
}

/** Runs a command to its end. That it ends with another code than 0 is no error. */
export function run(
  command: string,
  args: readonly string[],
  options: RunOptions & { readonly encoding: 'buffer' },
): Promise<Ended<Buffer>>
export function run(command: string, args?: readonly string[], options?: RunOptions): Promise<Ended<string>>
/** The names of what may be run. */
export function commands(): string[]
`
