// What guests get for `require('buffer')`: a library's Buffer, with what Node has beside it.

import { Buffer } from 'buffer'
import { codedError } from '../../guest/coded-error.js'
import { decodeValidUtf8 } from '../../guest/utf8.js'
import { numberMethods } from './numbers.js'
import { methods, statics } from './texts.js'

declare const module: { exports: unknown }

Object.assign(Buffer, statics)
Object.assign(Buffer.prototype, methods, { toLocaleString: methods.toString }, numberMethods())

const { toJSON } = Buffer.prototype

// While a value crosses to the host, arrays of bytes say themselves how, and a buffer is one of them.
Object.defineProperty(Buffer.prototype, 'toJSON', {
  configurable: true,
  get(): unknown {
    return Reflect.get(Uint8Array.prototype, 'toJSON', this) ?? toJSON
  },
})

function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80)
}

function isUtf8(bytes: Uint8Array): boolean {
  return decodeValidUtf8(bytes) !== undefined
}

function btoa(text: string): string {
  if (/[^\x00-\xff]/.test(text)) throw characterError()
  return Buffer.from(text, 'latin1').toString('base64')
}

function atob(text: string): string {
  const given = String(text).replace(/[\t\n\f\r ]/g, '')
  const bare = given.length % 4 === 0 ? given.replace(/={1,2}$/, '') : given
  if (/[^A-Za-z0-9+/]/.test(bare) || bare.length % 4 === 1) throw characterError()
  return Buffer.from(bare, 'base64').toString('latin1')
}

function characterError(): Error {
  const error = codedError(Error, 'INVALID_CHARACTER_ERR', 'The text has a character that is not allowed there')
  return Object.assign(error, { name: 'InvalidCharacterError' })
}

const kMaxLength = 2 ** 31 - 1
const constants = Object.freeze({ MAX_LENGTH: kMaxLength, MAX_STRING_LENGTH: 2 ** 30 - 1 })

module.exports = { Buffer, atob, btoa, constants, isAscii, isUtf8, kMaxLength }
