// @generated from guest/ by scripts/embed-guest-code.mjs; do not edit.
/* biome-ignore-all lint: generated */
/* biome-ignore-all format: generated */
/** What runs in the VM. */
export const guestCode: string = `// src/module/llm/guest/identifier.ts
var alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
function identifier(of) {
  let text2 = \`\${of}_\`;
  for (let count = 0; count < 20; count++) text2 += alphabet.charAt(Math.floor(Math.random() * 32));
  return text2;
}

// src/module/llm/guest/llm-error.ts
var LlmError = class extends Error {
  name = "LlmError";
  code;
  retryable;
  constructor(code, message, details = {}) {
    const { cause, retryable, ...rest } = details;
    super(message, cause === void 0 ? void 0 : { cause });
    this.code = code;
    this.retryable = retryable === true;
    Object.assign(this, rest);
  }
};
function optionError(message) {
  return new LlmError("llm_option_error", message);
}
function messageOf(thrown) {
  if (isRecord(thrown) && typeof thrown.message === "string") return thrown.message;
  try {
    return String(thrown);
  } catch {
    return "a value that has no text was thrown";
  }
}
function codeOf(thrown, otherwise) {
  return isRecord(thrown) && typeof thrown.code === "string" ? thrown.code : otherwise;
}
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// src/module/llm/guest/snapshot.ts
var deepest = 64;
function snapshot(value, path) {
  const copying = { open: [], made: [] };
  const top = begin(value, { path, depth: 0 }, copying);
  for (let next = copying.open.pop(); next !== void 0; next = copying.open.pop()) fill(next, copying);
  for (const container of copying.made) Object.freeze(container);
  return top;
}
function snapshotRecord(value, path) {
  const copied = snapshot(value ?? {}, path);
  if (typeof copied !== "object" || copied === null || Array.isArray(copied)) throw refused(path, "must be an object");
  return copied;
}
function begin(value, place, { open, made }) {
  const source = hasToJson(value) ? value.toJSON() : value;
  if (source === null || typeof source === "string" || typeof source === "boolean") return source;
  if (typeof source === "number") {
    if (!Number.isFinite(source)) throw refused(place.path, "must be a finite number");
    return source;
  }
  if (typeof source !== "object") throw refused(place.path, \`cannot hold a \${typeof source}\`);
  if (place.depth >= deepest) throw refused(place.path, \`is nested deeper than \${deepest}, or holds itself\`);
  const copied = Array.isArray(source) ? [] : emptyLike(source, place.path);
  open.push({ source, copied, place });
  made.push(copied);
  return copied;
}
function hasToJson(value) {
  return typeof value === "object" && value !== null && "toJSON" in value && typeof value.toJSON === "function";
}
function emptyLike(source, path) {
  const prototype = Object.getPrototypeOf(source);
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return {};
  throw refused(path, "must be a plain object");
}
function fill({ source, copied, place: { path, depth } }, copying) {
  if (Array.isArray(copied)) {
    const items = source;
    for (let at = 0; at < items.length; at++)
      copied.push(begin(items[at] ?? null, { path: \`\${path}[\${at}]\`, depth: depth + 1 }, copying));
    return;
  }
  for (const [member, held] of Object.entries(source)) {
    if (held === void 0) continue;
    const value = begin(held, { path: \`\${path}.\${member}\`, depth: depth + 1 }, copying);
    Object.defineProperty(copied, member, { value, enumerable: true });
  }
}
function refused(path, problem) {
  return new LlmError("llm_value_error", \`\${path} \${problem}\`, { path });
}

// src/module/llm/guest/block.ts
var kinds = Object.freeze({
  user: "user",
  llm_text: "llm_text",
  tool_call: "tool_call",
  tool_use: "tool_use",
  system: "system",
  reasoning: "reasoning",
  other: "other"
});
var roles = {
  user: "user",
  llm_text: "assistant",
  tool_call: "assistant",
  tool_use: "tool",
  system: "system",
  reasoning: "assistant",
  other: ""
};
var shorthands = {
  text: "text",
  images: "images",
  name: "name",
  args: "args",
  result: "result",
  error: "error",
  callId: "id"
};
function readBlock(value, path) {
  if (!isRecord(value)) throw invalid(path, "must be a block");
  const { id, kind, role, payload, metadata, ...rest } = value;
  if (!isKind(kind)) throw invalid(\`\${path}.kind\`, \`must be one of \${Object.keys(kinds).join(", ")}\`);
  const outside = Object.entries(rest);
  const short = outside.filter(([member]) => Object.hasOwn(shorthands, member));
  const others = outside.filter(([member]) => !Object.hasOwn(shorthands, member));
  const held = { ...Object.fromEntries(short.map(([member, held2]) => [shorthands[member], held2])), ...read(payload) };
  return checkPayload(
    Object.freeze({
      ...snapshotRecord(Object.fromEntries(others), path),
      id: typeof id === "string" && id !== "" ? id : identifier("block"),
      kind,
      role: typeof role === "string" && role !== "" ? role : roles[kind],
      payload: snapshotRecord(held, \`\${path}.payload\`),
      metadata: snapshotRecord(metadata, \`\${path}.metadata\`)
    }),
    path
  );
}
function read(payload) {
  return isRecord(payload) ? payload : {};
}
function isKind(kind) {
  return typeof kind === "string" && Object.hasOwn(kinds, kind);
}
var texts = ["user", "llm_text", "system", "reasoning"];
function checkPayload(block, path) {
  const needed = block.kind === "tool_call" ? ["id", "name"] : block.kind === "tool_use" ? ["id"] : texts.includes(block.kind) ? ["text"] : [];
  for (const member of needed)
    if (typeof block.payload[member] !== "string") throw invalid(\`\${path}.payload.\${member}\`, "must be text");
  return block;
}
function invalid(path, problem) {
  return new LlmError("llm_turn_invalid_error", \`\${path} \${problem}\`, { path });
}
function user(text2, options = {}) {
  return readBlock({ kind: "user", text: text2, ...options }, "user");
}
function system(text2) {
  return readBlock({ kind: "system", text: text2 }, "system");
}
function assistant(text2) {
  return readBlock({ kind: "llm_text", text: text2 }, "assistant");
}
function toolCall(id, name, args) {
  return readBlock({ kind: "tool_call", payload: { id, name, args: args ?? {} } }, "toolCall");
}
function toolUse(id, result2, error) {
  const failed2 = error === void 0 || error === null ? {} : { error };
  return readBlock({ kind: "tool_use", payload: { id, result: result2 ?? null, ...failed2 } }, "toolUse");
}

// src/module/llm/guest/cancellation.ts
var GuestSignal = class {
  aborted = false;
  reason = void 0;
  #listeners = /* @__PURE__ */ new Set();
  addEventListener(type, listener) {
    if (type === "abort") this.#listeners.add(listener);
  }
  removeEventListener(_, listener) {
    this.#listeners.delete(listener);
  }
  throwIfAborted() {
    if (this.aborted) throw this.reason;
  }
  abort(reason) {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason;
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    for (const listener of listeners) {
      try {
        listener();
      } catch {
      }
    }
  }
};
function createCancellation() {
  const signal = new GuestSignal();
  return { signal, abort: (reason) => signal.abort(reason) };
}
function cancellation() {
  const { signal, abort } = createCancellation();
  return Object.freeze({ signal, cancel: (reason) => abort(canceled(reason)) });
}
function canceled(reason) {
  const because = typeof reason === "string" && reason !== "" ? \`: \${reason}\` : "";
  return new LlmError("llm_canceled_error", \`the run was canceled\${because}\`);
}
function readSignal(value) {
  if (value === void 0) return void 0;
  if (isRecord(value) && typeof value.aborted === "boolean" && typeof value.addEventListener === "function")
    return value;
  throw optionError("signal must have aborted and addEventListener");
}
function onAbort(signal, call) {
  if (signal.aborted) call();
  else signal.addEventListener("abort", call);
  return () => signal.removeEventListener("abort", call);
}
function untilAborted(signal, work) {
  return new Promise((resolve, reject) => {
    const forget = onAbort(signal, () => reject(signal.reason));
    Promise.resolve(work).then(
      (value) => {
        forget();
        resolve(value);
      },
      (thrown) => {
        forget();
        reject(thrown);
      }
    );
  });
}

// src/module/llm/guest/failure-error.ts
function failureError({ code, message, ...details }) {
  return new LlmError(code, message, details);
}

// src/module/llm/guest/turn.ts
function turn(from) {
  return isTurnLike(from) ? readTurn(from, "turn") : makeTurn(readBlocks(from, "turn"));
}
function readTurn(value, path) {
  if (!isRecord(value)) throw new LlmError("llm_turn_invalid_error", \`\${path} must be a turn\`, { path });
  const { id, blocks, metadata, data, ...rest } = value;
  if (blocks !== void 0 && !Array.isArray(blocks))
    throw new LlmError("llm_turn_invalid_error", \`\${path}.blocks must be a list of blocks\`, { path: \`\${path}.blocks\` });
  const list = blocks ?? [];
  return Object.freeze({
    ...snapshotRecord(rest, path),
    id: typeof id === "string" && id !== "" ? id : identifier("turn"),
    blocks: Object.freeze(list.map((block, at) => readBlock(block, \`\${path}.blocks[\${at}]\`))),
    metadata: snapshotRecord(metadata, \`\${path}.metadata\`),
    data: snapshotRecord(data, \`\${path}.data\`)
  });
}
function makeTurn(blocks) {
  return readTurn({ blocks }, "turn");
}
function isTurnLike(value) {
  return isRecord(value) && !("kind" in value);
}
function readBlocks(value, path) {
  if (value === void 0 || value === null) return [];
  if (typeof value === "string") return [user(value)];
  if (!Array.isArray(value)) return [readBlock(value, path)];
  const list = value;
  return list.map((item, at) => typeof item === "string" ? user(item) : readBlock(item, \`\${path}[\${at}]\`));
}
function append(to, ...blocks) {
  return extend(
    readTurn(to, "turn"),
    blocks.flatMap((block, at) => readBlocks(block, \`blocks[\${at}]\`))
  );
}
function extend(to, blocks) {
  return Object.freeze({ ...to, id: identifier("turn"), blocks: Object.freeze([...to.blocks, ...blocks]) });
}
function stamp(to, metadata) {
  return Object.freeze({ ...to, metadata: Object.freeze({ ...to.metadata, ...metadata }) });
}
function text(of) {
  return textOf(readTurn(of, "turn").blocks);
}
function textOf(blocks) {
  return blocks.flatMap(({ kind, payload }) => kind === "llm_text" ? [payload.text] : []).join("");
}

// src/module/llm/guest/engine.ts
var behaviours = /* @__PURE__ */ new WeakMap();
function makeEngine(name, kind, infer2) {
  const engine = Object.freeze({ name, kind });
  behaviours.set(engine, infer2);
  return engine;
}
function echo({ reply } = {}) {
  if (reply !== void 0 && typeof reply !== "string") throw optionError("reply must be text");
  return makeEngine("echo", "echo", async (turn2, _, { deliver }) => {
    const text2 = reply ?? lastTextOfUser(turn2);
    deliver({ type: "text_delta", text: text2 });
    return stamp(extend(turn2, [assistant(text2)]), { stopReason: "stop" });
  });
}
function lastTextOfUser(turn2) {
  const last = turn2.blocks.filter(({ kind }) => kind === "user").at(-1);
  return last === void 0 ? "" : String(last.payload.text);
}
function fromFunction(infer2, { name = "function" } = {}) {
  if (typeof infer2 !== "function") throw optionError("an engine is made of a function");
  return makeEngine(name, "function", async (turn2, context) => readOutput(await infer2(turn2, context), turn2));
}
function readOutput(output, turn2) {
  if (output === void 0 || output === null) throw new LlmError("llm_engine_error", "the engine gave no turn");
  if (typeof output === "string") return extend(turn2, [assistant(output)]);
  if (isTurnLike(output)) return readTurn(output, "the turn of the engine");
  return extend(turn2, readBlocks(output, "the blocks of the engine"));
}
function named(name) {
  if (name !== void 0 && (typeof name !== "string" || name === ""))
    throw optionError("the name of an engine is text");
  return makeEngine(name ?? "default", "named", (turn2, context, access) => inferAtHost(name, turn2, context, access));
}
async function inferAtHost(name, turn2, context, access) {
  const { host: host2, run, temperature, maxTokens } = access;
  const request = {
    turn: turn2,
    tools: context.tools,
    toolChoice: context.toolChoice,
    ...name === void 0 ? {} : { engine: name },
    ...temperature === void 0 ? {} : { temperature },
    ...maxTokens === void 0 ? {} : { maxTokens }
  };
  const answer = await host2.infer(run, request, (deltas) => deltas.forEach(access.deliver));
  if (!answer.ok) throw failureError(answer.failure);
  const { usage, stopReason, model } = answer;
  const blocks = answer.blocks.map((block, at) => readBlock(block, \`the reply's blocks[\${at}]\`));
  return stamp(extend(turn2, blocks), { usage: usage === null ? null : { ...usage }, stopReason, model });
}
function readEngine(engine) {
  if (engine === void 0 || typeof engine === "string") return named(engine);
  if (typeof engine === "function") return fromFunction(engine);
  if (isRecord(engine) && behaviours.has(engine)) return engine;
  throw new LlmError("llm_engine_invalid_error", "engine must be one that llm.engines gave, a name or a function");
}
function infer(engine, turn2, context, access) {
  const behaviour = behaviours.get(engine);
  if (behaviour === void 0) return Promise.reject(new LlmError("llm_engine_invalid_error", "this is no engine"));
  return behaviour(turn2, context, access);
}
function textSince(before, after) {
  const known2 = new Set(before.blocks.map(({ id }) => id));
  return textOf(after.blocks.filter(({ id }) => !known2.has(id)));
}

// src/module/llm/guest/event-stream.ts
var eventTypes = Object.freeze({
  started: "started",
  text_delta: "text_delta",
  reasoning_delta: "reasoning_delta",
  tool_call: "tool_call",
  tool_result: "tool_result",
  final: "final",
  inference_error: "inference_error"
});
function createEventStream(host2, stamp2, emitter) {
  const listeners = [];
  let sequence = 0;
  let isOpen = true;
  const guard2 = (type, call) => callGuarded(call, (thrown) => warn(host2, type, thrown));
  return {
    tell(told) {
      if (!isOpen) return;
      const event = Object.freeze({ ...told, ...stamp2, sequence: sequence++ });
      if (emitter !== void 0) {
        guard2(told.type, () => emitter.emit("event", event));
        guard2(told.type, () => emitter.emit(told.type, event));
      }
      for (const { type, listener } of [...listeners])
        if (type === "*" || type === told.type) guard2(told.type, () => listener(event));
    },
    on(type, listener) {
      if (type !== "*" && !Object.hasOwn(eventTypes, type))
        throw optionError(\`there are no events \${type}; there are *, \${Object.keys(eventTypes).join(", ")}\`);
      if (typeof listener !== "function") throw optionError("a listener must be a function");
      listeners.push({ type, listener });
    },
    close() {
      isOpen = false;
    }
  };
}
function callGuarded(call, failed2) {
  try {
    Promise.resolve(call()).catch(failed2);
  } catch (thrown) {
    failed2(thrown);
  }
}
function warn(host2, event, thrown) {
  try {
    host2.warn("a listener of a session failed", { event, error: messageOf(thrown) });
  } catch {
  }
}

// src/module/llm/guest/tool-registry.ts
var entries = /* @__PURE__ */ new WeakMap();
function registry(tools = []) {
  const held = /* @__PURE__ */ new Map();
  const made = Object.freeze({
    register(tool) {
      add(held, readTool(tool));
      return made;
    },
    use(...names) {
      for (const name of names) add(held, { of: "host", description: { name: readName(name) } });
      return made;
    },
    get names() {
      return Object.freeze([...held.keys()]);
    },
    has: (name) => held.has(name),
    call: (name, args) => callAlone(held.get(name), name, args)
  });
  entries.set(made, held);
  for (const tool of tools) made.register(tool);
  return made;
}
function add(held, entry) {
  const { name } = entry.description;
  if (held.has(name)) throw new LlmError("llm_tool_duplicate_error", \`there is a tool \${name} already\`, { tool: name });
  held.set(name, entry);
}
function readTool(tool) {
  if (!isRecord(tool)) throw optionError("a tool is an object with a name and a handler");
  const { handler, description, timeoutMs } = tool;
  const name = readName(tool.name);
  if (typeof handler !== "function") throw optionError(\`the handler of the tool \${name} must be a function\`);
  if (description !== void 0 && typeof description !== "string")
    throw optionError(\`the description of the tool \${name} must be text\`);
  if (timeoutMs !== void 0 && !(typeof timeoutMs === "number" && timeoutMs >= 0))
    throw optionError(\`timeoutMs of the tool \${name} must be a number that is not negative\`);
  const parameters = tool.parameters ?? { type: "object", properties: {} };
  return {
    of: "guest",
    description: Object.freeze({
      name,
      description: description ?? "",
      parameters: snapshotRecord(parameters, \`the parameters of the tool \${name}\`)
    }),
    timeoutMs,
    // Called as a method, so that a handler may use \`this\`.
    handler: (args, context) => handler.call(tool, args, context)
  };
}
function readName(name) {
  if (typeof name === "string" && /^[A-Za-z0-9_-]{1,64}$/.test(name)) return name;
  throw optionError("the name of a tool is 1 to 64 letters, digits, _ and -");
}
async function callAlone(entry, name, args) {
  if (entry === void 0) throw unknownTool(name);
  if (entry.of === "host") throw new LlmError("llm_tool_error", \`the tool \${name} of the host runs in sessions only\`);
  const { signal } = createCancellation();
  const given = await entry.handler(snapshot(args ?? {}, "args"), {
    toolName: name,
    callId: identifier("call"),
    sessionId: "",
    inferenceId: "",
    tags: Object.freeze({}),
    timestampMs: Date.now(),
    deadlineMs: null,
    signal
  });
  return snapshot(given ?? null, \`the result of \${name}\`);
}
function unknownTool(name) {
  return new LlmError("llm_tool_unknown_error", \`there is no tool \${name}\`, { tool: name });
}
function readRegistry(tools) {
  if (tools === void 0) return void 0;
  if (Array.isArray(tools)) return registry(tools);
  if (isRecord(tools) && entries.has(tools)) return tools;
  throw optionError("tools must be a list of tools or what llm.tools.registry gave");
}
function entriesOf(of) {
  return [...entries.get(of)?.values() ?? []];
}

// src/module/llm/guest/read-options.ts
var known = [
  ...["id", "engine", "tools", "middleware", "hooks", "base", "system", "maxIterations", "parallelTools"],
  ...["toolTimeoutMs", "toolChoice", "toolErrors", "toolRetries", "temperature", "maxTokens", "events"]
];
function readOptions(options) {
  if (!isRecord(options)) throw optionError("the options of a session are an object");
  refuseUnknown(options, known, "a session");
  const { base, system: system2, events } = options;
  if (system2 !== void 0 && typeof system2 !== "string") throw optionError("system must be text");
  return {
    engine: readEngine(options.engine),
    tools: readRegistry(options.tools),
    middleware: readMiddleware(options.middleware),
    hooks: readHooks(options.hooks),
    base: base === void 0 ? void 0 : readTurn(base, "base"),
    system: system2,
    maxIterations: readNumber(options, "maxIterations", { least: 1, most: 1e3, otherwise: 20 }),
    parallelTools: readNumber(options, "parallelTools", { least: 1, most: 100, otherwise: 8 }),
    toolTimeoutMs: readNumber(options, "toolTimeoutMs", { least: 0, otherwise: 3e4 }),
    toolChoice: readToolChoice(options.toolChoice),
    toolErrors: readPolicy(options.toolErrors),
    toolRetries: readNumber(options, "toolRetries", { least: 0, most: 10, otherwise: 2 }),
    temperature: readOptional(options, "temperature", 0),
    maxTokens: readOptional(options, "maxTokens", 1),
    events: readEmitter(events)
  };
}
function refuseUnknown(options, members, of) {
  const unknown = Object.keys(options).find((member) => !members.includes(member));
  if (unknown !== void 0) throw optionError(\`\${of} has no option \${unknown}; there are \${members.join(", ")}\`);
}
function readNumber(options, member, { least, most, otherwise }) {
  const value = options[member] ?? otherwise;
  if (typeof value === "number" && value >= least && value <= (most ?? Number.MAX_SAFE_INTEGER)) return value;
  throw optionError(\`\${member} must be a number from \${least}\${most === void 0 ? "" : \` to \${most}\`}\`);
}
function readOptional(options, member, least) {
  return options[member] === void 0 ? void 0 : readNumber(options, member, { least, otherwise: least });
}
function readMiddleware(middleware) {
  const list = middleware ?? [];
  if (Array.isArray(list) && list.every((item) => typeof item === "function")) return Object.freeze([...list]);
  throw optionError("middleware must be a list of functions");
}
var hookMembers = ["before", "after", "onError", "failure"];
function readHooks(hooks) {
  const given = hooks ?? {};
  if (!isRecord(given)) throw optionError("hooks must be an object");
  refuseUnknown(given, hookMembers, "hooks");
  const { failure = "closed", ...functions } = given;
  if (failure !== "open" && failure !== "closed") throw optionError("hooks.failure must be open or closed");
  for (const [name, hook] of Object.entries(functions))
    if (hook !== void 0 && typeof hook !== "function") throw optionError(\`hooks.\${name} must be a function\`);
  return given;
}
function readToolChoice(choice) {
  if (choice === void 0) return "auto";
  if (choice === "auto" || choice === "none" || choice === "required") return choice;
  if (isRecord(choice) && typeof choice.name === "string") return Object.freeze({ name: choice.name });
  throw optionError("toolChoice must be auto, none, required or { name }");
}
function readPolicy(policy) {
  if (policy === void 0) return "continue";
  if (isPolicy(policy)) return policy;
  throw optionError("toolErrors must be continue, retry or abort");
}
function isPolicy(policy) {
  return policy === "continue" || policy === "retry" || policy === "abort";
}
function readEmitter(events) {
  if (events === void 0) return void 0;
  const emitter = events;
  if (typeof emitter?.emit === "function") return events;
  throw optionError("events must have emit, like an EventEmitter");
}

// src/module/llm/guest/call-hook.ts
async function callHook(hooks, name, call) {
  try {
    return await call();
  } catch (thrown) {
    if (hooks.failure === "open") return void 0;
    const message = \`the hook \${name} failed: \${messageOf(thrown)}\`;
    throw new LlmError("llm_hook_error", message, { hook: name, cause: thrown });
  }
}
function endWhereAsked(answer, hook) {
  const { abort } = answer ?? {};
  if (abort === void 0 || abort === false) return;
  const because = typeof abort === "string" && abort !== "" ? \`: \${abort}\` : "";
  throw new RunAborted(new LlmError("llm_aborted_error", \`the hook \${hook} ended the run\${because}\`, { hook }));
}
var RunAborted = class {
  error;
  constructor(error) {
    this.error = error;
  }
};

// src/module/llm/guest/invoke-tool.ts
async function invokeTool(run, entry, call) {
  const { signal } = run.cancellation;
  signal.throwIfAborted();
  const own = createCancellation();
  const forget = onAbort(signal, () => own.abort(signal.reason));
  const limitMs = (entry.of === "guest" ? entry.timeoutMs : void 0) ?? run.settings.toolTimeoutMs;
  const context = toolContext(run, call, limitMs, own.signal);
  const state = { isOver: false };
  try {
    const given = entry.of === "guest" ? entry.handler(call.args, context) : callAtHost(run, call);
    if (limitMs > 0 && isPromise(given)) {
      const late = () => own.abort(new LlmError("llm_tool_timeout_error", \`the tool \${call.name} took longer than \${limitMs} ms\`));
      wakeAfter(run, limitMs, () => {
        if (!state.isOver) late();
      });
    }
    const value = await untilAborted(own.signal, given);
    return { ok: true, result: snapshot(value ?? null, \`the result of \${call.name}\`) };
  } catch (thrown) {
    signal.throwIfAborted();
    return { ok: false, error: toolError(call.name, thrown) };
  } finally {
    state.isOver = true;
    forget();
  }
}
function isPromise(value) {
  return typeof value?.then === "function";
}
function wakeAfter(run, ms, wake) {
  run.host.sleep(run.id, ms).then(
    (fired) => {
      if (fired) wake();
    },
    () => void 0
  );
}
async function callAtHost(run, { id, name, args }) {
  const { sessionId, tags } = run;
  const answer = await run.host.callTool(run.id, name, args, { callId: id, sessionId, inferenceId: run.id, tags });
  if (!answer.ok) throw failureError(answer.failure);
  return answer.value;
}
function toolContext(run, call, limitMs, signal) {
  const timestampMs = Date.now();
  const own = limitMs > 0 ? timestampMs + limitMs : Number.POSITIVE_INFINITY;
  const deadlineMs = Math.min(own, run.deadlineMs ?? Number.POSITIVE_INFINITY);
  return Object.freeze({
    toolName: call.name,
    callId: call.id,
    sessionId: run.sessionId,
    inferenceId: run.id,
    tags: run.tags,
    timestampMs,
    deadlineMs: Number.isFinite(deadlineMs) ? deadlineMs : null,
    signal
  });
}
function toolError(name, thrown) {
  if (thrown instanceof LlmError) return thrown;
  return new LlmError(codeOf(thrown, "llm_tool_error"), messageOf(thrown), { tool: name, cause: thrown });
}

// src/module/llm/guest/call-tools.ts
function pendingCalls({ blocks }) {
  return blocks.flatMap(({ kind, payload }, at) => {
    if (kind !== "tool_call") return [];
    const isAnswered = blocks.slice(at).some((later) => later.kind === "tool_use" && later.payload.id === payload.id);
    return isAnswered ? [] : [{ id: String(payload.id), name: String(payload.name), args: payload.args ?? {} }];
  });
}
async function callTools(run, tools, calls, iteration) {
  const uses = [];
  let next = 0;
  const work = async () => {
    for (let call = calls[next]; call !== void 0; call = calls[next]) {
      const at = next++;
      uses[at] = await callTool(run, tools, call, iteration);
    }
  };
  await Promise.all(Array.from({ length: Math.min(run.settings.parallelTools, calls.length) }, work));
  return uses;
}
async function callTool(run, tools, asked, iteration) {
  const prepared = await prepare(run, asked);
  const { call } = prepared;
  run.events.tell({ type: "tool_call", iteration, call });
  const outcome = prepared.blocked ?? await finish(run, call, await attempt(run, tools, call));
  const result2 = outcome.ok ? outcome.result : null;
  const error = outcome.ok ? null : outcome.error.message;
  run.events.tell({ type: "tool_result", iteration, call, result: result2, error });
  return toolUse(asked.id, result2, error);
}
async function prepare(run, call) {
  const { hooks } = run.settings;
  if (hooks.before === void 0) return { call };
  try {
    const answer = await guard(
      run,
      callHook(hooks, "before", () => hooks.before?.(call, contextOf(run, call)))
    );
    endWhereAsked(answer, "before");
    const { name = call.name, args = call.args } = answer ?? {};
    return { call: Object.freeze({ id: call.id, name: String(name), args: snapshot(args, "args") }) };
  } catch (thrown) {
    return { call, blocked: failed(run, thrown) };
  }
}
async function attempt(run, tools, call) {
  const entry = tools.entries.get(call.name);
  for (let count = 1; ; count++) {
    const outcome = entry === void 0 ? { ok: false, error: unknownTool(call.name) } : await invokeTool(run, entry, call);
    if (outcome.ok) return outcome;
    const { action, delayMs, error } = await choose(run, call, outcome.error, count);
    if (action === "abort") throw new RunAborted(error);
    if (action === "continue" || count > run.settings.toolRetries || entry === void 0) return { ok: false, error };
    if (delayMs > 0) await guard(run, run.host.sleep(run.id, delayMs));
  }
}
async function choose(run, call, error, count) {
  const { hooks, toolErrors } = run.settings;
  const delayMs = 1e3 * 2 ** (count - 1);
  if (hooks.onError === void 0) return { action: toolErrors, delayMs, error };
  try {
    const failure = Object.freeze({ ...call, error, attempt: count });
    const answer = await guard(
      run,
      callHook(hooks, "onError", () => hooks.onError?.(failure, contextOf(run, call)))
    );
    const chosen = typeof answer === "string" ? { action: answer } : answer ?? { action: toolErrors };
    if (!isPolicy(chosen.action))
      throw new LlmError("llm_hook_error", "the hook onError must choose continue, retry or abort");
    return { action: chosen.action, delayMs: typeof chosen.delayMs === "number" ? chosen.delayMs : delayMs, error };
  } catch (thrown) {
    run.cancellation.signal.throwIfAborted();
    if (!(thrown instanceof LlmError)) throw thrown;
    return { action: "continue", delayMs, error: thrown };
  }
}
async function finish(run, call, outcome) {
  const { hooks } = run.settings;
  if (hooks.after === void 0) return outcome;
  try {
    const result2 = outcome.ok ? outcome.result : null;
    const error = outcome.ok ? null : outcome.error.message;
    const told = Object.freeze({ ...call, result: result2, error });
    const answer = await guard(
      run,
      callHook(hooks, "after", () => hooks.after?.(told, contextOf(run, call)))
    );
    endWhereAsked(answer, "after");
    if (typeof answer?.error === "string") return { ok: false, error: new LlmError("llm_tool_error", answer.error) };
    if (answer?.result !== void 0) return { ok: true, result: snapshot(answer.result, \`the result of \${call.name}\`) };
    return answer?.error === null && !outcome.ok ? { ok: true, result: null } : outcome;
  } catch (thrown) {
    return failed(run, thrown);
  }
}
function failed(run, thrown) {
  run.cancellation.signal.throwIfAborted();
  if (thrown instanceof LlmError) return { ok: false, error: thrown };
  throw thrown;
}
function guard(run, work) {
  return untilAborted(run.cancellation.signal, work);
}
function contextOf(run, call) {
  return toolContext(run, call, 0, run.cancellation.signal);
}

// src/module/llm/guest/tool-loop.ts
async function runLoop(run, input) {
  const tools = readTools(run);
  const { maxIterations } = run.settings;
  let turn2 = input;
  let usage = null;
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    const before = withoutReport(turn2);
    const after = await inferOnce(run, tools, before, iteration);
    usage = addUsage(usage, after.metadata.usage);
    const calls = tools === void 0 ? [] : pendingCalls(after);
    if (tools === void 0 || calls.length === 0) return result({ run, input, before, after, usage, iteration });
    turn2 = extend(after, await callTools(run, tools, calls, iteration));
  }
  throw new LlmError("llm_iterations_error", \`max iterations (\${maxIterations}) reached\`, { maxIterations });
}
function readTools(run) {
  const { tools } = run.settings;
  if (tools === void 0) return void 0;
  const entries2 = entriesOf(tools);
  const atHost = entries2.flatMap(({ of, description }) => of === "host" ? [description.name] : []);
  const described = atHost.length === 0 ? { tools: [], unknown: [] } : run.host.describeTools(atHost);
  const [missing] = described.unknown;
  if (missing !== void 0) throw unknownTool(missing);
  const ofHost = new Map(described.tools.map((tool) => [tool.name, tool]));
  const describe = (entry) => {
    const description = entry.of === "guest" ? entry.description : ofHost.get(entry.description.name);
    return description === void 0 ? [] : [description];
  };
  return {
    descriptions: Object.freeze(entries2.flatMap(describe)),
    entries: new Map(entries2.map((entry) => [entry.description.name, entry]))
  };
}
async function inferOnce(run, tools, turn2, iteration) {
  const { engine, middleware, temperature, maxTokens } = run.settings;
  const { signal } = run.cancellation;
  const deliver = (delta) => run.events.tell({ type: delta.type, iteration, text: String(delta.text) });
  const context = Object.freeze({
    sessionId: run.sessionId,
    inferenceId: run.id,
    iteration,
    tags: run.tags,
    deadlineMs: run.deadlineMs,
    signal,
    tools: tools?.descriptions ?? [],
    toolChoice: run.settings.toolChoice,
    emit: (event) => {
      if (event.type !== "text_delta" && event.type !== "reasoning_delta")
        throw new LlmError("llm_option_error", "an engine tells of text_delta and reasoning_delta only");
      deliver(event);
    }
  });
  const settings = {
    ...temperature === void 0 ? {} : { temperature },
    ...maxTokens === void 0 ? {} : { maxTokens }
  };
  const innermost = (inner) => untilAborted(signal, infer(engine, inner, context, { host: run.host, run: run.id, deliver, ...settings }));
  const outermost = middleware.reduceRight((inside, outer) => around(outer, inside, context), innermost);
  return untilAborted(signal, outermost(turn2));
}
function around(outer, inside, context) {
  return async (turn2) => {
    let latest = turn2;
    const given = await outer(
      turn2,
      async (inner) => {
        latest = await inside(readTurn(inner, "the turn of the middleware"));
        return latest;
      },
      context
    );
    return given === void 0 ? latest : readTurn(given, "the turn of the middleware");
  };
}
var report = ["usage", "stopReason", "model"];
function withoutReport(turn2) {
  const kept = Object.entries(turn2.metadata).filter(([member]) => !report.includes(member));
  return Object.freeze({ ...turn2, metadata: Object.freeze(Object.fromEntries(kept)) });
}
function addUsage(sum, more) {
  if (!isRecord(more)) return sum;
  const count = (member) => {
    const added = more[member];
    return (sum?.[member] ?? 0) + (typeof added === "number" ? added : 0);
  };
  return Object.freeze({
    inputTokens: count("inputTokens"),
    outputTokens: count("outputTokens"),
    totalTokens: count("totalTokens")
  });
}
function result({ run, input, before, after, usage, iteration }) {
  const { stopReason } = after.metadata;
  const stamped = stamp(after, {
    sessionId: run.sessionId,
    inferenceId: run.id,
    ...usage === null ? {} : { usage: { ...usage } }
  });
  return Object.freeze({
    text: textSince(before, after),
    usage,
    stopReason: typeof stopReason === "string" ? stopReason : null,
    inputTurn: input,
    outputTurn: Object.freeze({ ...stamped, id: input.id }),
    iterations: iteration
  });
}

// src/module/llm/guest/start-run.ts
function startRun(surroundings, input, options) {
  const { host: host2, sessionId, settings } = surroundings;
  const { timeoutMs, tags, signal } = readRunOptions(options);
  const id = identifier("inference");
  const run = {
    id,
    sessionId,
    host: host2,
    settings,
    tags,
    deadlineMs: timeoutMs === null ? null : Date.now() + timeoutMs,
    cancellation: createCancellation(),
    events: createEventStream(host2, { sessionId, inferenceId: id }, settings.events)
  };
  watch(run, timeoutMs);
  const forget = signal === void 0 ? () => void 0 : onAbort(signal, () => run.cancellation.abort(canceledBy(signal.reason)));
  const promise = execute(run, stamp(input, { sessionId, inferenceId: id }), surroundings).finally(forget);
  promise.catch(() => void 0);
  const handle = Object.freeze({
    promise,
    cancel: (reason) => run.cancellation.abort(canceled(reason)),
    on(type, listener) {
      run.events.on(type, listener);
      return handle;
    }
  });
  return handle;
}
function canceledBy(reason) {
  return reason instanceof LlmError ? reason : canceled(reason === void 0 ? void 0 : messageOf(reason));
}
function readRunOptions(options) {
  if (!isRecord(options)) throw optionError("the options of a run are an object");
  refuseUnknown(options, ["timeoutMs", "tags", "signal"], "a run");
  return {
    timeoutMs: options.timeoutMs === void 0 ? null : readNumber(options, "timeoutMs", { least: 0, otherwise: 0 }),
    tags: snapshotRecord(options.tags, "tags"),
    signal: readSignal(options.signal)
  };
}
async function execute(run, input, { settled }) {
  const { signal } = run.cancellation;
  try {
    await null;
    signal.throwIfAborted();
    run.events.tell({ type: "started", turn: input });
    const result2 = await untilAborted(signal, runLoop(run, input));
    settled(result2.outputTurn);
    run.events.tell({ type: "final", result: result2 });
    return result2;
  } catch (thrown) {
    const error = runError(thrown);
    run.cancellation.abort(error);
    settled(void 0);
    run.events.tell({ type: "inference_error", error: Object.freeze({ code: error.code, message: error.message }) });
    throw error;
  } finally {
    run.events.close();
    end(run);
  }
}
function watch(run, timeoutMs) {
  run.host.begin(run.id, timeoutMs).then(
    (end2) => {
      const error = endError(end2, timeoutMs);
      if (error !== void 0) run.cancellation.abort(error);
    },
    (thrown) => run.cancellation.abort(thrown)
  );
}
function endError(end2, timeoutMs) {
  switch (end2) {
    case "ended":
      return void 0;
    case "timeout":
      return new LlmError("llm_timeout_error", \`the run took longer than \${timeoutMs} ms\`, { retryable: true });
    case "closed":
      return new LlmError("llm_closed_error", "the runtime closed during the run");
    case "canceled":
      return canceled("its call is over");
  }
}
function end(run) {
  try {
    run.host.end(run.id);
  } catch {
  }
}
function runError(thrown) {
  const inner = thrown instanceof RunAborted ? thrown.error : thrown;
  if (inner instanceof Error && "code" in inner && typeof inner.code === "string")
    return inner;
  return new LlmError("llm_engine_error", messageOf(inner), { cause: inner });
}

// src/module/llm/guest/session.ts
function openSession(host2, options) {
  const settings = readOptions(options);
  const history = settings.base === void 0 ? [] : [settings.base];
  return makeSession(host2, settings, { id: readId(isRecord(options) ? options.id : void 0), history });
}
function readId(id) {
  if (id === void 0) return identifier("session");
  if (typeof id === "string" && id.trim() !== "") return id;
  throw optionError("the id of a session must not be blank");
}
function makeSession(host2, settings, { id, history }) {
  const turns = [...history];
  let active;
  const settled = (output) => {
    active = void 0;
    if (output !== void 0) turns.push(output);
  };
  const start = (seed, options = {}) => {
    if (active !== void 0) throw new LlmError("llm_busy_error", "the session has a run already", { retryable: true });
    const input = prepareInput(settings, turns.at(-1), seed);
    active = startRun({ host: host2, sessionId: id, settings, settled }, input, options);
    return active;
  };
  return Object.freeze({
    id,
    get isRunning() {
      return active !== void 0;
    },
    get latest() {
      return turns.at(-1) ?? null;
    },
    get turns() {
      return Object.freeze([...turns]);
    },
    get turnCount() {
      return turns.length;
    },
    turn: (index) => Number.isInteger(index) && index >= 0 ? turns[index] ?? null : null,
    append(seed) {
      const added = continueWith(turns.at(-1), seed);
      turns.push(added);
      return added;
    },
    run: async (seed, options) => start(seed, options).promise,
    start,
    cancelActive(reason) {
      active?.cancel(reason);
      return active !== void 0;
    },
    fork: (options = {}) => fork(host2, settings, turns, options)
  });
}
function prepareInput(settings, latest, seed) {
  const asked = seed === void 0 ? extend(latest ?? readTurn({}, "turn"), []) : continueWith(latest, seed);
  if (asked.blocks.length === 0)
    throw new LlmError("llm_turn_empty_error", "there is nothing to continue: the turn is empty");
  if (settings.system === void 0 || asked.blocks.some(({ kind }) => kind === "system")) return asked;
  return Object.freeze({ ...asked, blocks: Object.freeze([system(settings.system), ...asked.blocks]) });
}
function continueWith(latest, seed) {
  if (isTurnLike(seed)) return readTurn(seed, "seed");
  return extend(latest ?? readTurn({}, "turn"), readBlocks(seed, "seed"));
}
function fork(host2, settings, turns, options) {
  readForkOptions(options);
  const { at, turn: turn2, id } = options;
  if (at !== void 0 && turn2 !== void 0) throw optionError("a fork is at an index or from a turn, not both");
  if (at !== void 0 && turns[at] === void 0)
    throw new LlmError("llm_turn_unknown_error", \`there is no turn \${at}; there are \${turns.length}\`);
  const history = turn2 !== void 0 ? [readTurn(turn2, "turn")] : turns.slice(0, at === void 0 ? void 0 : at + 1);
  return makeSession(host2, settings, { id: readId(id), history });
}
function readForkOptions(options) {
  if (!isRecord(options)) throw optionError("the options of a fork are an object");
  refuseUnknown(options, ["at", "turn", "id"], "a fork");
}

// src/module/llm/guest/index.ts
module.exports = Object.freeze({
  turn,
  append,
  text,
  user,
  system,
  assistant,
  toolCall,
  toolUse,
  session: (options = {}) => openSession(host, options),
  engines: Object.freeze({ echo, fromFunction, named, names: () => Object.freeze([...host.engines()]) }),
  tools: Object.freeze({ registry }),
  cancellation,
  kinds,
  eventTypes
});
`
/** The body of its `declare module`. */
export const declaration: string = `/** What turns, arguments and results are made of. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [member: string]: Json }

export type BlockKind = 'user' | 'llm_text' | 'tool_call' | 'tool_use' | 'system' | 'reasoning' | 'other'

/** One part of a conversation. A snapshot: frozen all through. Members that are not listed here are kept as they are. */
export interface Block {
  readonly id: string
  readonly kind: BlockKind
  /** \`user\`, \`assistant\`, \`system\`, \`tool\`, or what was given. */
  readonly role: string
  /** Text kinds: \`text\`. A \`tool_call\`: \`id\`, \`name\`, \`args\`. A \`tool_use\`: \`id\` of the call, and \`result\` or \`error\`. */
  readonly payload: { readonly [member: string]: Json }
  readonly metadata: { readonly [member: string]: Json }
  readonly [member: string]: Json
}

/** A conversation up to a point. A snapshot: frozen all through. Members that are not listed here are kept as they are. */
export interface Turn {
  readonly id: string
  readonly blocks: readonly Block[]
  /** The runs of a session leave \`sessionId\`, \`inferenceId\`, \`usage\`, \`stopReason\` and \`model\` here. */
  readonly metadata: { readonly [member: string]: Json }
  readonly data: { readonly [member: string]: Json }
  readonly [member: string]: Json | readonly Block[]
}

/** A block as it is written: \`text\`, \`name\`, \`args\`, \`result\`, \`error\` and \`callId\` may stand outside the payload. */
export interface BlockInit {
  readonly kind: BlockKind
  readonly [member: string]: unknown
}

/** A turn as it is written. A member that is left out is filled in. */
export interface TurnInit {
  readonly blocks?: readonly (BlockInit | Block)[]
  readonly [member: string]: unknown
}

/** What a run begins with: text or blocks are added to the latest turn of the session; a turn is taken as it is. */
export type Seed = string | BlockInit | Block | readonly (BlockInit | Block)[] | TurnInit | Turn

/** A turn from a user's text, from blocks, or from its parts. */
export function turn(from?: Seed): Turn
/** The turn with more blocks, under a fresh id. */
export function append(turn: Turn, ...blocks: readonly (string | BlockInit | Block)[]): Turn
/** What the model wrote in a turn, joined. */
export function text(turn: Turn): string
export function user(text: string, options?: { readonly images?: readonly string[]; readonly metadata?: object }): Block
export function system(text: string): Block
export function assistant(text: string): Block
export function toolCall(id: string, name: string, args: Json): Block
export function toolUse(id: string, result: Json, error?: string | null): Block

/** Something that continues a turn. Opaque: only what \`engines\` gives is one. */
export interface Engine {
  readonly name: string
  readonly kind: 'echo' | 'function' | 'named'
}

/** What an engine made of guest code is told beside the turn. */
export interface InferenceContext {
  readonly sessionId: string
  readonly inferenceId: string
  /** The first inference of a run is 1. */
  readonly iteration: number
  readonly tags: { readonly [tag: string]: Json }
  /** As \`Date.now()\` tells time; null for none. */
  readonly deadlineMs: number | null
  readonly signal: Signal
  readonly tools: readonly ToolDescription[]
  readonly toolChoice: ToolChoice
  /** Tells listeners of text as it comes. */
  emit(event: { readonly type: 'text_delta' | 'reasoning_delta'; readonly text: string }): void
}

/** Gives the turn that follows; text and blocks are added to the turn it got. May be async. */
export type EngineFunction = (
  turn: Turn,
  context: InferenceContext,
) => Turn | TurnInit | string | Block | readonly Block[] | Promise<Turn | TurnInit | string | Block | readonly Block[]>

export const engines: {
  /** Answers with \`reply\`, or with the last text of the user. */
  echo(options?: { readonly reply?: string }): Engine
  fromFunction(infer: EngineFunction, options?: { readonly name?: string }): Engine
  /** An engine that the host configured; without a name, its default. An unknown name fails when a run begins. */
  named(name?: string): Engine
  /** The names of the engines that the host configured. */
  names(): readonly string[]
}

/** A function that stands around the engine; the first that is listed is the outermost. May be async. */
export type Middleware = (
  turn: Turn,
  /** Runs what is inside, on this turn. */
  next: (turn: Turn | TurnInit) => Promise<Turn>,
  context: InferenceContext,
) => Turn | TurnInit | undefined | Promise<Turn | TurnInit | undefined>

/** What a tool is to a model. */
export interface ToolDescription {
  readonly name: string
  readonly description: string
  /** A JSON Schema of the arguments. */
  readonly parameters: { readonly [member: string]: Json }
}

export interface ToolContext {
  readonly toolName: string
  readonly callId: string
  readonly sessionId: string
  readonly inferenceId: string
  readonly tags: { readonly [tag: string]: Json }
  readonly timestampMs: number
  /** When the tool or its run is out of time; null for never. */
  readonly deadlineMs: number | null
  /** Aborted when the tool is out of time, or its run fails or is given up. */
  readonly signal: Signal
}

export interface Tool {
  /** Letters, digits, \`_\` and \`-\`; 64 at most. */
  readonly name: string
  readonly description?: string
  readonly parameters?: { readonly [member: string]: Json }
  /** Overrides the session's \`toolTimeoutMs\`. */
  readonly timeoutMs?: number
  /** What it gives is told to the model; what it throws is told to it as an error. May be async. */
  // biome-ignore lint/suspicious/noExplicitAny: arguments have the type that the tool's own schema says.
  handler(args: any, context: ToolContext): unknown
}

export interface ToolRegistry {
  /** Adds a tool of guest code. Throws where the name is taken. */
  register(tool: Tool): ToolRegistry
  /** Adds tools that the host gives. An unknown name fails when a run begins. */
  use(...names: readonly string[]): ToolRegistry
  /** In the order in which they were added. */
  readonly names: readonly string[]
  has(name: string): boolean
  /** Runs a tool of guest code without a model. */
  call(name: string, args: Json): Promise<Json>
}

export const tools: {
  registry(tools?: readonly Tool[]): ToolRegistry
}

export type ToolChoice = 'auto' | 'none' | 'required' | { readonly name: string }

export interface ToolCall {
  readonly id: string
  readonly name: string
  readonly args: Json
}

/** Functions around each call of a tool. All may be async; \`abort\` ends the run with an error. */
export interface ToolHooks {
  /** May put another name or other arguments in place, or end the run. */
  before?(
    call: ToolCall,
    context: ToolContext,
  ): Awaitable<{ readonly name?: string; readonly args?: Json; readonly abort?: boolean | string } | undefined>
  /** May put another result or error in place, or end the run. */
  after?(
    call: ToolCall & { readonly result: Json; readonly error: string | null },
    context: ToolContext,
  ): Awaitable<
    { readonly result?: Json; readonly error?: string | null; readonly abort?: boolean | string } | undefined
  >
  /** Chooses what follows a failure. \`attempt\` counts from 1. */
  onError?(
    failure: ToolCall & { readonly error: LlmError; readonly attempt: number },
    context: ToolContext,
  ): Awaitable<ToolErrorPolicy | { readonly action: ToolErrorPolicy; readonly delayMs?: number } | undefined>
  /** A hook that throws: \`closed\` (the default) makes it the error of the tool; \`open\` goes on as if there was no hook. */
  readonly failure?: 'open' | 'closed'
}

export type ToolErrorPolicy = 'continue' | 'retry' | 'abort'

type Awaitable<T> = T | Promise<T>

export interface SessionOptions {
  readonly id?: string
  /** An engine, the name of one that the host configured, or a function. Default: the default of the host. */
  readonly engine?: Engine | string | EngineFunction
  readonly tools?: ToolRegistry | readonly Tool[]
  readonly middleware?: readonly Middleware[]
  readonly hooks?: ToolHooks
  /** The turn that history begins with. */
  readonly base?: Turn | TurnInit
  /** Stands first in every conversation that has no system block. */
  readonly system?: string
  /** Inferences of one run; default 20. */
  readonly maxIterations?: number
  /** Tools that run at once; default 8. */
  readonly parallelTools?: number
  /** Default 30,000; 0 for no limit. */
  readonly toolTimeoutMs?: number
  readonly toolChoice?: ToolChoice
  /** What follows when a tool fails and no hook says otherwise; default \`continue\`: the model is told of the error. */
  readonly toolErrors?: ToolErrorPolicy
  /** How often a call of a tool is repeated at most; default 2, 10 at most. */
  readonly toolRetries?: number
  /** Sampling temperature; the engine's own where absent. */
  readonly temperature?: number
  /** Never more than the host allows the engine. */
  readonly maxTokens?: number
  /** Gets every event as \`emit('event', event)\`, then as \`emit(event.type, event)\`: an \`EventEmitter\`. */
  readonly events?: { emit(name: string, event: SessionEvent): unknown }
}

export interface RunOptions {
  /** Ends the run with \`llm_timeout_error\`. */
  readonly timeoutMs?: number
  /** Told to handlers, engines, middleware and hooks. */
  readonly tags?: { readonly [tag: string]: Json }
  /** Ends the run with \`llm_canceled_error\` when it is aborted. */
  readonly signal?: Signal
}

export interface Usage {
  readonly inputTokens: number
  readonly outputTokens: number
  readonly totalTokens: number
}

export interface RunResult {
  /** What the model wrote last. */
  readonly text: string
  /** Of all inferences of the run; null where the engine does not say. */
  readonly usage: Usage | null
  /** \`stop\`, \`length\`, \`tool_calls\`, \`content_filter\`, another word of the engine's, or null. */
  readonly stopReason: string | null
  readonly inputTurn: Turn
  readonly outputTurn: Turn
  readonly iterations: number
}

interface EventMembers {
  readonly sessionId: string
  readonly inferenceId: string
  /** Counts the events of a run from 0. */
  readonly sequence: number
}

export type SessionEvent = EventMembers &
  (
    | { readonly type: 'started'; readonly turn: Turn }
    | { readonly type: 'text_delta'; readonly iteration: number; readonly text: string }
    | { readonly type: 'reasoning_delta'; readonly iteration: number; readonly text: string }
    | { readonly type: 'tool_call'; readonly iteration: number; readonly call: ToolCall }
    | {
        readonly type: 'tool_result'
        readonly iteration: number
        readonly call: ToolCall
        readonly result: Json
        readonly error: string | null
      }
    | { readonly type: 'final'; readonly result: RunResult }
    | { readonly type: 'inference_error'; readonly error: { readonly code: string; readonly message: string } }
  )

export type EventType = SessionEvent['type']

export interface RunHandle {
  /** Settles after the last event was delivered. */
  readonly promise: Promise<RunResult>
  /** Ends the run with \`llm_canceled_error\`; does nothing when it is over. */
  cancel(reason?: string): void
  /** Calls the listener for each event of a type, \`*\` for all, in order. What it throws is logged and changes nothing. */
  on<T extends EventType>(type: T, listener: (event: Extract<SessionEvent, { type: T }>) => unknown): RunHandle
  on(type: '*', listener: (event: SessionEvent) => unknown): RunHandle
}

/** A conversation with its history. One run at a time. */
export interface Session {
  readonly id: string
  readonly isRunning: boolean
  /** The last turn of history; null where there is none. */
  readonly latest: Turn | null
  /** What each run gave, oldest first. A run that failed leaves nothing. */
  readonly turns: readonly Turn[]
  readonly turnCount: number
  /** Null where there is none. */
  turn(index: number): Turn | null
  /** Adds to history without a run. */
  append(seed: Seed): Turn
  run(seed?: Seed, options?: RunOptions): Promise<RunResult>
  /** Like \`run\`; listeners that are added at once miss nothing. */
  start(seed?: Seed, options?: RunOptions): RunHandle
  /** False where nothing was running. */
  cancelActive(reason?: string): boolean
  /** A session with the same options and the history up to a turn: the latest, the one at an index, or one that is given. */
  fork(options?: { readonly at?: number; readonly turn?: Turn | TurnInit; readonly id?: string }): Session
}

export function session(options?: SessionOptions): Session

/** What tells code to stop, in the form of a web \`AbortSignal\`. */
export interface Signal {
  readonly aborted: boolean
  readonly reason: unknown
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
  throwIfAborted(): void
}

/** A signal, and what sets it off. */
export function cancellation(): { readonly signal: Signal; cancel(reason?: string): void }

/** What everything here throws and rejects with. */
export interface LlmError extends Error {
  readonly code: string
  /** The same run may go well a second time. */
  readonly retryable: boolean
}

/** The kinds of blocks, by themselves. */
export const kinds: { readonly [Kind in BlockKind]: Kind }
/** The types of events, by themselves. */
export const eventTypes: { readonly [Type in EventType]: Type }
`
