// @generated from guest/ by scripts/embed-guest-code.mjs; do not edit.
/* biome-ignore-all lint: generated */
/* biome-ignore-all format: generated */
/** What runs in the VM. */
export const guestCode: string = `// src/engine/vm/guest/steady.ts
var { apply } = Reflect;
var { defineProperty, getPrototypeOf } = Object;
var { charCodeAt, slice, includes } = String.prototype;
function steady(collection) {
  const prototype = getPrototypeOf(collection);
  for (const name of ["get", "set", "has", "add", "delete"])
    if (prototype[name] !== void 0) defineProperty(collection, name, { value: prototype[name] });
  return collection;
}
function firstOf(text2) {
  return apply(charCodeAt, text2, [0]);
}
function after(text2, start) {
  return apply(slice, text2, [start]);
}
function holds(text2, wanted) {
  return apply(includes, text2, [wanted]);
}
function append(list, value) {
  const at = list.length;
  defineProperty(list, at, { value, writable: true, enumerable: true, configurable: true });
  return at;
}
function listOf(first, from, start = 0) {
  const list = [];
  for (let at = 0; at < first.length; at += 1) append(list, first[at]);
  for (let at = start; at < from.length; at += 1) append(list, from[at]);
  return list;
}

// src/engine/vm/guest/crossing.ts
var { parse, stringify } = JSON;
var { apply: apply2, getPrototypeOf: getPrototypeOf2, ownKeys } = Reflect;
var { defineProperty: defineProperty2, getOwnPropertyDescriptor } = Object;
var { isArray } = Array;
var { isFinite: isFiniteNumber } = Number;
var { isView } = ArrayBuffer;
var isParent = Object.prototype.isPrototypeOf;
var Bytes = Uint8Array;
var TypedArray = getPrototypeOf2(Uint8Array);
var bufferOf = getOwnPropertyDescriptor(TypedArray.prototype, "buffer").get;
var offsetOf = getOwnPropertyDescriptor(TypedArray.prototype, "byteOffset").get;
var lengthOf = getOwnPropertyDescriptor(TypedArray.prototype, "byteLength").get;
var slice2 = ArrayBuffer.prototype.slice;
var bytesKey = "\\0bytes";
var functionKey = "\\0function";
var mark = "";
var CrossingError = class extends TypeError {
  code = "ERR_CODEC";
  path;
  constructor(message, path) {
    super(\`\${message} at \${path === "" ? "the top" : path}\`);
    this.path = path;
  }
};
function createFunctionTable() {
  const functions = steady(/* @__PURE__ */ new Map());
  const numbers = steady(/* @__PURE__ */ new WeakMap());
  let last = 0;
  return {
    numberOf(fn) {
      const known = numbers.get(fn);
      if (known !== void 0 && functions.has(known)) return known;
      last += 1;
      numbers.set(fn, last);
      functions.set(last, fn);
      return last;
    },
    functionOf(id) {
      const fn = functions.get(id);
      if (fn === void 0) throw new TypeError("The function was released");
      return fn;
    },
    release: (id) => {
      functions.delete(id);
    }
  };
}
function createCrossing(host) {
  const { numberOf, functionOf, release } = createFunctionTable();
  let outbox;
  let sent = [];
  let hasMembers = false;
  const asBytes = function() {
    const from = apply2(offsetOf, this, []);
    const buffer = apply2(bufferOf, this, []);
    const copy = apply2(slice2, buffer, [from, from + apply2(lengthOf, this, [])]);
    hasMembers = true;
    return { [bytesKey]: append(outbox, copy) };
  };
  const asFunction = function() {
    hasMembers = true;
    return { [functionKey]: numberOf(this) };
  };
  const refuse = (what) => () => {
    throw new CrossingError(\`\${what} cannot cross\`, "");
  };
  hook(TypedArray.prototype, asBytes, () => outbox !== void 0);
  hook(Function.prototype, asFunction, () => outbox !== void 0);
  for (const [prototype, what] of refused()) hook(prototype, refuse(what), () => outbox !== void 0);
  function write(value) {
    if (value === void 0) return "u";
    const text2 = writeJson(value);
    return hasMembers ? mark + text2 : text2;
  }
  function writeJson(value) {
    outbox = sent = [];
    hasMembers = false;
    try {
      const text2 = stringify(value);
      if (text2 === void 0 || holds(text2, "null")) verify(value, "", steady(/* @__PURE__ */ new Set()));
      return text2;
    } catch (error) {
      verify(value, "", steady(/* @__PURE__ */ new Set()));
      throw error;
    } finally {
      outbox = void 0;
    }
  }
  function read(text2, buffers) {
    if (firstOf(text2) !== 2) return parse(text2);
    return parse(after(text2, 1), (_, given) => {
      if (typeof given !== "object" || given === null) return given;
      const members = given;
      if (members[bytesKey] !== void 0) {
        const index = members[bytesKey];
        return new Bytes(buffers?.[index] ?? host("buffer", \`\${index}\`));
      }
      return members[functionKey] === void 0 ? given : functionOf(members[functionKey]);
    });
  }
  return {
    write,
    read,
    ask(name, args) {
      const text2 = write(args);
      return hasMembers ? apply2(host, void 0, listOf([name, text2], sent)) : host(name, text2);
    },
    takeBuffer: (index) => sent[index],
    functionOf,
    release,
    asBytes: (prototype) => {
      const own = prototype.toJSON;
      hook(prototype, asBytes, () => outbox !== void 0, own);
    }
  };
}
function hook(prototype, write, isCrossing, otherwise) {
  defineProperty2(prototype, "toJSON", {
    configurable: true,
    get: () => isCrossing() ? write : otherwise,
    set(value) {
      defineProperty2(this, "toJSON", { value, writable: true, enumerable: true, configurable: true });
    }
  });
}
function refused() {
  return [
    [Map.prototype, "A Map"],
    [Set.prototype, "A Set"],
    [WeakMap.prototype, "A WeakMap"],
    [WeakSet.prototype, "A WeakSet"],
    [Promise.prototype, "A promise within a value"],
    [RegExp.prototype, "A regular expression"],
    [Error.prototype, "An error within a value"],
    [ArrayBuffer.prototype, "An ArrayBuffer (a Uint8Array can)"],
    [DataView.prototype, "A DataView (a Uint8Array can)"],
    [BigInt.prototype, "A BigInt"],
    [Symbol.prototype, "A symbol"]
  ];
}
function verify(value, path, above) {
  switch (typeof value) {
    case "undefined":
      throw new CrossingError("undefined cannot cross", path);
    case "symbol":
      throw new CrossingError("A symbol cannot cross", path);
    case "bigint":
      throw new CrossingError("A BigInt cannot cross", path);
    case "number":
      if (!isFiniteNumber(value)) throw new CrossingError(\`\${value} cannot cross\`, path);
      return;
    case "object":
      if (value !== null) verifyMembers(value, path, above);
  }
}
function verifyMembers(value, path, above) {
  if (isView(value)) return;
  for (const [prototype, what] of refused())
    if (apply2(isParent, prototype, [value])) throw new CrossingError(\`\${what} cannot cross\`, path);
  if (typeof value.toJSON === "function") return;
  if (above.has(value)) throw new CrossingError("A value that holds itself cannot cross", path);
  above.add(value);
  if (isArray(value)) {
    for (let index = 0; index < value.length; index += 1) verify(value[index], \`\${path}[\${index}]\`, above);
  } else {
    for (const key of ownKeys(value)) {
      if (typeof key !== "string" || !getOwnPropertyDescriptor(value, key)?.enumerable) continue;
      const member = value[key];
      if (member !== void 0) verify(member, path === "" ? key : \`\${path}.\${key}\`, above);
    }
  }
  above.delete(value);
}

// src/engine/vm/guest/errors.ts
var deepest = 8;
var outOfMemory = "out of memory";
var { parse: parse2, stringify: stringify2 } = JSON;
var { keys, defineProperty: defineProperty3 } = Object;
var TextOf = String;
var ErrorOfGuest = Error;
var kinds = {
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError
};
function createErrors(crossing2) {
  const hostNumbers = steady(/* @__PURE__ */ new WeakMap());
  function cross(value) {
    try {
      const text2 = crossing2.write(value);
      return firstOf(text2) === 2 || text2 === "u" ? void 0 : parse2(text2);
    } catch {
      return void 0;
    }
  }
  function draw(thrown, depth) {
    if (!(thrown instanceof ErrorOfGuest))
      return { name: "Error", message: sayThrown(thrown), thrown: cross(thrown) ?? null };
    const host = hostNumbers.get(thrown);
    const cause = tell(thrown, "cause");
    const errors2 = tell(thrown, "errors");
    return {
      name: text(tell(thrown, "name"), "Error"),
      message: text(tell(thrown, "message"), ""),
      code: tell(thrown, "code"),
      stack: text(tell(thrown, "stack"), ""),
      host,
      cause: cause === void 0 || depth === deepest ? void 0 : draw(cause, depth + 1),
      errors: Array.isArray(errors2) && depth < deepest ? errors2.slice(0, 20).map((error) => draw(error, depth + 1)) : void 0,
      properties: propertiesOf(thrown)
    };
  }
  function propertiesOf(error) {
    const found = {};
    for (const key of keys(error)) {
      if (key === "code" || key === "cause" || key === "errors") continue;
      const value = cross(tell(error, key));
      if (value !== void 0) found[key] = value;
    }
    return found;
  }
  return {
    describe(thrown) {
      try {
        return stringify2(draw(thrown, 0));
      } catch (error) {
        if (tell(error, "message") === outOfMemory) throw error;
        return '{"name":"Error","message":"What was thrown cannot be described"}';
      }
    },
    fromHost({ name = "Error", message = "", code, host, properties = {} }) {
      const Kind = kinds[name] ?? ErrorOfGuest;
      const error = new Kind(message);
      if (error.name !== name) defineProperty3(error, "name", { value: name, configurable: true, writable: true });
      for (const key of keys(properties)) define(error, key, properties[key]);
      if (code !== void 0) define(error, "code", code);
      if (host !== void 0) hostNumbers.set(error, host);
      return error;
    }
  };
}
function define(error, key, value) {
  defineProperty3(error, key, { value, configurable: true, writable: true, enumerable: true });
}
function tell(thrown, key) {
  try {
    const value = thrown[key];
    return key === "code" && typeof value !== "string" && typeof value !== "number" ? void 0 : value;
  } catch {
    return void 0;
  }
}
function sayThrown(thrown) {
  try {
    return TextOf(thrown);
  } catch {
    return "something that has no text";
  }
}
function text(value, otherwise) {
  return typeof value === "string" ? value : otherwise;
}

// src/engine/require/protocol.ts
var modulesKey = "tenon.modules";
var nativePrefix = "native:";

// src/engine/require/guest/compiled.ts
function createCompiled() {
  let last;
  return {
    give(fn) {
      last = fn;
    },
    take() {
      const fn = last;
      last = void 0;
      if (fn === void 0) throw new Error("Nothing was compiled");
      return fn;
    }
  };
}

// src/engine/require/guest/failures.ts
var { keys: keys2 } = Object;
function errorOf({ code, message, properties, cause }) {
  const error = new Error(message, cause === null ? void 0 : { cause: new Error(cause) });
  return addTo(error, { ...properties, code });
}
function brokenSource(file, cause) {
  const error = new Error(\`\${file}: \${cause.message}\`, { cause });
  return addTo(error, { code: "ERR_MODULE_LOAD", file, ...placeIn(\`\${cause.stack}\`) });
}
function codedError(code, message, properties) {
  return addTo(new Error(message), { code, ...properties });
}
function addTo(error, properties) {
  for (const key of keys2(properties))
    Object.defineProperty(error, key, { value: properties[key], configurable: true, writable: true, enumerable: true });
  return error;
}
function placeIn(stack) {
  const [, line, column] = /<input>:(\\d+)(?::(\\d+))?/.exec(stack) ?? [];
  return { line: line === void 0 ? null : +line, column: column === void 0 ? null : +column };
}

// src/resolve/paths.ts
var root = /^(?:[A-Za-z]:)?\\//;
function isAbsolutePath(path) {
  return root.test(path);
}
function joinPath(folder, path) {
  const whole = isAbsolutePath(path) ? path : \`\${folder}/\${path}\`;
  const [top = ""] = root.exec(whole) ?? [];
  const parts = [];
  for (const part of whole.slice(top.length).split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return top + parts.join("/");
}
function folderOf(path) {
  return joinPath(path, "..");
}
function baseName(path) {
  return path.slice(path.lastIndexOf("/") + 1);
}
function foldersAbove(folder) {
  const found = [];
  for (let at = folder; at !== found.at(-1); at = folderOf(at)) found.push(at);
  return found;
}
function nodeModulesAbove(folder) {
  return foldersAbove(folder).filter((at) => baseName(at) !== "node_modules").map((at) => joinPath(at, "node_modules"));
}

// src/engine/require/guest/module-record.ts
function createRecord(filename, path, id = filename) {
  return { exports: {}, id, filename, path, loaded: false, children: [], paths: nodeModulesAbove(path) };
}

// src/engine/require/guest/read-only-view.ts
function readOnlyView(target) {
  const refuse = () => false;
  return new Proxy(target, {
    set: refuse,
    defineProperty: refuse,
    deleteProperty: refuse,
    setPrototypeOf: refuse,
    preventExtensions: refuse
  });
}

// src/engine/require/guest/module-table.ts
var { apply: apply3 } = Reflect;
var { create, defineProperty: defineProperty4, keys: keys3 } = Object;
var { parse: parse3 } = JSON;
var { splice } = Array.prototype;
var ModuleTable = class {
  #doors;
  #compiled;
  #records = create(null);
  #namespaces = create(null);
  #importable = create(null);
  #toldCycles = create(null);
  #cache;
  #running;
  #main;
  constructor(doors, compiled) {
    this.#doors = doors;
    this.#compiled = compiled;
    this.#cache = readOnlyView(this.#records);
  }
  /** The \`require\` of a script, or of the host. */
  requireFrom(file) {
    return this.#requireOf(createRecord(file, folderOf(file)), create(null));
  }
  /** Runs code that the host has compiled as the main module of the VM, and gives its exports. */
  runMain(file) {
    const record = createRecord(file, folderOf(file), ".");
    this.#main = record;
    const started = this.#start(record, void 0);
    try {
      apply3(this.#compiled.take(), record.exports, this.#argumentsOf(record));
      return this.#finish(started);
    } catch (error) {
      throw this.#fail(started, error);
    }
  }
  /** Evaluates what an ES module imports and is none; the names that it exports, or null where it failed. */
  exportNames(kind, id) {
    const name = kind === "native" ? nativePrefix + id : id;
    const known = create(null);
    known[id] = { kind, id };
    try {
      const exports = this.#requireOf(createRecord(id, folderOf(id)), known)(id);
      this.#importable[name] = { exports };
      return namesOf(exports);
    } catch (thrown) {
      this.#importable[name] = { thrown };
      return null;
    }
  }
  /** What was evaluated for an ES module; throws what it threw. */
  take(id) {
    const given = this.#importable[id];
    if (given === void 0) throw new Error(\`\${id} was not imported\`);
    if ("thrown" in given) throw given.thrown;
    return given.exports;
  }
  /** An ES module has run. */
  evaluated(id, namespace) {
    this.#namespaces[id] = namespace;
  }
  #requireOf(record, known) {
    const find = (specifier) => {
      const name = \`\${specifier}\`;
      const answer = known[name] ?? this.#resolve(name, record.filename);
      known[name] = answer;
      return answer;
    };
    const require2 = ((specifier) => {
      const answer = find(specifier);
      const ready = this.#ready(answer, record);
      if (ready !== void 0) return ready.exports;
      const started = this.#start(createRecord(answer.id, folderOf(answer.id)), record);
      try {
        const run = this.#load(started.record);
        if (run !== void 0) apply3(run, started.record.exports, this.#argumentsOf(started.record));
        return this.#finish(started);
      } catch (error) {
        throw this.#fail(started, error);
      }
    });
    defineProperty4(require2, "resolve", { value: (specifier) => find(specifier).id, enumerable: true });
    defineProperty4(require2, "cache", { value: this.#cache, enumerable: true });
    defineProperty4(require2, "main", { get: () => this.#main, enumerable: true });
    return require2;
  }
  #resolve(name, importer) {
    const native = this.#doors.nativeOf?.(name);
    if (native !== void 0) return { kind: "native", id: native };
    const answer = this.#doors.resolve(name, importer);
    if (answer.kind === "failure") throw errorOf(answer);
    return answer;
  }
  /** What need not run, or is running; undefined for a file that is to be loaded. */
  #ready({ kind, id }, from) {
    if (kind === "native") return { exports: this.#doors.native(id) };
    if (kind === "module") return { exports: this.#namespaceOf(id) };
    const known = this.#records[id];
    if (known === void 0 || !known.loaded && !this.#isRunning(known)) return void 0;
    if (!known.loaded) this.#tellCycle(known);
    if (!isAmong(from.children, known)) append2(from.children, known);
    return known;
  }
  #isRunning(record) {
    const entry = this.#doors.entry();
    for (let at = this.#running; at !== void 0; at = at.below) if (at.record === record) return at.entry === entry;
    return false;
  }
  #namespaceOf(id) {
    const namespace = this.#namespaces[id];
    if (namespace !== void 0) return namespace;
    const message = \`\${id} is an ES module that has not run yet: import it, or require it when it has been imported\`;
    throw codedError("ERR_MODULE_LOAD", message, { file: id, line: null, column: null });
  }
  // In the table before it runs, so that a circle sees what there is.
  #start(record, from) {
    const entry = this.#doors.entry();
    const below = this.#running?.entry === entry ? this.#running : void 0;
    const started = { record, from, below, entry };
    this.#records[record.filename] = record;
    this.#running = started;
    if (from !== void 0) append2(from.children, record);
    return started;
  }
  #finish({ record, below }) {
    this.#running = below;
    record.loaded = true;
    return record.exports;
  }
  // Not in the table when it has failed, so that it is tried again.
  #fail({ record, from, below }, error) {
    this.#running = below;
    if (this.#records[record.filename] === record) delete this.#records[record.filename];
    if (from !== void 0) remove(from.children, record);
    return error;
  }
  // Undefined: there is nothing to run, it is JSON.
  #load(record) {
    const answer = this.#doors.load(record.filename);
    if (answer.kind === "failure") throw errorOf(answer);
    if (answer.kind === "compiled") return this.#compiled.take();
    record.exports = parseJson(record.filename, answer.text);
    return void 0;
  }
  #argumentsOf(record) {
    return [record.exports, this.#requireOf(record, create(null)), record, record.filename, record.path];
  }
  #tellCycle(again) {
    let chain = [again.filename];
    for (let at = this.#running; at !== void 0; at = at.below) {
      chain = [at.record.filename, ...chain];
      if (at.record === again) break;
    }
    const key = chain.join("\\n");
    if (this.#toldCycles[key]) return;
    this.#toldCycles[key] = true;
    this.#doors.cycle(chain);
  }
};
function parseJson(file, text2) {
  try {
    return parse3(text2);
  } catch (error) {
    throw brokenSource(file, error);
  }
}
var identifier = /^[\\p{ID_Start}$_][\\p{ID_Continue}$\\u200c\\u200d]*$/u;
function namesOf(exports) {
  const hasMembers = typeof exports === "object" && exports !== null || typeof exports === "function";
  return hasMembers ? keys3(exports).filter((name) => name !== "default" && identifier.test(name)) : [];
}
function isAmong(records, wanted) {
  for (let index = 0; index < records.length; index += 1) if (records[index] === wanted) return true;
  return false;
}
function append2(records, record) {
  defineProperty4(records, records.length, { value: record, configurable: true, writable: true, enumerable: true });
}
function remove(records, record) {
  for (let index = records.length - 1; index >= 0; index -= 1)
    if (records[index] === record) apply3(splice, records, [index, 1]);
}

// src/engine/require/guest/open-natives.ts
var { apply: apply4 } = Reflect;
function openNatives(doors, compiled) {
  const made = /* @__PURE__ */ Object.create(null);
  const make = (id) => {
    const known = made[id];
    if (known !== void 0) return known.exports;
    const answer = doors.describe(id);
    if (answer.kind === "failure") throw errorOf(answer);
    if (answer.kind === "functions") {
      const exports = doors.functionsOf(id);
      made[id] = { exports };
      return exports;
    }
    const run = compiled.take();
    const host = doors.functionsOf(id);
    const module2 = { exports: {} };
    made[id] = module2;
    const hook2 = (name, fn) => doors.hook(id, name, fn);
    const require2 = requireOf(id, answer.uses);
    try {
      apply4(run, module2.exports, [module2, module2.exports, require2, host, hook2]);
    } catch (error) {
      delete made[id];
      throw error;
    }
    return module2.exports;
  };
  const requireOf = (id, uses) => (name) => {
    const used = Object.hasOwn(uses, name) ? uses[name] : void 0;
    if (used !== void 0) return make(used);
    const message = \`The native "\${id}" does not say that it uses "\${name}"\`;
    throw codedError("ERR_MODULE_DENIED", message, { specifier: name, deniedBy: id, available: Object.keys(uses) });
  };
  return make;
}

// src/engine/require/guest/open-modules.ts
function openModules(doors) {
  const compiled = createCompiled();
  const { natives: natives2, nativeOf, resolve, load, entry, cycle } = doors;
  const none = (id) => {
    throw new Error(\`There is no native "\${id}"\`);
  };
  const native = doors.native ?? (natives2 === void 0 ? none : openNatives(natives2, compiled));
  const table = new ModuleTable(
    { resolve, load, entry, cycle, native, ...nativeOf === void 0 ? {} : { nativeOf } },
    compiled
  );
  const handedOver = Object.freeze({
    compiled: compiled.give,
    take: (id) => table.take(id),
    evaluated: (id, namespace) => table.evaluated(id, namespace),
    failed: (failure) => errorOf(failure)
  });
  Object.defineProperty(globalThis, Symbol.for(modulesKey), { value: handedOver });
  return {
    requireFrom: (file) => table.requireFrom(file),
    runMain: (file) => table.runMain(file),
    native,
    exportNames: (kind, id) => table.exportNames(kind, id)
  };
}

// src/engine/vm/guest/natives.ts
var { apply: apply5 } = Reflect;
var { startsWith } = String.prototype;
var { defineProperty: defineProperty5 } = Object;
var FunctionOfGuest = Function;
function createNatives(callHost2, asBytes) {
  const told = steady(/* @__PURE__ */ new Map());
  const granted = steady(/* @__PURE__ */ new Map());
  const made = steady(/* @__PURE__ */ new Map());
  const hooks = steady(/* @__PURE__ */ new Map());
  function make(native) {
    if (made.has(native.name)) return made.get(native.name);
    const host = functionsOf(native, callHost2);
    if (native.code === null) {
      made.set(native.name, host);
      return host;
    }
    const module2 = { exports: {} };
    made.set(native.name, module2.exports);
    try {
      const hook2 = (name, fn) => void hooks.set(\`\${native.name}#\${name}\`, fn);
      const run = new FunctionOfGuest("module", "exports", "require", "host", "hook", native.code);
      apply5(run, module2.exports, [module2, module2.exports, requireFor(native), host, hook2]);
    } catch (error) {
      made.delete(native.name);
      throw error;
    }
    made.set(native.name, module2.exports);
    for (const prototype of prototypesOfBytes(module2.exports)) asBytes(prototype);
    return module2.exports;
  }
  function requireFor(native) {
    return (name) => {
      const used = native.uses.includes(name) ? told.get(name) : void 0;
      if (used === void 0) throw new Error(\`The native "\${native.name}" does not say that it uses "\${name}"\`);
      return make(used);
    };
  }
  const modules = openModules({
    ...moduleDoors(callHost2),
    native: (id) => make(told.get(id)),
    nativeOf: (specifier) => granted.get(withoutScheme(specifier))?.name
  });
  const require2 = modules.requireFrom("/main.js");
  const requireFrom = (file) => {
    defineProperty5(globalThis, "require", { value: modules.requireFrom(file), configurable: true, writable: true });
  };
  requireFrom("/main.js");
  return {
    define(table) {
      for (const native of table) {
        told.set(native.name, native);
        for (const name of native.names) granted.set(name, native);
        for (const [name, exported] of Object.entries(native.globals)) defineGlobal(name, () => make(native), exported);
      }
    },
    require: require2,
    requireFrom,
    exportNames: modules.exportNames,
    hookOf(module2, name) {
      const native = told.get(module2);
      if (native !== void 0) make(native);
      const hook2 = hooks.get(\`\${module2}#\${name}\`);
      if (hook2 === void 0) throw new Error(\`The native "\${module2}" has no hook "\${name}"\`);
      return hook2;
    }
  };
}
function prototypesOfBytes(exports) {
  const prototypes = Object.values(exports).map((exported) => typeof exported === "function" ? exported.prototype : 0);
  return prototypes.filter((prototype) => prototype instanceof Uint8Array);
}
function withoutScheme(name) {
  return apply5(startsWith, name, ["node:"]) ? after(name, 5) : name;
}
function moduleDoors(callHost2) {
  return {
    resolve: (specifier, importer) => callHost2("module resolve", [specifier, importer]),
    load: (id) => callHost2("module load", [id]),
    entry: () => callHost2("module entry", []),
    cycle: (chain) => void callHost2("module cycle", [chain])
  };
}
function functionsOf({ name: native, functions }, callHost2) {
  const host = {};
  for (let at = 0; at < functions.length; at += 1) {
    const path = \`\${native}#\${functions[at]}\`;
    host[functions[at]] = (...args) => callHost2(path, args);
  }
  return host;
}
function defineGlobal(name, make, exported) {
  const set = (value) => {
    defineProperty5(globalThis, name, { value, configurable: true, writable: true, enumerable: false });
  };
  defineProperty5(globalThis, name, {
    configurable: true,
    enumerable: false,
    get() {
      const value = make()[exported];
      if (value !== void 0) set(value);
      return value;
    },
    set
  });
}

// src/engine/vm/guest/ports.ts
var { apply: apply6 } = Reflect;
var { freeze } = Object;
var FunctionOfGuest2 = Function;
function createPorts(require2) {
  let ports2 = {};
  return {
    load(code) {
      const module2 = { exports: {} };
      const run = new FunctionOfGuest2("module", "exports", "require", code);
      apply6(run, module2.exports, [module2, module2.exports, require2]);
      ports2 = freeze({ ...module2.exports.default ?? module2.exports });
    },
    call: (name, args) => apply6(ports2[name], void 0, args)
  };
}

// src/engine/vm/guest/index.ts
var { parse: parse4 } = JSON;
var { apply: apply7 } = Reflect;
var then = Promise.prototype.then;
var PromiseOfGuest = Promise;
var crossing = createCrossing(__host);
var errors = createErrors(crossing);
var promised = steady(
  /* @__PURE__ */ new Map()
);
function callHost(name, args) {
  const answer = crossing.ask(name, args);
  if (typeof answer !== "string") return answer;
  const rest = after(answer, 1);
  switch (firstOf(answer)) {
    case 117:
      return void 0;
    case 33:
      throw errors.fromHost(parse4(rest));
    case 126:
      return new PromiseOfGuest((resolve, reject) => promised.set(+rest, { resolve, reject }));
    default:
      return crossing.read(answer);
  }
}
var natives = createNatives(callHost, crossing.asBytes);
var ports = createPorts(natives.require);
var operations = {
  // A promise of the host is kept, or broken.
  settle(args) {
    const waiting = promised.get(args[0]);
    promised.delete(args[0]);
    if (args[1]) waiting?.resolve(args[2]);
    else waiting?.reject(errors.fromHost(args[2]));
  },
  // The completion value of a script goes as it is.
  value: (_, value) => value,
  call: (args) => apply7(crossing.functionOf(args[0]), void 0, listOf([], args, 1)),
  release: (args) => crossing.release(args[0]),
  hook: (args) => apply7(natives.hookOf(args[0], args[1]), void 0, listOf([], args, 2)),
  define: (args) => natives.define(args[0]),
  require: (args) => natives.require(args[0]),
  requireFrom: (args) => natives.requireFrom(args[0]),
  exportNames: (args) => natives.exportNames(args[0], args[1]),
  load: (args) => ports.load(args[0]),
  port: (args) => ports.call(args[0], listOf([], args, 1)),
  setGlobal: (all) => {
    const name = all[0];
    const value = all[1];
    const given = all[2] ? (...args) => callHost(\`global#\${name}\`, args) : value;
    globalThis[name] = given;
  },
  getGlobal: (args) => globalThis[args[0]]
};
function isPromise(value) {
  return typeof value === "object" && value !== null && typeof value.then === "function";
}
module.exports = function dispatch(name, text2, id, ...buffers) {
  try {
    if (name === "buffer") return crossing.takeBuffer(id);
    if (name === "describe") return errors.describe(buffers[0]);
    const isValue = name === "value";
    const args = isValue ? [] : crossing.read(text2, buffers);
    const result = operations[name](args, buffers[0]);
    if (!isPromise(result)) return crossing.write(result);
    follow(result, id);
    return "";
  } catch (error) {
    return \`!\${errors.describe(error)}\`;
  }
};
function follow(promise, id) {
  const kept = (value) => settle(id, () => crossing.write(value));
  const broken = (error) => settle(id, () => \`!\${errors.describe(error)}\`);
  const followed = promise instanceof PromiseOfGuest ? promise : new PromiseOfGuest((resolve) => resolve(promise));
  apply7(then, followed, [kept, broken]);
}
function settle(id, write) {
  let text2;
  try {
    text2 = write();
  } catch (error) {
    text2 = \`!\${errors.describe(error)}\`;
  }
  const refused2 = __host(\`=\${id}\`, text2);
  if (typeof refused2 === "string") __host(\`=\${id}\`, refused2);
}
`
