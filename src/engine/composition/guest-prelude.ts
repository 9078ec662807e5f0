/** What a guest has of the host: made with `ask`, which takes a name and a text and gives a text. */
export const guestPrelude = `function ({ global, ask, parse, stringify, describe }) {
  const promised = new Map()
  const modules = new Map()
  const hooks = new Map()
  const errorOf = (given) => Object.assign(new Error(given.message), given)
  const call = (name, args) => {
    const answer = parse(ask(name, stringify(args)))
    if (answer.thrown) throw errorOf(answer.thrown)
    if (answer.promise === undefined) return answer.value
    return new Promise((resolve, reject) => promised.set(answer.promise, { resolve, reject }))
  }
  const settle = (kind) => (id, json) => {
    const waiting = promised.get(Number(id))
    promised.delete(Number(id))
    const value = parse(json)
    if (waiting) waiting[kind](kind === 'reject' ? errorOf(value) : value)
    return ''
  }
  const load = (name) => {
    const { functions, guestCode } = call('module', [name])
    const host = Object.fromEntries(functions.map((key) => [key, (...args) => call(name + '#' + key, args)]))
    if (guestCode === null) return host
    const module = { exports: {} }
    modules.set(name, module.exports)
    const hook = (key, fn) => hooks.set(name + '#' + key, fn)
    new Function('module', 'exports', 'require', 'host', 'hook', guestCode)(module, module.exports, require, host, hook)
    return module.exports
  }
  const require = (name) => {
    try {
      if (!modules.has(name)) modules.set(name, load(name))
      return modules.get(name)
    } catch (error) {
      modules.delete(name)
      throw error
    }
  }
  const outcome = (value, id) => {
    if (value === null || typeof value !== 'object' || typeof value.then !== 'function') return stringify({ value })
    value.then(
      (given) => ask('settled', stringify([Number(id), true, given ?? null])),
      (thrown) => ask('settled', '[' + Number(id) + ',false,' + describe(thrown) + ']'),
    )
    return 'promise'
  }
  global.require = require
  return {
    outcome,
    resolve: settle('resolve'),
    reject: settle('reject'),
    hook(id, name, key, args) {
      require(name)
      const fn = hooks.get(name + '#' + key)
      if (fn === undefined) throw new Error('There is no hook "' + key + '" in "' + name + '".')
      return outcome(fn(...parse(args)), id)
    },
    requireFor: (name) => stringify({ value: require(name) }),
    setGlobal(name, json) {
      const { value, isFunction } = parse(json)
      global[name] = isFunction ? (...args) => call('#' + name, args) : value
      return ''
    },
    getGlobal: (name) => stringify({ value: global[name] }),
    bring(name, module, exported) {
      const put = (value) => Object.defineProperty(global, name, { value, writable: true, configurable: true })
      const get = () => {
        const value = require(module)[exported]
        return value === undefined ? value : put(value)[name]
      }
      Object.defineProperty(global, name, { get, set: put, configurable: true })
      return ''
    },
  }
}`
