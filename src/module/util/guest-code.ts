// @generated from guest/ by scripts/embed-guest-code.mjs; do not edit.
/* biome-ignore-all lint: generated */
/* biome-ignore-all format: generated */
/** What runs in the VM. */
export const guestCode: string = `// src/module/guest/coded-error.ts
function codedError(Class, code, message) {
  return Object.assign(new Class(message), { code });
}
function argumentError(name, wanted, value) {
  const received = value === null ? "null" : typeof value;
  const message = \`The "\${name}" argument must be \${wanted}. Received \${received}\`;
  return codedError(TypeError, "ERR_INVALID_ARG_TYPE", message);
}

// src/module/util/guest/kinds.ts
function takes(made, method, ...args) {
  return (value) => {
    if (method === void 0 || !(value instanceof made)) return false;
    try {
      Reflect.apply(method, value, args);
      return true;
    } catch {
      return false;
    }
  };
}
function getter(prototype, key) {
  return Object.getOwnPropertyDescriptor(prototype, key)?.get;
}
var typedArrayPrototype = Object.getPrototypeOf(Uint8Array.prototype);
var typedArrayTag = getter(typedArrayPrototype, Symbol.toStringTag);
function typedArrayName(value) {
  return typedArrayTag === void 0 ? void 0 : Reflect.apply(typedArrayTag, value, []);
}
function tagged(tag) {
  return (value) => typeof value === "object" && value !== null && Object.prototype.toString.call(value) === tag;
}
var boxed = {
  isNumberObject: takes(Number, Number.prototype.valueOf),
  isStringObject: takes(String, String.prototype.valueOf),
  isBooleanObject: takes(Boolean, Boolean.prototype.valueOf),
  isSymbolObject: takes(Symbol, Symbol.prototype.valueOf),
  isBigIntObject: takes(BigInt, BigInt.prototype.valueOf)
};
var nothing = {};
var types = {
  isAnyArrayBuffer: takes(ArrayBuffer, getter(ArrayBuffer.prototype, "byteLength")),
  isArrayBuffer: takes(ArrayBuffer, getter(ArrayBuffer.prototype, "byteLength")),
  isArrayBufferView: (value) => ArrayBuffer.isView(value),
  isArgumentsObject: tagged("[object Arguments]"),
  isAsyncFunction: (value) => typeof value === "function" && /^Async/.test(String(functionTag(value))),
  isBigInt64Array: (value) => typedArrayName(value) === "BigInt64Array",
  isBigUint64Array: (value) => typedArrayName(value) === "BigUint64Array",
  ...boxed,
  isBoxedPrimitive: (value) => Object.values(boxed).some((test) => test(value)),
  isDataView: takes(DataView, getter(DataView.prototype, "byteLength")),
  isDate: takes(Date, Date.prototype.getTime),
  isFloat32Array: (value) => typedArrayName(value) === "Float32Array",
  isFloat64Array: (value) => typedArrayName(value) === "Float64Array",
  isGeneratorFunction: (value) => typeof value === "function" && /Generator/.test(String(functionTag(value))),
  isGeneratorObject: tagged("[object Generator]"),
  isInt16Array: (value) => typedArrayName(value) === "Int16Array",
  isInt32Array: (value) => typedArrayName(value) === "Int32Array",
  isInt8Array: (value) => typedArrayName(value) === "Int8Array",
  isMap: takes(Map, getter(Map.prototype, "size")),
  isMapIterator: tagged("[object Map Iterator]"),
  isNativeError: tagged("[object Error]"),
  isPromise: (value) => value instanceof Promise,
  isRegExp: takes(RegExp, getter(RegExp.prototype, "global")),
  isSet: takes(Set, getter(Set.prototype, "size")),
  isSetIterator: tagged("[object Set Iterator]"),
  isTypedArray: (value) => typedArrayName(value) !== void 0,
  isUint16Array: (value) => typedArrayName(value) === "Uint16Array",
  isUint32Array: (value) => typedArrayName(value) === "Uint32Array",
  isUint8Array: (value) => typedArrayName(value) === "Uint8Array",
  isUint8ClampedArray: (value) => typedArrayName(value) === "Uint8ClampedArray",
  isWeakMap: takes(WeakMap, WeakMap.prototype.has, nothing),
  isWeakSet: takes(WeakSet, WeakSet.prototype.has, nothing)
};
function functionTag(value) {
  return Reflect.get(Object.getPrototypeOf(value) ?? {}, Symbol.toStringTag);
}

// src/module/util/guest/deep-equal.ts
function isDeepStrictEqual(left, right) {
  return isEqual(left, right, []);
}
function isEqual(left, right, within) {
  if (Object.is(left, right)) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (Object.getPrototypeOf(left) !== Object.getPrototypeOf(right)) return false;
  if (Object.prototype.toString.call(left) !== Object.prototype.toString.call(right)) return false;
  if (within.some(([one, other]) => one === left || other === right))
    return within.some(([one, other]) => one === left && other === right);
  const deeper = [...within, [left, right]];
  return isEqualInside(left, right, deeper) && haveEqualKeys(left, right, deeper);
}
function isEqualInside(left, right, within) {
  if (Array.isArray(left)) return Array.isArray(right) && left.length === right.length;
  if (types.isDate(left)) return types.isDate(right) && Object.is(Number(left), Number(right));
  if (types.isRegExp(left)) return types.isRegExp(right) && describe(left) === describe(right);
  if (types.isNativeError(left))
    return types.isNativeError(right) && areErrorsEqual(left, right, within);
  if (types.isBoxedPrimitive(left)) return types.isBoxedPrimitive(right) && Object.is(left.valueOf(), right.valueOf());
  if (types.isAnyArrayBuffer(left))
    return types.isAnyArrayBuffer(right) && areBytesEqual(new Uint8Array(left), new Uint8Array(right));
  if (ArrayBuffer.isView(left)) return ArrayBuffer.isView(right) && areBytesEqual(bytesOf(left), bytesOf(right));
  if (types.isSet(left)) return types.isSet(right) && areSetsEqual(left, right, within);
  if (types.isMap(left))
    return types.isMap(right) && areMapsEqual(left, right, within);
  return !(types.isWeakMap(left) || types.isWeakSet(left) || types.isPromise(left));
}
function describe({ source, flags, lastIndex }) {
  return \`\${lastIndex}/\${source}/\${flags}\`;
}
function areErrorsEqual(left, right, within) {
  if (left.name !== right.name || left.message !== right.message) return false;
  if ("cause" in left !== "cause" in right || !isEqual(left.cause, right.cause, within)) return false;
  return isEqual(Reflect.get(left, "errors"), Reflect.get(right, "errors"), within);
}
function bytesOf({ buffer, byteOffset, byteLength }) {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
function areBytesEqual(left, right) {
  return left.length === right.length && left.every((byte, at) => byte === right[at]);
}
function areSetsEqual(left, right, within) {
  if (left.size !== right.size) return false;
  const open = [...right].filter((item) => !left.has(item));
  return [...left].every((item) => right.has(item) || takeEqual(open, (other) => isEqual(item, other, within)));
}
function areMapsEqual(left, right, within) {
  if (left.size !== right.size) return false;
  const open = [...right].filter(([key]) => !left.has(key));
  return [...left].every(([key, value]) => {
    if (right.has(key)) return isEqual(value, right.get(key), within);
    return takeEqual(open, ([other, found]) => isEqual(key, other, within) && isEqual(value, found, within));
  });
}
function takeEqual(open, isWanted) {
  const at = open.findIndex(isWanted);
  if (at >= 0) open.splice(at, 1);
  return at >= 0;
}
function haveEqualKeys(left, right, within) {
  const keys = shownKeys(left);
  if (keys.length !== shownKeys(right).length) return false;
  return keys.every((key) => {
    if (!Object.prototype.propertyIsEnumerable.call(right, key)) return false;
    return isEqual(Reflect.get(left, key), Reflect.get(right, key), within);
  });
}
function shownKeys(value) {
  if (ArrayBuffer.isView(value)) return [];
  return Reflect.ownKeys(value).filter((key) => Object.prototype.propertyIsEnumerable.call(value, key));
}

// src/module/util/guest/quote.ts
var escapes = {
  "\\b": "\\\\b",
  "	": "\\\\t",
  "\\n": "\\\\n",
  "\\f": "\\\\f",
  "\\r": "\\\\r",
  "\\\\": "\\\\\\\\"
};
function quote(text) {
  const mark = !text.includes("'") ? "'" : !text.includes('"') ? '"' : /[\`]|\\$\\{/.test(text) ? "'" : "\`";
  const escaped = text.replace(/[\\x00-\\x1f\\x7f-\\x9f\\\\']|[\\ud800-\\udfff]/gu, (character) => {
    if (character === "'") return mark === "'" ? "\\\\'" : character;
    const code = character.charCodeAt(0);
    if (code >= 55296) return \`\\\\u\${code.toString(16)}\`;
    return escapes[character] ?? \`\\\\x\${code.toString(16).toUpperCase().padStart(2, "0")}\`;
  });
  return mark + escaped + mark;
}
function nameKey(key) {
  if (typeof key === "symbol") return \`[\${describeSymbol(key)}]\`;
  return /^[A-Za-z_][A-Za-z_0-9]*$/.test(key) ? key : quote(key);
}
function describeSymbol(symbol) {
  return Symbol.prototype.toString.call(symbol);
}
function describeNumber(value) {
  return Object.is(value, -0) ? "-0" : String(value);
}

// src/module/util/guest/entries.ts
function entriesOf(inspection, value, shape, level) {
  const { entries, list } = itemEntries(inspection, value, shape, level);
  for (const key of shape.keys) entries.push(property(inspection, value, key, level));
  return list === void 0 ? { entries } : { entries, list };
}
function itemEntries(inspection, value, { items }, level) {
  switch (items) {
    case "array":
    case "typed-array":
      return listEntries(inspection, value, level);
    case "map":
      return cut(inspection, [...Map.prototype.entries.call(value)], ([key, item]) => {
        return \`\${inspection.describe(key, level)} => \${inspection.describe(item, level)}\`;
      });
    case "set":
      return cut(inspection, [...Set.prototype.values.call(value)], (item) => inspection.describe(item, level));
    case "bytes":
      return { entries: bytesEntries(inspection, value) };
    case "view": {
      const { byteLength, byteOffset, buffer } = value;
      const shown = indented(inspection, () => inspection.describe(buffer, level));
      return { entries: [\`byteLength: \${byteLength}\`, \`byteOffset: \${byteOffset}\`, \`buffer: \${shown}\`] };
    }
    case "unknown":
      return { entries: [types.isPromise(value) ? "<state unknown>" : "<items unknown>"] };
    case "none":
      return { entries: [] };
  }
}
function bytesEntries({ options }, memory) {
  const most = Math.min(options.maxArrayLength ?? memory.byteLength, memory.byteLength);
  const shown = Array.from(new Uint8Array(memory, 0, most), (byte) => byte.toString(16).padStart(2, "0")).join(" ");
  const more2 = memory.byteLength - most;
  const rest = more2 > 0 ? \` ... \${more2} more byte\${more2 > 1 ? "s" : ""}\` : "";
  return [\`[Uint8Contents]: <\${shown}\${rest}>\`, \`byteLength: \${memory.byteLength}\`];
}
function cut(inspection, items, describe3) {
  const most = Math.min(inspection.options.maxArrayLength ?? items.length, items.length);
  const entries = items.slice(0, most).map((item) => indented(inspection, () => describe3(item)));
  if (items.length > most) entries.push(more(items.length - most));
  return { entries };
}
function listEntries(inspection, list, level) {
  const most = Math.min(inspection.options.maxArrayLength ?? list.length, list.length);
  const entries = [];
  let at = 0;
  while (at < list.length && entries.length < most) {
    if (Object.hasOwn(list, at)) entries.push(listItem(inspection, list, at++, level));
    else {
      const from = at;
      while (at < list.length && !Object.hasOwn(list, at)) at++;
      entries.push(\`<\${at - from} empty item\${at - from > 1 ? "s" : ""}>\`);
    }
  }
  const left = list.length - at;
  if (left > 0) entries.push(more(left));
  return { entries, list: { values: Array.prototype.slice.call(list, 0, entries.length), hasMore: left > 0 } };
}
function listItem(inspection, list, at, level) {
  const descriptor = Object.getOwnPropertyDescriptor(list, at);
  return descriptor === void 0 ? "undefined" : slot(inspection, descriptor, level);
}
function more(count) {
  return \`... \${count} more item\${count > 1 ? "s" : ""}\`;
}
function property(inspection, value, key, level) {
  const descriptor = Object.getOwnPropertyDescriptor(value, key);
  if (descriptor === void 0) return \`\${nameKey(key)}: undefined\`;
  const name = descriptor.enumerable || typeof key === "symbol" ? nameKey(key) : \`[\${key}]\`;
  return \`\${name}: \${slot(inspection, descriptor, level)}\`;
}
function slot(inspection, { get, set, value }, level) {
  if (get !== void 0) return set === void 0 ? "[Getter]" : "[Getter/Setter]";
  return set === void 0 ? indented(inspection, () => inspection.describe(value, level)) : "[Setter]";
}
function indented(inspection, describe3) {
  inspection.indentation += 2;
  const text = describe3();
  inspection.indentation -= 2;
  return text;
}

// src/module/util/guest/layout.ts
function layOut(layout, parts) {
  const { base, open, close, level, list } = parts;
  const { compact } = layout;
  const head = base === "" ? "" : \`\${base} \`;
  const lines = compact !== false && list !== void 0 ? inColumns(layout, parts) : parts.entries;
  if (compact !== false && layout.deepest - level < compact && lines.length === parts.entries.length) {
    const start = lines.length + layout.indentation + open.length + base.length + 10;
    const joined2 = lines.join(", ");
    if (fits(layout, lines, start, base) && !joined2.includes("\\n")) return \`\${head}\${open} \${joined2} \${close}\`;
  }
  const line = \`
\${" ".repeat(layout.indentation)}\`;
  return \`\${head}\${open}\${line}  \${lines.join(\`,\${line}  \`)}\${line}\${close}\`;
}
function fits({ breakLength }, lines, start, base) {
  const length = lines.reduce((sum, line) => sum + line.length, lines.length + start);
  return length <= breakLength && !base.includes("\\n");
}
function inColumns({ breakLength, compact, indentation }, { entries, list }) {
  const count = list?.hasMore ? entries.length - 1 : entries.length;
  if (entries.length <= 6 || compact === false) return entries;
  const items = entries.slice(0, count);
  const widest = Math.max(...items.map((item) => item.length)) + 2;
  const total = items.reduce((sum, item) => sum + item.length + 2, 0);
  if (widest * 3 + indentation >= breakLength || total / widest <= 5 && widest > 8) return entries;
  const biased = Math.max(widest - 3 - Math.sqrt(widest - total / entries.length), 1);
  const wanted = Math.round(Math.sqrt(2.5 * biased * count) / biased);
  const columns = Math.min(wanted, Math.floor((breakLength - indentation) / widest), compact * 4, 15);
  if (columns <= 1) return entries;
  return [...rowsOf(items, columns, list?.values ?? []), ...entries.slice(count)];
}
function rowsOf(items, columns, values) {
  const widths = Array.from(
    { length: columns },
    (_, column) => Math.max(...items.filter((_2, at) => at % columns === column).map((item) => item.length + 2))
  );
  const areNumbers = values.every((value) => typeof value === "number" || typeof value === "bigint");
  const rows = [];
  for (let first = 0; first < items.length; first += columns) {
    const row = items.slice(first, first + columns);
    const cells = row.map((item, column) => {
      const isLast = column === row.length - 1;
      const width = widths[column] ?? 0;
      if (areNumbers) return isLast ? item.padStart(width - 2) : \`\${item}, \`.padStart(width);
      return isLast ? item : \`\${item}, \`.padEnd(width);
    });
    rows.push(cells.join(""));
  }
  return rows;
}

// src/module/util/guest/shape.ts
function shapeOf(inspection, value) {
  const madeBy = constructorName(value);
  const tag = tagOf(value, madeBy);
  const size = sizeOf(value);
  const named = (fallback) => prefix(madeBy, tag, fallback, size);
  const keys = keysOf(value, inspection.options.showHidden);
  if (Array.isArray(value)) {
    const open = madeBy === "Array" && tag === "" ? "" : named("Array");
    return finish(
      {
        name: named("Array").replace(/\\(\\d+\\) $/, "").trim(),
        open: \`\${open}[\`,
        close: "]",
        items: "array",
        keys
      },
      value.length === 0
    );
  }
  if (types.isTypedArray(value))
    return finish(
      { name: named("TypedArray").trim(), open: \`\${named("TypedArray")}[\`, close: "]", items: "typed-array", keys },
      size === 0
    );
  const items = itemsOf(value);
  const base = baseOf(value, madeBy, tag);
  if (base !== void 0) return withBase(base, keys, named("Object").trim());
  const isPlain = madeBy === "Object" && tag === "" && items === "none";
  const isArguments = types.isArgumentsObject(value);
  const bare = isArguments ? "[Arguments] " : isPlain ? "" : named(fallbackOf(items));
  const isEmpty = items === "none" || (items === "map" || items === "set") && size === 0;
  const name = named(fallbackOf(items)).replace(/\\(\\d+\\) /, " ").trim();
  return finish({ name, open: \`\${bare}{\`, close: "}", items, keys }, isEmpty);
}
function finish(shape, isEmpty) {
  if (!isEmpty || shape.keys.length > 0) return { ...shape, base: "" };
  return { ...shape, base: "", whole: \`\${shape.open}\${shape.close}\` };
}
function withBase(base, keys, name) {
  const shape = { name, base, open: "{", close: "}", items: "none", keys };
  return keys.length > 0 ? shape : { ...shape, whole: base };
}
function fallbackOf(items) {
  return items === "map" ? "Map" : items === "set" ? "Set" : "Object";
}
function itemsOf(value) {
  if (types.isMap(value)) return "map";
  if (types.isSet(value)) return "set";
  if (types.isAnyArrayBuffer(value)) return "bytes";
  if (types.isDataView(value)) return "view";
  return types.isWeakMap(value) || types.isWeakSet(value) || types.isPromise(value) ? "unknown" : "none";
}
function sizeOf(value) {
  if (Array.isArray(value)) return value.length;
  if (types.isTypedArray(value)) return value.length;
  if (types.isMap(value)) return value.size;
  return types.isSet(value) ? value.size : void 0;
}
function constructorName(value) {
  for (let at = value; at !== null; at = Object.getPrototypeOf(at)) {
    const made = Object.getOwnPropertyDescriptor(at, "constructor")?.value;
    if (typeof made === "function" && made.name !== "" && value instanceof made) return made.name;
  }
  return void 0;
}
function tagOf(value, madeBy) {
  const tag = Reflect.get(value, Symbol.toStringTag);
  return typeof tag === "string" && tag !== "" && tag !== madeBy ? tag : "";
}
function prefix(madeBy, tag, fallback, size) {
  const count = size === void 0 ? "" : \`(\${size})\`;
  const known = madeBy === void 0 ? \`[\${fallback}\${count}: null prototype]\` : \`\${madeBy}\${count}\`;
  const isTold = tag === "" || madeBy === void 0 && tag === fallback;
  return isTold ? \`\${known} \` : \`\${known} [\${tag}] \`;
}
var toldByHead = ["name", "message", "stack"];
var toldOfErrors = ["cause", "errors"];
function keysOf(value, showHidden) {
  const isList = [Array.isArray, types.isTypedArray, types.isStringObject].some((is) => is(value));
  return Reflect.ownKeys(value).filter((key) => {
    if (isList && typeof key === "string" && /^(0|[1-9]\\d*)$/.test(key)) return false;
    if (value instanceof Error && typeof key === "string") {
      if (toldByHead.includes(key)) return false;
      if (toldOfErrors.includes(key)) return true;
    }
    return showHidden || Object.prototype.propertyIsEnumerable.call(value, key);
  });
}
function baseOf(value, madeBy, tag) {
  if (typeof value === "function") return functionBase(value, madeBy, tag);
  if (types.isRegExp(value)) return RegExp.prototype.toString.call(value);
  if (types.isDate(value)) {
    const date = value;
    return Number.isNaN(date.getTime()) ? "Invalid Date" : date.toISOString();
  }
  if (value instanceof Error) return errorBase(value);
  return types.isBoxedPrimitive(value) ? boxedBase(value) : void 0;
}
function functionBase(value, madeBy, tag) {
  const name = Reflect.get(value, "name");
  const text = Function.prototype.toString.call(value);
  if (/^class\\b/.test(text)) {
    const parent = Reflect.get(Object.getPrototypeOf(value) ?? {}, "name");
    const ancestry = typeof parent === "string" && parent !== "" ? \` extends \${parent}\` : "";
    return \`[class \${name === "" ? "(anonymous)" : String(name)}\${ancestry}]\`;
  }
  const kind = madeBy === void 0 ? "Function (null prototype)" : madeBy;
  const shown = name === "" || typeof name !== "string" ? " (anonymous)" : \`: \${name}\`;
  return \`[\${kind}\${shown}]\${tag === "" ? "" : \` [\${tag}]\`}\`;
}
function errorBase(error) {
  const name = String(error.name);
  const head = Object.hasOwn(error, "message") || error.message !== "" ? \`\${name}: \${error.message}\` : name;
  const frames = (typeof error.stack === "string" ? error.stack : "").split("\\n").filter((line) => /^\\s+at /.test(line)).join("\\n");
  return frames === "" ? \`[\${head}]\` : \`\${head}
\${frames}\`;
}
function boxedBase(value) {
  const inner = value.valueOf();
  if (typeof inner === "string") return \`[String: \${quote(inner)}]\`;
  if (typeof inner === "number") return \`[Number: \${describeNumber(inner)}]\`;
  if (typeof inner === "bigint") return \`[BigInt: \${inner}n]\`;
  return typeof inner === "symbol" ? \`[Symbol: \${describeSymbol(inner)}]\` : \`[Boolean: \${String(inner)}]\`;
}

// src/module/util/guest/inspect.ts
var custom = /* @__PURE__ */ Symbol.for("nodejs.util.inspect.custom");
var defaultOptions = {
  depth: 2,
  showHidden: false,
  maxArrayLength: 100,
  maxStringLength: 1e4,
  breakLength: 80,
  compact: 3,
  sorted: false,
  customInspect: true
};
function inspect(value, options = {}, depth) {
  if (typeof options !== "object" && typeof options !== "boolean")
    throw argumentError("options", "of type object", options);
  const given = typeof options === "boolean" ? { showHidden: options, ...depth === void 0 ? {} : { depth } } : options;
  const known = { ...defaultOptions, ...given };
  const { compact } = known;
  const inspection = {
    options: known,
    breakLength: known.breakLength,
    compact: compact === true ? 3 : compact,
    indentation: 0,
    deepest: 0,
    within: [],
    circular: /* @__PURE__ */ new Map(),
    describe: (part, level) => describe2(inspection, part, level)
  };
  return describe2(inspection, value, 0);
}
inspect.custom = custom;
inspect.defaultOptions = defaultOptions;
function describe2(inspection, value, level) {
  switch (typeof value) {
    case "string":
      return describeText(inspection, value);
    case "number":
      return describeNumber(value);
    case "bigint":
      return \`\${value}n\`;
    case "symbol":
      return describeSymbol(value);
    case "object":
    case "function":
      return value === null ? "null" : describeObject(inspection, value, level);
    default:
      return String(value);
  }
}
function describeText({ options, breakLength, indentation }, text) {
  const most = options.maxStringLength ?? Number.POSITIVE_INFINITY;
  const more2 = text.length - most;
  const rest = more2 > 0 ? \`... \${more2} more character\${more2 > 1 ? "s" : ""}\` : "";
  const kept = more2 > 0 ? text.slice(0, most) : text;
  if (kept.length <= 16 || kept.length <= breakLength - indentation - 4) return quote(kept) + rest;
  const lines = kept.match(/[^\\n]*\\n|[^\\n]+$/g) ?? [kept];
  return lines.map(quote).join(\` +
\${" ".repeat(indentation + 2)}\`) + rest;
}
function describeObject(inspection, value, level) {
  const own = customText(inspection, value, level);
  if (own !== void 0) return own;
  if (inspection.within.includes(value)) {
    const known = inspection.circular.get(value) ?? inspection.circular.size + 1;
    inspection.circular.set(value, known);
    return \`[Circular *\${known}]\`;
  }
  const shape = shapeOf(inspection, value);
  if (shape.whole !== void 0) return shape.whole;
  const { depth } = inspection.options;
  if (depth !== null && level > depth) return \`[\${shape.name}]\`;
  inspection.within.push(value);
  inspection.deepest = level;
  const { entries, list } = entriesOf(inspection, value, shape, level + 1);
  inspection.within.pop();
  if (inspection.options.sorted) sortEntries(entries, inspection.options.sorted);
  const parts = { base: shape.base, open: shape.open, close: shape.close, entries, level, ...list && { list } };
  return layOut(inspection, withReference(inspection, value, parts));
}
function withReference({ circular }, value, parts) {
  const known = circular.get(value);
  if (known === void 0) return parts;
  const mark = \`<ref *\${known}>\`;
  return parts.base === "" ? { ...parts, open: \`\${mark} \${parts.open}\` } : { ...parts, base: \`\${mark} \${parts.base}\` };
}
function sortEntries(entries, sorted) {
  if (sorted === true) entries.sort();
  else entries.sort(sorted);
}
function customText(inspection, value, level) {
  if (!inspection.options.customInspect) return void 0;
  const method = Reflect.get(value, custom);
  if (typeof method !== "function" || method === inspect) return void 0;
  const { options, indentation } = inspection;
  const left = options.depth === null ? null : options.depth - level;
  const given = method.call(value, left, { ...options, depth: left }, inspect);
  if (given === value) return void 0;
  if (typeof given !== "object" || given === null) return String(given).replaceAll("\\n", \`
\${" ".repeat(indentation)}\`);
  return inspection.describe(given, level);
}

// src/module/util/guest/format.ts
function format(...args) {
  return formatWithOptions({}, ...args);
}
function formatWithOptions(options, ...args) {
  const [first, ...rest] = args;
  if (typeof first !== "string") return args.map((arg) => loose(options, arg)).join(" ");
  if (rest.length === 0) return first;
  let used = 0;
  const text = first.replace(/%[sdifjoOc%]/g, (mark) => {
    if (mark === "%%") return "%";
    return used < rest.length ? filled(options, mark, rest[used++]) : mark;
  });
  return [text, ...rest.slice(used).map((arg) => loose(options, arg))].join(" ");
}
function loose(options, value) {
  return typeof value === "string" ? value : inspect(value, { ...options, compact: 3 });
}
function filled(options, mark, value) {
  switch (mark) {
    case "%s":
      return asText(options, value);
    case "%d":
      return asNumber(value, Number);
    case "%i":
      return asNumber(value, (given) => Number.parseInt(String(given), 10));
    case "%f":
      return typeof value === "symbol" ? "NaN" : describeNumber(Number.parseFloat(String(value)));
    case "%j":
      return asJson(value);
    case "%o":
      return inspect(value, { ...options, showHidden: true, depth: 4 });
    case "%O":
      return inspect(value, options);
    default:
      return "";
  }
}
function asNumber(value, read) {
  if (typeof value === "bigint") return \`\${value}n\`;
  return typeof value === "symbol" ? "NaN" : describeNumber(read(value));
}
function asText(options, value) {
  if (typeof value === "number") return describeNumber(value);
  if (typeof value === "bigint") return \`\${value}n\`;
  if (typeof value !== "object" || value === null || hasOwnText(value)) return String(value);
  return inspect(value, { ...options, depth: 0, compact: 3 });
}
function hasOwnText(value) {
  let holder = value;
  while (holder !== null && !Object.hasOwn(holder, "toString")) holder = Object.getPrototypeOf(holder);
  if (holder === null) return false;
  if (holder === value) return true;
  const made = Reflect.get(holder, "constructor");
  return typeof made !== "function" || Reflect.get(globalThis, made.name) !== made;
}
function asJson(value) {
  try {
    return JSON.stringify(value) ?? "undefined";
  } catch (error) {
    if (error instanceof TypeError && /circular/i.test(error.message)) return "[Circular]";
    throw error;
  }
}

// src/module/guest/utf8.ts
var chunk = 4096;
function latin1Of(bytes) {
  if (bytes.length <= chunk) return String.fromCharCode.apply(null, bytes);
  const pieces = [];
  for (let at = 0; at < bytes.length; at += chunk) pieces.push(latin1Of(bytes.subarray(at, at + chunk)));
  return pieces.join("");
}
function encodeUtf8(text) {
  const binary = /^[\\x00-\\x7f]*$/.test(text) ? text : unescape(encodeURIComponent(text.toWellFormed()));
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
function decodeValidUtf8(bytes) {
  const binary = latin1Of(bytes);
  if (/^[\\x00-\\x7f]*$/.test(binary)) return binary;
  try {
    return decodeURIComponent(escape(binary));
  } catch {
    return void 0;
  }
}
function decodeUtf8(bytes) {
  return decodeValidUtf8(bytes) ?? decodeMended(bytes);
}
function decodeMended(bytes) {
  const pieces = [];
  let good = 0;
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length <= 0) {
      pieces.push(decodeValidUtf8(bytes.subarray(good, at)) ?? "", "\\uFFFD");
      good = at + Math.max(1, -length);
    }
    at += Math.max(1, Math.abs(length));
  }
  pieces.push(decodeValidUtf8(bytes.subarray(good)) ?? "");
  return pieces.join("");
}
function sequenceLength(bytes, at) {
  const first = bytes[at] ?? 0;
  if (first < 128) return 1;
  const wanted = first >= 240 ? 4 : first >= 224 ? 3 : 2;
  if (first < 194 || first > 244) return -1;
  for (let index = 1; index < wanted; index++) {
    const byte = bytes[at + index] ?? 0;
    const low = index > 1 ? 128 : first === 224 ? 160 : first === 240 ? 144 : 128;
    const high = index > 1 ? 191 : first === 237 ? 159 : first === 244 ? 143 : 191;
    if (byte < low || byte > high) return -index;
  }
  return wanted;
}

// src/module/util/guest/text-coding.ts
var labels = /* @__PURE__ */ new Set([
  "unicode-1-1-utf-8",
  "unicode11utf8",
  "unicode20utf8",
  "utf-8",
  "utf8",
  "x-unicode20utf8"
]);
var TextEncoder = class {
  get encoding() {
    return "utf-8";
  }
  encode(text = "") {
    return encodeUtf8(String(text));
  }
  /** Whole characters, as far as there is room. */
  encodeInto(text, target) {
    let read = 0;
    let written = 0;
    for (const character of text) {
      const bytes = encodeUtf8(character);
      if (written + bytes.length > target.length) break;
      target.set(bytes, written);
      written += bytes.length;
      read += character.length;
    }
    return { read, written };
  }
};
var TextDecoder = class {
  #fatal;
  #ignoreBOM;
  #held = new Uint8Array(0);
  #isBegun = false;
  constructor(label = "utf-8", options = {}) {
    if (!labels.has(String(label).trim().toLowerCase()))
      throw codedError(RangeError, "ERR_ENCODING_NOT_SUPPORTED", \`The "\${label}" encoding is not supported\`);
    this.#fatal = options.fatal === true;
    this.#ignoreBOM = options.ignoreBOM === true;
  }
  get encoding() {
    return "utf-8";
  }
  get fatal() {
    return this.#fatal;
  }
  get ignoreBOM() {
    return this.#ignoreBOM;
  }
  decode(input, options = {}) {
    const bytes = joined(this.#held, viewOf(input));
    const whole = options.stream ? bytes.length - unfinished(bytes) : bytes.length;
    const text = this.#textOf(bytes.subarray(0, whole));
    const isFirst = !this.#isBegun;
    this.#held = bytes.slice(whole);
    this.#isBegun = options.stream === true && (this.#isBegun || whole > 0);
    return isFirst && !this.#ignoreBOM && text.startsWith("\\uFEFF") ? text.slice(1) : text;
  }
  #textOf(bytes) {
    if (!this.#fatal) return decodeUtf8(bytes);
    const text = decodeValidUtf8(bytes);
    if (text !== void 0) return text;
    this.#held = new Uint8Array(0);
    this.#isBegun = false;
    throw codedError(
      TypeError,
      "ERR_ENCODING_INVALID_ENCODED_DATA",
      "The encoded data was not valid for encoding utf-8"
    );
  }
};
function viewOf(input) {
  if (input === void 0) return new Uint8Array(0);
  if (input instanceof ArrayBuffer) return new Uint8Array(input);
  if (ArrayBuffer.isView(input)) return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
  throw codedError(TypeError, "ERR_INVALID_ARG_TYPE", "What is decoded must be an ArrayBuffer or a view of one");
}
function joined(first, second) {
  if (first.length === 0) return second;
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
}
function unfinished(bytes) {
  for (let count = 1; count <= 3 && count <= bytes.length; count++) {
    const byte = bytes[bytes.length - count] ?? 0;
    if (byte < 128) return 0;
    if (byte >= 192) return sequenceLength(bytes, bytes.length - count) === -count && needs(byte) > count ? count : 0;
  }
  return 0;
}
function needs(first) {
  if (first < 194 || first > 244) return 0;
  return first >= 240 ? 4 : first >= 224 ? 3 : 2;
}

// src/module/util/guest/index.ts
function inherits(child, parent) {
  if (typeof child !== "function") throw argumentError("ctor", "of type function", child);
  if (typeof parent !== "function") throw argumentError("superCtor", "of type function", parent);
  if (typeof parent.prototype !== "object")
    throw argumentError("superCtor.prototype", "of type object", parent.prototype);
  Object.defineProperty(child, "super_", { value: parent, writable: true, configurable: true });
  Object.setPrototypeOf(child.prototype, parent.prototype);
}
var custom2 = /* @__PURE__ */ Symbol.for("nodejs.util.promisify.custom");
function promisify(original) {
  if (typeof original !== "function") throw argumentError("original", "of type function", original);
  const own = Reflect.get(original, custom2);
  if (own !== void 0) {
    if (typeof own !== "function") throw argumentError("util.promisify.custom", "of type function", own);
    return Object.defineProperty(own, custom2, { value: own, configurable: true });
  }
  function promised(...args) {
    return new Promise((resolve, reject) => {
      Reflect.apply(original, this, [
        ...args,
        (error, value) => error ? reject(error) : resolve(value)
      ]);
    });
  }
  Object.setPrototypeOf(promised, Object.getPrototypeOf(original));
  Object.defineProperty(promised, custom2, { value: promised, configurable: true });
  return Object.defineProperties(promised, Object.getOwnPropertyDescriptors(original));
}
promisify.custom = custom2;
function callbackify(original) {
  if (typeof original !== "function") throw argumentError("original", "of type function", original);
  return function(...args) {
    const callback = args.pop();
    if (typeof callback !== "function") throw argumentError("last argument", "of type function", callback);
    Reflect.apply(original, this, args).then(
      (value) => callback(null, value),
      (reason) => callback(reason || falsyRejection(reason))
    );
  };
}
function falsyRejection(reason) {
  const error = codedError(Error, "ERR_FALSY_VALUE_REJECTION", "Promise was rejected with falsy value");
  return Object.assign(error, { reason });
}
module.exports = {
  TextDecoder,
  TextEncoder,
  callbackify,
  format,
  formatWithOptions,
  inherits,
  inspect,
  isDeepStrictEqual,
  promisify,
  types
};
`
/** The body of its `declare module`. */
export const declaration: string = `export interface InspectOptions {
  /** How many levels below the value are shown; 2 where it is not said, null for all. */
  depth?: number | null
  /** Shows what is not enumerable too. */
  showHidden?: boolean
  /** How many items of lists, maps and sets are shown; 100 where it is not said, null for all. */
  maxArrayLength?: number | null
  /** How many characters of a text are shown; 10,000 where it is not said, null for all. */
  maxStringLength?: number | null
  /** How long a line may be; 80 where it is not said. */
  breakLength?: number
  /** How many levels may share a line; 3 where it is not said. */
  compact?: number | boolean
  sorted?: boolean | ((left: string, right: string) => number)
  /** false: methods under \`inspect.custom\` are not asked. */
  customInspect?: boolean
}

/** The text of a value, for people; never to be read back. */
export const inspect: {
  (value: unknown, options?: InspectOptions): string
  (value: unknown, showHidden: boolean, depth?: number | null): string
  /** The key of a method \`(depth, options, inspect)\` that gives an object's own text. */
  readonly custom: unique symbol
  defaultOptions: Required<InspectOptions>
}

/** One text of all: the first may be a pattern with \`%s %d %i %f %j %o %O %c %%\`. */
export function format(...args: unknown[]): string

/** As \`format\`, with options for what is inspected. */
export function formatWithOptions(options: InspectOptions, ...args: unknown[]): string

/** Lets instances of the one be instances of the other; \`class … extends\` is the better way. */
export function inherits(child: new (...args: never[]) => object, parent: new (...args: never[]) => object): void

/** A function that gives a promise, of one that takes a callback \`(error, value)\` last. */
export const promisify: {
  <Value>(original: (callback: (error: unknown, value: Value) => void) => void): () => Promise<Value>
  <Args extends unknown[]>(original: (...args: never[]) => unknown): (...args: Args) => Promise<unknown>
  /** The key under which a function keeps the one that \`promisify\` gives for it. */
  readonly custom: unique symbol
}

/** A function that takes a callback \`(error, value)\` last, of one that gives a promise. */
export function callbackify(original: (...args: never[]) => Promise<unknown>): (...args: unknown[]) => void

/** Whether two values are the same all the way down, with their prototypes. */
export function isDeepStrictEqual(left: unknown, right: unknown): boolean

/** What a value is, whatever its prototype says. */
export const types: {
  isAnyArrayBuffer(value: unknown): value is ArrayBuffer
  isArrayBuffer(value: unknown): value is ArrayBuffer
  isArrayBufferView(value: unknown): value is ArrayBufferView
  isArgumentsObject(value: unknown): boolean
  isAsyncFunction(value: unknown): boolean
  isBigInt64Array(value: unknown): value is BigInt64Array
  isBigIntObject(value: unknown): value is bigint
  isBigUint64Array(value: unknown): value is BigUint64Array
  isBooleanObject(value: unknown): value is boolean
  isBoxedPrimitive(value: unknown): boolean
  isDataView(value: unknown): value is DataView
  isDate(value: unknown): value is Date
  isFloat32Array(value: unknown): value is Float32Array
  isFloat64Array(value: unknown): value is Float64Array
  isGeneratorFunction(value: unknown): boolean
  isGeneratorObject(value: unknown): boolean
  isInt16Array(value: unknown): value is Int16Array
  isInt32Array(value: unknown): value is Int32Array
  isInt8Array(value: unknown): value is Int8Array
  isMap(value: unknown): value is Map<unknown, unknown>
  isMapIterator(value: unknown): boolean
  isNativeError(value: unknown): value is Error
  isNumberObject(value: unknown): value is number
  isPromise(value: unknown): value is Promise<unknown>
  isRegExp(value: unknown): value is RegExp
  isSet(value: unknown): value is Set<unknown>
  isSetIterator(value: unknown): boolean
  isStringObject(value: unknown): value is string
  isSymbolObject(value: unknown): value is symbol
  isTypedArray(value: unknown): boolean
  isUint16Array(value: unknown): value is Uint16Array
  isUint32Array(value: unknown): value is Uint32Array
  isUint8Array(value: unknown): value is Uint8Array
  isUint8ClampedArray(value: unknown): value is Uint8ClampedArray
  isWeakMap(value: unknown): value is WeakMap<object, unknown>
  isWeakSet(value: unknown): value is WeakSet<object>
}

/** From text to UTF-8. */
export class TextEncoder {
  readonly encoding: 'utf-8'
  encode(text?: string): Uint8Array
  /** Whole characters, as far as there is room: how many units were read and bytes written. */
  encodeInto(text: string, target: Uint8Array): { read: number; written: number }
}

/** From UTF-8 to text; other encodings are a \`RangeError\`. */
export class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean })
  readonly encoding: 'utf-8'
  readonly fatal: boolean
  readonly ignoreBOM: boolean
  /** With \`stream\`, half a character at the end waits for the next call. */
  decode(input?: ArrayBuffer | ArrayBufferView, options?: { stream?: boolean }): string
}
`
