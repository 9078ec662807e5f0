import variant from '@jitl/quickjs-wasmfile-release-sync'

/** The floor of a call: JSON through QuickJS's own functions and nothing around them. */
export async function openRawCall() {
  const loader = await variant.importModuleLoader()
  const Ffi = await variant.importFFI()
  const wasm = await loader()
  wasm.type = 'sync'
  const ffi = new Ffi(wasm)
  wasm.callbacks = {
    callFunction: () => 0,
    shouldInterrupt: () => 0,
    freeHostRef() {},
    loadModuleSource: () => 0,
    normalizeModule: () => 0,
  }
  const runtime = ffi.QTS_NewRuntime()
  const context = ffi.QTS_NewContext(runtime, 0)
  const encoder = new TextEncoder()
  const decoder = new TextDecoder()
  const room = wasm._malloc(65_536)
  const args = wasm._malloc(4)
  const source = `(function () { function handle(input) { return { ok: true, id: input.id, sum: input.a + input.b, name: 'hi ' + input.name, n: 1 } }
return (text) => JSON.stringify(handle(JSON.parse(text))) })()`
  const { written } = encoder.encodeInto(source, wasm.HEAPU8.subarray(room))
  wasm.HEAPU8[room + written] = 0
  const fn = ffi.QTS_Eval(context, room, written, 'raw.js', 0, 0)
  const nothing = ffi.QTS_GetUndefined()
  return (input) => {
    const { written } = encoder.encodeInto(JSON.stringify(input), wasm.HEAPU8.subarray(room, room + 65_535))
    wasm.HEAPU8[room + written] = 0
    const text = ffi.QTS_NewString(context, room)
    new Uint32Array(wasm.HEAPU8.buffer, args, 1)[0] = text
    const result = ffi.QTS_Call(context, fn, nothing, 1, args)
    const at = ffi.QTS_GetString(context, result)
    const answer = JSON.parse(decoder.decode(wasm.HEAPU8.subarray(at, wasm.HEAPU8.indexOf(0, at))))
    ffi.QTS_FreeCString(context, at)
    ffi.QTS_FreeValuePointer(context, text)
    ffi.QTS_FreeValuePointer(context, result)
    return answer
  }
}
