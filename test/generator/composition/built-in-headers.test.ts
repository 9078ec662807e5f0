import { expect, it } from 'vitest'
import { headersOfHost } from '../../../generator/artifact/built-in-modules.js'
import { readFetchConfig } from '../../../src/module/fetch/fetch-config.js'
import { isRefusedHeader } from '../../../src/module/fetch/request-headers.js'

const usual = ['accept', 'authorization', 'content-type', 'cookie', 'user-agent', 'x-team']

// A check knows them from a table, because it loads no module.
it.each([...headersOfHost, ...usual])('the header %s is refused by a check where the module refuses it', (name) => {
  expect(headersOfHost.has(name)).toBe(isRefusedHeader(name))
  const read = () => readFetchConfig({ origins: [], headers: { [name]: 'a' } })
  if (headersOfHost.has(name)) expect(read).toThrow(`config.headers.${name}`)
  else expect(read).not.toThrow()
})
