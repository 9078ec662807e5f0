// @generated from guest/ by scripts/embed-guest-code.mjs; do not edit.
/* biome-ignore-all lint: generated */
/* biome-ignore-all format: generated */
/** What runs in the VM. */
export const guestCode: string = `// src/module/fs/guest/entries.ts
var Kind = class {
  #kind;
  constructor(kind) {
    this.#kind = kind;
  }
  isFile() {
    return this.#kind === "file";
  }
  isDirectory() {
    return this.#kind === "directory";
  }
  isSymbolicLink() {
    return this.#kind === "symlink";
  }
  // Which of these it is guests need not know: none can be opened.
  isBlockDevice() {
    return false;
  }
  isCharacterDevice() {
    return false;
  }
  isFIFO() {
    return false;
  }
  isSocket() {
    return false;
  }
};
var Stats = class extends Kind {
  size;
  mode;
  nlink;
  atimeMs;
  mtimeMs;
  ctimeMs;
  birthtimeMs;
  atime;
  mtime;
  ctime;
  birthtime;
  constructor(status) {
    super(status.kind);
    this.size = status.size;
    this.mode = status.mode;
    this.nlink = status.nlink;
    this.atimeMs = status.atimeMs;
    this.mtimeMs = status.mtimeMs;
    this.ctimeMs = status.ctimeMs;
    this.birthtimeMs = status.birthtimeMs;
    this.atime = new Date(status.atimeMs);
    this.mtime = new Date(status.mtimeMs);
    this.ctime = new Date(status.ctimeMs);
    this.birthtime = new Date(status.birthtimeMs);
  }
};
var Dirent = class extends Kind {
  name;
  parentPath;
  constructor({ name, kind }, parentPath) {
    super(kind);
    this.name = name;
    this.parentPath = parentPath;
  }
};

// src/module/fs/guest/requests.ts
var import_native_buffer2 = require("buffer");

// src/module/guest/coded-error.ts
function codedError(Class, code, message) {
  return Object.assign(new Class(message), { code });
}
function argumentError(name, wanted, value) {
  const received = value === null ? "null" : typeof value;
  const message = \`The "\${name}" argument must be \${wanted}. Received \${received}\`;
  return codedError(TypeError, "ERR_INVALID_ARG_TYPE", message);
}

// src/module/fs/guest/read-arguments.ts
var import_native_buffer = require("buffer");
function readPath(value, name = "path") {
  if (typeof value !== "string") throw argumentError(name, "of type string", value);
  if (value.includes("\\0")) throw valueError(name, "a string without null bytes", value);
  if (value === "")
    throw Object.assign(codedError(Error, "ENOENT", "ENOENT: no such file or directory, open ''"), { path: value });
  return value;
}
function readOptions(value) {
  if (value === void 0 || value === null) return {};
  if (typeof value === "string") return { encoding: value };
  if (typeof value !== "object") throw argumentError("options", "of type string or an instance of Object", value);
  return value;
}
function readEncoding({ encoding }) {
  if (encoding === void 0 || encoding === null || encoding === "buffer") return void 0;
  if (!import_native_buffer.Buffer.isEncoding(encoding)) throw valueError("encoding", "an encoding", encoding);
  return encoding;
}
function readBytes(data, options) {
  if (typeof data === "string") return import_native_buffer.Buffer.from(data, readEncoding(options));
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  throw argumentError("data", "of type string or an instance of Buffer, TypedArray, or DataView", data);
}
var flags = ["w", "wx", "a", "ax"];
function readFlag({ flag }, byDefault) {
  const given = flag ?? byDefault;
  if (typeof given !== "string" || !flags.includes(given)) throw valueError("flag", \`one of \${flags.join(", ")}\`, given);
  return given;
}
var mostMode = 4095;
function readMode(mode, byDefault) {
  if (mode === void 0 || mode === null) return byDefault;
  if (typeof mode === "string" && /^[0-7]+$/.test(mode)) return readMode(Number.parseInt(mode, 8), byDefault);
  if (typeof mode !== "number") throw argumentError("mode", "a number or a string of octal digits", mode);
  if (Number.isInteger(mode) && mode >= 0 && mode <= mostMode) return mode;
  const message = \`The value of "mode" is out of range. It must be >= 0 && <= \${mostMode}. Received \${mode}\`;
  throw codedError(RangeError, "ERR_OUT_OF_RANGE", message);
}
function readFlagOf(options, name) {
  const value = options[name];
  if (value === void 0) return false;
  if (typeof value !== "boolean") throw argumentError(\`options.\${name}\`, "of type boolean", value);
  return value;
}
function valueError(name, wanted, value) {
  const message = \`The argument '\${name}' must be \${wanted}. Received \${JSON.stringify(value)}\`;
  return codedError(TypeError, "ERR_INVALID_ARG_VALUE", message);
}

// src/module/fs/guest/requests.ts
var copyExclusively = 1;
var constants = Object.freeze({ COPYFILE_EXCL: copyExclusively });
var requests = {
  readFile(path, given) {
    const encoding = readEncoding(readOptions(given));
    return { name: "readFile", args: [readPath(path)], give: (bytes) => present(bytes, encoding) };
  },
  writeFile: (path, data, given) => writing([path, data, given], "w"),
  appendFile: (path, data, given) => writing([path, data, given], "a"),
  // What is no path is not there, as in Node: a null byte is in none.
  exists: (path) => ({ name: "exists", args: [typeof path === "string" && path !== "" ? path : "\\0"] }),
  mkdir(path, given) {
    const options = typeof given === "object" ? readOptions(given) : { mode: given };
    const taken = { recursive: readFlagOf(options, "recursive"), mode: readMode(options.mode, 511) };
    return {
      name: "mkdir",
      args: [readPath(path), taken],
      give: (first) => first ?? void 0
    };
  },
  readdir(path, given) {
    const options = readOptions(given);
    const [parent, isTyped] = [readPath(path), readFlagOf(options, "withFileTypes")];
    const toGuest = (entry) => isTyped ? new Dirent(entry, parent) : entry.name;
    return { name: "readdir", args: [parent], give: (entries) => entries.map(toGuest) };
  },
  stat: (path) => ({ name: "stat", args: [readPath(path)], give: (status) => new Stats(status) }),
  lstat: (path) => ({ name: "lstat", args: [readPath(path)], give: (status) => new Stats(status) }),
  unlink: (path) => ({ name: "unlink", args: [readPath(path)] }),
  rm(path, given) {
    const options = readOptions(given);
    const taken = { recursive: readFlagOf(options, "recursive"), force: readFlagOf(options, "force") };
    return { name: "rm", args: [readPath(path), taken] };
  },
  rename: (from, to) => ({ name: "rename", args: [readPath(from, "oldPath"), readPath(to, "newPath")] }),
  copyFile(from, to, mode = 0) {
    if (mode !== 0 && mode !== copyExclusively) throw argumentError("mode", "0 or COPYFILE_EXCL", mode);
    const options = { exclusive: mode === copyExclusively };
    return { name: "copyFile", args: [readPath(from, "src"), readPath(to, "dest"), options] };
  }
};
function writing([path, data, given], byDefault) {
  const options = readOptions(given);
  const taken = { flag: readFlag(options, byDefault), mode: readMode(options.mode, 438) };
  return { name: "writeFile", args: [readPath(path), readBytes(data, options), taken] };
}
function present(bytes, encoding) {
  const made = import_native_buffer2.Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return encoding === void 0 ? made : made.toString(encoding);
}

// src/module/fs/guest/index.ts
var identity = (answer) => answer;
function settle({ give = identity }, answer) {
  return give(answer);
}
var promises = {};
var functions = {};
for (const [name, toRequest] of Object.entries(requests)) {
  promises[name] = async (...args) => {
    const request = toRequest(...args);
    return settle(request, await host[request.name]?.(...request.args));
  };
  functions[name] = (...args) => {
    const told = typeof args.at(-1) === "function" ? args.pop() : void 0;
    const asked = promises[name]?.(...args);
    if (told === void 0) return asked;
    asked?.then(
      (value) => name === "exists" ? told(value) : told(null, value),
      (error) => told(error)
    );
    return void 0;
  };
  functions[\`\${name}Sync\`] = (...args) => {
    const request = toRequest(...args);
    return settle(request, host[\`\${request.name}Sync\`]?.(...request.args));
  };
}
function capabilities() {
  return host.capabilities?.();
}
module.exports = {
  ...functions,
  promises,
  constants,
  capabilities,
  Dirent,
  Stats,
  // Asked for when it is read: the host does not answer while the module loads.
  get isReadOnly() {
    return !capabilities().write;
  }
};
`
/** The body of its `declare module`. */
export const declaration: string = `type Buffer = import('buffer').Buffer
type Encoding = import('buffer').BufferEncoding
type Data = string | ArrayBufferView
type Told<Value> = (error: Error | null, value: Value) => void

export interface EncodingOptions {
  readonly encoding: Encoding
}

export interface WriteOptions {
  readonly encoding?: Encoding
  /** \`w\`: in place of what is there; \`a\`: behind it; with \`x\`: only where nothing is there. */
  readonly flag?: 'w' | 'wx' | 'a' | 'ax'
  readonly mode?: number | string
}

export interface MkdirOptions {
  /** Makes what is missing on the way; nothing is wrong where the folder is there. */
  readonly recursive?: boolean
  readonly mode?: number | string
}

export interface RmOptions {
  readonly recursive?: boolean
  /** Nothing is wrong where nothing is there. */
  readonly force?: boolean
}

export interface Capabilities {
  readonly backend: 'host' | 'embedded'
  readonly read: boolean
  readonly write: boolean
  /** Whether files that are part of the program are mounted. */
  readonly embedded: boolean
  readonly mounts: readonly { readonly at: string; readonly access: 'read' | 'write' }[]
}

declare class Kind {
  isFile(): boolean
  isDirectory(): boolean
  isSymbolicLink(): boolean
  isBlockDevice(): boolean
  isCharacterDevice(): boolean
  isFIFO(): boolean
  isSocket(): boolean
}

export class Stats extends Kind {
  private constructor()
  readonly size: number
  readonly mode: number
  readonly nlink: number
  readonly atimeMs: number
  readonly mtimeMs: number
  readonly ctimeMs: number
  readonly birthtimeMs: number
  readonly atime: Date
  readonly mtime: Date
  readonly ctime: Date
  readonly birthtime: Date
}

export class Dirent extends Kind {
  private constructor()
  readonly name: string
  readonly parentPath: string
}

interface Promises {
  readFile(path: string, options?: null): Promise<Buffer>
  readFile(path: string, options: Encoding | EncodingOptions): Promise<string>
  writeFile(path: string, data: Data, options?: Encoding | WriteOptions): Promise<void>
  appendFile(path: string, data: Data, options?: Encoding | WriteOptions): Promise<void>
  exists(path: string): Promise<boolean>
  /** With \`recursive\`, the first folder that was made, if any. */
  mkdir(path: string, options?: number | string | MkdirOptions): Promise<string | undefined>
  /** In code-unit order. */
  readdir(path: string, options?: Encoding | null): Promise<string[]>
  readdir(path: string, options: { readonly withFileTypes: true }): Promise<Dirent[]>
  stat(path: string): Promise<Stats>
  lstat(path: string): Promise<Stats>
  unlink(path: string): Promise<void>
  rm(path: string, options?: RmOptions): Promise<void>
  /** Within one mount. */
  rename(oldPath: string, newPath: string): Promise<void>
  copyFile(src: string, dest: string, mode?: number): Promise<void>
}

export const promises: Promises
export const constants: { readonly COPYFILE_EXCL: 1 }
/** What may be done, and where. */
export function capabilities(): Capabilities
/** Nothing can be written anywhere. */
export const isReadOnly: boolean

export function readFile(path: string, options?: null): Promise<Buffer>
export function readFile(path: string, options: Encoding | EncodingOptions): Promise<string>
export function readFile(path: string, told: Told<Buffer>): void
export function readFile(path: string, options: Encoding | EncodingOptions, told: Told<string>): void
export function writeFile(path: string, data: Data, options?: Encoding | WriteOptions): Promise<void>
export function writeFile(path: string, data: Data, told: Told<void>): void
export function appendFile(path: string, data: Data, options?: Encoding | WriteOptions): Promise<void>
export function appendFile(path: string, data: Data, told: Told<void>): void
export function exists(path: string): Promise<boolean>
export function exists(path: string, told: (exists: boolean) => void): void
export function mkdir(path: string, options?: number | string | MkdirOptions): Promise<string | undefined>
export function mkdir(path: string, told: Told<undefined>): void
export function readdir(path: string, options?: Encoding | null): Promise<string[]>
export function readdir(path: string, options: { readonly withFileTypes: true }): Promise<Dirent[]>
export function readdir(path: string, told: Told<string[]>): void
export function stat(path: string): Promise<Stats>
export function stat(path: string, told: Told<Stats>): void
export function lstat(path: string): Promise<Stats>
export function lstat(path: string, told: Told<Stats>): void
export function unlink(path: string): Promise<void>
export function unlink(path: string, told: Told<void>): void
export function rm(path: string, options?: RmOptions): Promise<void>
export function rm(path: string, options: RmOptions, told: Told<void>): void
export function rename(oldPath: string, newPath: string): Promise<void>
export function rename(oldPath: string, newPath: string, told: Told<void>): void
export function copyFile(src: string, dest: string, mode?: number): Promise<void>
export function copyFile(src: string, dest: string, told: Told<void>): void

export function readFileSync(path: string, options?: null): Buffer
export function readFileSync(path: string, options: Encoding | EncodingOptions): string
export function writeFileSync(path: string, data: Data, options?: Encoding | WriteOptions): void
export function appendFileSync(path: string, data: Data, options?: Encoding | WriteOptions): void
export function existsSync(path: string): boolean
export function mkdirSync(path: string, options?: number | string | MkdirOptions): string | undefined
export function readdirSync(path: string, options?: Encoding | null): string[]
export function readdirSync(path: string, options: { readonly withFileTypes: true }): Dirent[]
export function statSync(path: string): Stats
export function lstatSync(path: string): Stats
export function unlinkSync(path: string): void
export function rmSync(path: string, options?: RmOptions): void
export function renameSync(oldPath: string, newPath: string): void
export function copyFileSync(src: string, dest: string, mode?: number): void
`
