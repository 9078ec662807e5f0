// @generated from guest/ by scripts/embed-guest-code.mjs; do not edit.
/* biome-ignore-all lint: generated */
/* biome-ignore-all format: generated */
/** What runs in the VM. */
export const guestCode: string = `// src/engine/vm/guest/crossing.ts
var { parse, stringify } = JSON;
var { apply, getPrototypeOf, ownKeys } = Reflect;
var { defineProperty, getOwnPropertyDescriptor } = Object;
var includes = String.prototype.includes;
var { isArray } = Array;
var { isFinite: isFiniteNumber } = Number;
var { isView } = ArrayBuffer;
var isParent = Object.prototype.isPrototypeOf;
var Bytes = Uint8Array;
var TypedArray = getPrototypeOf(Uint8Array);
var bufferOf = getOwnPropertyDescriptor(TypedArray.prototype, "buffer").get;
var offsetOf = getOwnPropertyDescriptor(TypedArray.prototype, "byteOffset").get;
var lengthOf = getOwnPropertyDescriptor(TypedArray.prototype, "byteLength").get;
var slice = ArrayBuffer.prototype.slice;
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
  const functions = /* @__PURE__ */ new Map();
  const numbers = /* @__PURE__ */ new WeakMap();
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
    const from = apply(offsetOf, this, []);
    const buffer = apply(bufferOf, this, []);
    const copy = apply(slice, buffer, [from, from + apply(lengthOf, this, [])]);
    hasMembers = true;
    return { [bytesKey]: outbox.push(copy) - 1 };
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
      if (text2 === void 0 || apply(includes, text2, ["null"])) verify(value, "", /* @__PURE__ */ new Set());
      return text2;
    } catch (error) {
      verify(value, "", /* @__PURE__ */ new Set());
      throw error;
    } finally {
      outbox = void 0;
    }
  }
  function read(text2, buffers) {
    if (text2.charCodeAt(0) !== 2) return parse(text2);
    return parse(text2.slice(1), (_, given) => {
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
      return hasMembers ? host(name, text2, ...sent) : host(name, text2);
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
  defineProperty(prototype, "toJSON", {
    configurable: true,
    get: () => isCrossing() ? write : otherwise,
    set(value) {
      defineProperty(this, "toJSON", { value, writable: true, enumerable: true, configurable: true });
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
    if (apply(isParent, prototype, [value])) throw new CrossingError(\`\${what} cannot cross\`, path);
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
var { stringify: stringify2 } = JSON;
var { keys, defineProperty: defineProperty2 } = Object;
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
  const hostNumbers = /* @__PURE__ */ new WeakMap();
  function cross(value) {
    try {
      const text2 = crossing2.write(value);
      return text2.charCodeAt(0) === 2 || text2 === "u" ? void 0 : JSON.parse(text2);
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
      } catch {
        return stringify2({ name: "Error", message: "What was thrown cannot be described", stack: "", thrown: null });
      }
    },
    fromHost({ name = "Error", message = "", code, host, properties = {} }) {
      const Kind = kinds[name] ?? ErrorOfGuest;
      const error = new Kind(message);
      if (error.name !== name) defineProperty2(error, "name", { value: name, configurable: true, writable: true });
      for (const key of keys(properties)) define(error, key, properties[key]);
      if (code !== void 0) define(error, "code", code);
      if (host !== void 0) hostNumbers.set(error, host);
      return error;
    }
  };
}
function define(error, key, value) {
  defineProperty2(error, key, { value, configurable: true, writable: true, enumerable: true });
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

// src/engine/vm/guest/natives.ts
var { apply: apply2 } = Reflect;
var { defineProperty: defineProperty3 } = Object;
var FunctionOfGuest = Function;
function createNatives(callHost2, asBytes) {
  const told = /* @__PURE__ */ new Map();
  const granted = /* @__PURE__ */ new Map();
  const made = /* @__PURE__ */ new Map();
  const hooks = /* @__PURE__ */ new Map();
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
      apply2(run, module2.exports, [module2, module2.exports, requireFor(native), host, hook2]);
    } catch (error) {
      made.delete(native.name);
      throw error;
    }
    made.set(native.name, module2.exports);
    for (const exported of Object.values(module2.exports))
      if (typeof exported === "function" && exported.prototype instanceof Uint8Array) asBytes(exported.prototype);
    return module2.exports;
  }
  function requireFor(native) {
    return (name) => {
      const used = native.uses.includes(name) ? told.get(name) : void 0;
      if (used === void 0) throw new Error(\`The native "\${native.name}" does not say that it uses "\${name}"\`);
      return make(used);
    };
  }
  function require2(name) {
    const plain = \`\${name}\`;
    const native = granted.get(plain.startsWith("node:") ? plain.slice(5) : plain);
    if (native !== void 0) return make(native);
    return callHost2("require", [plain]);
  }
  defineProperty3(globalThis, "require", { value: require2, configurable: true, writable: true });
  return {
    define(table) {
      for (const native of table) {
        told.set(native.name, native);
        for (const name of native.names) granted.set(name, native);
        for (const [name, exported] of Object.entries(native.globals)) defineGlobal(name, () => make(native), exported);
      }
    },
    require: require2,
    hookOf(module2, name) {
      const native = told.get(module2);
      if (native !== void 0) make(native);
      const hook2 = hooks.get(\`\${module2}#\${name}\`);
      if (hook2 === void 0) throw new Error(\`The native "\${module2}" has no hook "\${name}"\`);
      return hook2;
    }
  };
}
function functionsOf({ name: native, functions }, callHost2) {
  const host = {};
  for (const name of functions) host[name] = (...args) => callHost2(\`\${native}#\${name}\`, args);
  return host;
}
function defineGlobal(name, make, exported) {
  const set = (value) => {
    defineProperty3(globalThis, name, { value, configurable: true, writable: true, enumerable: false });
  };
  defineProperty3(globalThis, name, {
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
var { apply: apply3 } = Reflect;
var { freeze } = Object;
var FunctionOfGuest2 = Function;
function createPorts(require2) {
  let ports2 = {};
  return {
    load(code) {
      const module2 = { exports: {} };
      const run = new FunctionOfGuest2("module", "exports", "require", code);
      apply3(run, module2.exports, [module2, module2.exports, require2]);
      ports2 = freeze({ ...module2.exports.default ?? module2.exports });
    },
    call: (name, args) => apply3(ports2[name], void 0, args)
  };
}

// src/engine/vm/guest/index.ts
var { parse: parse2 } = JSON;
var { apply: apply4 } = Reflect;
var then = Promise.prototype.then;
var PromiseOfGuest = Promise;
var crossing = createCrossing(__host);
var errors = createErrors(crossing);
var promised = /* @__PURE__ */ new Map();
function callHost(name, args) {
  const answer = crossing.ask(name, args);
  if (typeof answer !== "string") return answer;
  const rest = answer.slice(1);
  switch (answer.charCodeAt(0)) {
    case 117:
      return void 0;
    case 33:
      throw errors.fromHost(parse2(rest));
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
  settle([id, isKept, value]) {
    const waiting = promised.get(id);
    promised.delete(id);
    if (isKept) waiting?.resolve(value);
    else waiting?.reject(errors.fromHost(value));
  },
  // The completion value of a script goes as it is.
  value: (_, value) => value,
  call: ([id, ...args]) => apply4(crossing.functionOf(id), void 0, args),
  release: ([id]) => crossing.release(id),
  hook: ([module2, name, ...args]) => apply4(natives.hookOf(module2, name), void 0, args),
  define: ([table]) => natives.define(table),
  require: ([name]) => natives.require(name),
  load: ([code]) => ports.load(code),
  port: ([name, ...args]) => ports.call(name, args),
  setGlobal: ([name, value, isFunction]) => {
    const given = isFunction ? (...args) => callHost(\`global#\${name}\`, args) : value;
    globalThis[name] = given;
  },
  getGlobal: ([name]) => globalThis[name]
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
  if (promise instanceof PromiseOfGuest) apply4(then, promise, [kept, broken]);
  else promise.then(kept, broken);
}
function settle(id, write) {
  let text2;
  try {
    text2 = write();
  } catch (error) {
    text2 = \`!\${errors.describe(error)}\`;
  }
  __host(\`=\${id}\`, text2);
}
`
