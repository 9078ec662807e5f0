// @generated from guest/ by scripts/embed-guest-code.mjs; do not edit.
/* biome-ignore-all lint: generated */
/* biome-ignore-all format: generated */
/** What runs in the VM. */
export const guestCode: string = `// src/engine/vm/guest/steady.ts
var { apply } = Reflect;
var { defineProperty, getPrototypeOf } = Object;
var { slice, includes, indexOf } = String.prototype;
function steady(collection) {
  const prototype = getPrototypeOf(collection);
  for (const name of ["get", "set", "has", "add", "delete", "clear"])
    if (prototype[name] !== void 0) defineProperty(collection, name, { value: prototype[name] });
  return collection;
}
function after(text2, start) {
  return apply(slice, text2, [start]);
}
function holds(text2, wanted) {
  return apply(includes, text2, [wanted]);
}
function numbersAfter(text2, wanted, isRight) {
  const find = (sought, from) => apply(indexOf, text2, [sought, from]);
  for (let at = find(wanted, 0); at >= 0; at = find(wanted, at + 1)) {
    const start = at + wanted.length;
    if (!isRight(+apply(slice, text2, [start, find("}", start)]))) return false;
  }
  return true;
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
var functionText = '{"\\\\u0000function":';
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
  const crossing2 = steady(/* @__PURE__ */ new Set());
  let last = 0;
  function numberOf(fn) {
    const known = numbers.get(fn);
    if (known !== void 0 && functions.has(known)) return known;
    last += 1;
    numbers.set(fn, last);
    functions.set(last, fn);
    return last;
  }
  return {
    begin: () => crossing2.clear(),
    write(fn) {
      const number = numberOf(fn);
      crossing2.add(number);
      return { [functionKey]: number };
    },
    // A number that the guest made up might be that of a function that the code of a native gave to the host.
    isForged: (text2) => !numbersAfter(text2, functionText, (number) => crossing2.has(number)),
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
function copyBytes(bytes) {
  const from = apply2(offsetOf, bytes, []);
  const buffer = apply2(bufferOf, bytes, []);
  return apply2(slice2, buffer, [from, from + apply2(lengthOf, bytes, [])]);
}
function createCrossing(host) {
  const functions = createFunctionTable();
  let outbox;
  let sent = [];
  let hasMembers = false;
  const asBytes = function() {
    hasMembers = true;
    return { [bytesKey]: append(outbox, copyBytes(this)) };
  };
  const asFunction = function() {
    hasMembers = true;
    return functions.write(this);
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
    if (!hasMembers) return text2;
    if (functions.isForged(text2)) throw new CrossingError("A member that is named as functions are cannot cross", "");
    return mark + text2;
  }
  function writeJson(value) {
    outbox = sent = [];
    hasMembers = false;
    functions.begin();
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
    if (text2[0] !== mark) return parse(text2);
    return parse(after(text2, 1), (_, given) => {
      if (typeof given !== "object" || given === null) return given;
      const members = given;
      if (members[bytesKey] !== void 0) {
        const index = members[bytesKey];
        return new Bytes(buffers?.[index] ?? host("buffer", \`\${index}\`));
      }
      return members[functionKey] === void 0 ? given : functions.functionOf(members[functionKey]);
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
    functionOf: functions.functionOf,
    release: functions.release,
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
      return text2[0] === mark || text2 === "u" ? void 0 : parse2(text2);
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

// src/engine/vm/guest/lazy-modules.ts
var { apply: apply3 } = Reflect;
var FunctionOfGuest = Function;
function lazyModules(callHost2, natives2) {
  let opened;
  return () => {
    if (opened !== void 0) return opened;
    const module2 = { exports: {} };
    apply3(new FunctionOfGuest("module", callHost2("module code", [])), void 0, [module2]);
    opened = module2.exports({
      ...natives2,
      resolve: (specifier, importer) => callHost2("module resolve", [specifier, importer]),
      load: (id) => callHost2("module load", [id]),
      entry: () => callHost2("module entry", []),
      cycle: (chain) => void callHost2("module cycle", [chain])
    });
    return opened;
  };
}

// src/engine/vm/guest/natives.ts
var { apply: apply4 } = Reflect;
var { startsWith } = String.prototype;
var { defineProperty: defineProperty4 } = Object;
var FunctionOfGuest2 = Function;
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
      const run = new FunctionOfGuest2("module", "exports", "require", "host", "hook", native.code);
      apply4(run, module2.exports, [module2, module2.exports, requireFor(native), host, hook2]);
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
  const nativeOf = (specifier) => granted.get(withoutScheme(specifier));
  const modules = lazyModules(callHost2, {
    native: (id) => make(told.get(id)),
    nativeOf: (specifier) => nativeOf(specifier)?.name
  });
  function require2(specifier) {
    const native = nativeOf(\`\${specifier}\`);
    return native === void 0 ? modules().requireFrom("/main.js")(specifier) : make(native);
  }
  setRequire(require2);
  return {
    define(table) {
      for (const native of table) {
        told.set(native.name, native);
        for (const name of native.names) granted.set(name, native);
        for (const [name, exported] of Object.entries(native.globals)) defineGlobal(name, () => make(native), exported);
      }
    },
    require: require2,
    requireFrom: (file) => setRequire(modules().requireFrom(file)),
    openModules: () => void modules(),
    exportNames: (kind, id) => modules().exportNames(kind, id),
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
  const prototypes = Object.values(Object.getOwnPropertyDescriptors(exports)).map(
    ({ value }) => typeof value === "function" ? value.prototype : 0
  );
  return prototypes.filter((prototype) => prototype instanceof Uint8Array);
}
function withoutScheme(name) {
  return apply4(startsWith, name, ["node:"]) ? after(name, 5) : name;
}
function functionsOf({ name: native, functions }, callHost2) {
  const host = {};
  for (let at = 0; at < functions.length; at += 1) {
    const path = \`\${native}#\${functions[at]}\`;
    host[functions[at]] = (...args) => callHost2(path, args);
  }
  return host;
}
function setRequire(value) {
  defineProperty4(globalThis, "require", { value, configurable: true, writable: true });
}
function defineGlobal(name, make, exported) {
  const set = (value) => {
    defineProperty4(globalThis, name, { value, configurable: true, writable: true, enumerable: false });
  };
  defineProperty4(globalThis, name, {
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
var { apply: apply5 } = Reflect;
var { entries, freeze, fromEntries } = Object;
function createPorts(require2) {
  let ports2 = {};
  return {
    load(run) {
      const module2 = { exports: {} };
      apply5(run, module2.exports, [module2, module2.exports, require2]);
      const exported = module2.exports.default ?? module2.exports;
      ports2 = freeze(fromEntries(entries(exported).map(([name, port]) => [\`:\${name}\`, port])));
    },
    call: (name, args) => apply5(ports2[name], void 0, args)
  };
}

// src/engine/vm/guest/index.ts
var { parse: parse3 } = JSON;
var { apply: apply6 } = Reflect;
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
  switch (answer[0]) {
    case "u":
      return void 0;
    case "!":
      throw errors.fromHost(parse3(after(answer, 1)));
    case "~":
      return new PromiseOfGuest((resolve, reject) => promised.set(+after(answer, 1), { resolve, reject }));
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
  call: (args) => apply6(crossing.functionOf(args[0]), void 0, listOf([], args, 1)),
  release: (args) => crossing.release(args[0]),
  hook: (args) => apply6(natives.hookOf(args[0], args[1]), void 0, listOf([], args, 2)),
  define: (args) => natives.define(args[0]),
  require: (args) => natives.require(args[0]),
  requireFrom: (args) => natives.requireFrom(args[0]),
  openModules: () => natives.openModules(),
  exportNames: (args) => natives.exportNames(args[0], args[1]),
  load: (_, run) => ports.load(run),
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
    const args = text2 === "" ? [] : crossing.read(text2, buffers);
    const result = name[0] === ":" ? ports.call(name, args) : operations[name](args, buffers[0]);
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
  apply6(then, followed, [kept, broken]);
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
