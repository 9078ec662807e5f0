// @generated from guest/ by scripts/embed-guest-code.mjs; do not edit.
/* biome-ignore-all lint: generated */
/* biome-ignore-all format: generated */
/** What runs in the VM. */
export const guestCode: string = `// src/engine/require/protocol.ts
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
var { keys } = Object;
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
  for (const key of keys(properties))
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
var { apply } = Reflect;
var { create, defineProperty, keys: keys2 } = Object;
var { parse } = JSON;
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
      apply(this.#compiled.take(), record.exports, this.#argumentsOf(record));
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
        if (run !== void 0) apply(run, started.record.exports, this.#argumentsOf(started.record));
        return this.#finish(started);
      } catch (error) {
        throw this.#fail(started, error);
      }
    });
    defineProperty(require2, "resolve", { value: (specifier) => find(specifier).id, enumerable: true });
    defineProperty(require2, "cache", { value: this.#cache, enumerable: true });
    defineProperty(require2, "main", { get: () => this.#main, enumerable: true });
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
    if (!isAmong(from.children, known)) append(from.children, known);
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
    if (from !== void 0) append(from.children, record);
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
function parseJson(file, text) {
  try {
    return parse(text);
  } catch (error) {
    throw brokenSource(file, error);
  }
}
var identifier = /^[\\p{ID_Start}$_][\\p{ID_Continue}$\\u200c\\u200d]*$/u;
function namesOf(exports) {
  const hasMembers = typeof exports === "object" && exports !== null || typeof exports === "function";
  return hasMembers ? keys2(exports).filter((name) => name !== "default" && identifier.test(name)) : [];
}
function isAmong(records, wanted) {
  for (let index = 0; index < records.length; index += 1) if (records[index] === wanted) return true;
  return false;
}
function append(records, record) {
  defineProperty(records, records.length, { value: record, configurable: true, writable: true, enumerable: true });
}
function remove(records, record) {
  for (let index = records.length - 1; index >= 0; index -= 1)
    if (records[index] === record) apply(splice, records, [index, 1]);
}

// src/engine/require/guest/open-natives.ts
var { apply: apply2 } = Reflect;
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
    const hook = (name, fn) => doors.hook(id, name, fn);
    const require2 = requireOf(id, answer.uses);
    try {
      apply2(run, module2.exports, [module2, module2.exports, require2, host, hook]);
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
  const { natives, nativeOf, resolve, load, entry, cycle } = doors;
  const none = (id) => {
    throw new Error(\`There is no native "\${id}"\`);
  };
  const native = doors.native ?? (natives === void 0 ? none : openNatives(natives, compiled));
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

// src/engine/require/guest/index.ts
module.exports = openModules;
`
