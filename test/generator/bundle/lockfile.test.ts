import { describe, expect, it } from 'vitest'
import { checkLockfile, type LockMode } from '../../../generator/6-bundle/check-lockfile.js'
import { printLockfile } from '../../../generator/6-bundle/make-lockfile.js'
import type { LockedModule, Lockfile } from '../../../generator/artifact/lockfile.js'

const store: LockedModule = {
  kind: 'provider',
  source: 'tenon:sqlite',
  version: '0.1.0',
  integrity: null,
  provides: { 'collections.read@1.0.0': null, 'collections.write@1.0.0': null },
}
const mail: LockedModule = {
  kind: 'provider',
  source: './providers/mail.ts',
  version: null,
  integrity: 'sha256-mail',
  provides: { 'mail.send@1.0.0': 'c0ffee' },
}
const post: LockedModule = { ...mail, source: '@acme/post', version: '2.1.0', integrity: 'sha256-post' }

const lockfile: Lockfile = {
  lockVersion: 1,
  appId: 'desk',
  hostApiVersion: '1.0.0',
  specHash: 'aa',
  modules: { store, mail, post },
  order: ['store', 'mail', 'post'],
  bindings: { 'collections.read@1.0.0': 'store', 'mail.send@1.0.0': 'mail' },
}

/** What one change of the composition makes of a lockfile that was right, in each mode. */
function check(wanted: Lockfile, mode: LockMode, text = printLockfile(lockfile)): string[] {
  const found = checkLockfile({ path: 'tenon.lock', text }, wanted, { mode, allowed: [], file: 'tenon.lock' })
  const written = found.text === null ? [] : [`written: ${found.changes.join('; ')}`]
  return [...found.diagnostics.map(({ code, message }) => `${code}: ${message}`), ...written]
}

const changed = (modules: Lockfile['modules'], more: Partial<Lockfile> = {}): Lockfile => ({
  ...lockfile,
  ...more,
  modules: { ...lockfile.modules, ...modules },
})

describe('the lockfile', () => {
  it('has sorted keys, two spaces, one fact a line', () => {
    const text = printLockfile({ ...lockfile, modules: { store, mail }, order: ['store', 'mail'] })
    expect(text).toBe(`{
  "appId": "desk",
  "bindings": {
    "collections.read@1.0.0": "store",
    "mail.send@1.0.0": "mail"
  },
  "hostApiVersion": "1.0.0",
  "lockVersion": 1,
  "modules": {
    "mail": {
      "integrity": "sha256-mail",
      "kind": "provider",
      "provides": {
        "mail.send@1.0.0": "c0ffee"
      },
      "source": "./providers/mail.ts",
      "version": null
    },
    "store": {
      "integrity": null,
      "kind": "provider",
      "provides": {
        "collections.read@1.0.0": null,
        "collections.write@1.0.0": null
      },
      "source": "tenon:sqlite",
      "version": "0.1.0"
    }
  },
  "order": [
    "store",
    "mail"
  ],
  "specHash": "aa"
}
`)
  })

  it('is written where it is missing, unless the run is frozen', () => {
    const ordinary = checkLockfile(null, lockfile, { mode: 'ordinary', allowed: [], file: 'tenon.lock' })
    expect(ordinary).toEqual({ diagnostics: [], text: printLockfile(lockfile), changes: [] })
    const frozen = checkLockfile(null, lockfile, { mode: 'frozen', allowed: [], file: 'tenon.lock' })
    expect(frozen.text).toBeNull()
    expect(frozen.diagnostics.map(({ code, at }) => [code, at.file])).toEqual([
      ['lockfile_missing_error', 'tenon.lock'],
    ])
  })

  it.each(['frozen', 'ordinary', 'update'] as const)('is left alone where it is right (%s)', (mode) => {
    expect(check(lockfile, mode)).toEqual([])
  })

  it('follows edits of the project, and says so, unless the run is frozen', () => {
    const edits: readonly (readonly [Lockfile, string, string])[] = [
      [{ ...lockfile, specHash: 'bb' }, 'specHash was "aa" and is "bb"', 'stale'],
      [
        changed({ mail: { ...mail, integrity: 'sha256-new' } }),
        'modules.mail.integrity was "sha256-mail" and is "sha256-new"',
        'integrity',
      ],
      [
        changed({ mail: { ...mail, provides: { 'mail.send@1.0.0': 'decaf' } } }),
        'modules.mail.provides.mail.send@1.0.0 was "c0ffee" and is "decaf"',
        'stale',
      ],
    ]
    for (const [wanted, change, kind] of edits) {
      expect(check(wanted, 'ordinary')).toEqual([`written: ${change}`])
      expect(check(wanted, 'update')).toEqual([`written: ${change}`])
      expect(check(wanted, 'frozen')).toEqual([
        kind === 'stale'
          ? `lockfile_stale_error: tenon.lock is out of date: ${change}`
          : 'lockfile_integrity_error: the code of module "mail" is not what tenon.lock holds',
      ])
    }
  })

  it('never follows what is composed without being asked', () => {
    const compositions: readonly (readonly [Lockfile, string])[] = [
      [{ ...lockfile, hostApiVersion: '2.0.0' }, 'hostApiVersion was "1.0.0" and is "2.0.0"'],
      [
        changed({ store: { ...store, source: 'tenon:memory' } }),
        'modules.store.source was "tenon:sqlite" and is "tenon:memory"',
      ],
      [changed({ post: { ...post, version: '2.2.0' } }), 'modules.post.version was "2.1.0" and is "2.2.0"'],
      [changed({ ids: store }, { order: ['ids', 'store', 'mail', 'post'] }), 'modules.ids is new'],
      [{ ...lockfile, modules: { store, mail }, order: ['store', 'mail'] }, 'modules.post is gone'],
      [
        changed({}, { order: ['mail', 'store', 'post'] }),
        'order was ["store","mail","post"] and is ["mail","store","post"]',
      ],
      [
        changed({}, { bindings: { ...lockfile.bindings, 'mail.send@1.0.0': 'post' } }),
        'bindings.mail.send@1.0.0 was "mail" and is "post"',
      ],
      [changed({ mail: { ...mail, provides: {} } }), 'modules.mail.provides.mail.send@1.0.0 is gone'],
    ]
    for (const [wanted, change] of compositions) {
      const stale = [`lockfile_stale_error: tenon.lock is out of date: ${change}`]
      expect(check(wanted, 'ordinary')).toEqual(stale)
      expect(check(wanted, 'frozen')).toEqual(stale)
      expect(check(wanted, 'update')).toEqual([`written: ${change}`])
    }
  })

  it('never follows the code of a package that changed under its version', () => {
    const wanted = changed({ post: { ...post, integrity: 'sha256-other' } })
    const refused = ['lockfile_integrity_error: the code of module "post" is not what tenon.lock holds']
    expect(check(wanted, 'ordinary')).toEqual(refused)
    expect(check(wanted, 'frozen')).toEqual(refused)
  })

  it('points at the fact, or at what should hold it', () => {
    const text = printLockfile(lockfile)
    const lineOf = (wanted: Lockfile): string | undefined => {
      const [found] = checkLockfile({ path: 'tenon.lock', text }, wanted, {
        mode: 'frozen',
        allowed: [],
        file: 'tenon.lock',
      }).diagnostics
      return text.slice(found?.at.start, found?.at.end)
    }
    expect(lineOf({ ...lockfile, specHash: 'bb' })).toBe('"specHash": "aa"')
    expect(lineOf(changed({ post: { ...post, version: '3.0.0' } }))).toBe('"version": "2.1.0"')
    expect(lineOf(changed({ store: { ...store, integrity: 'x' } }))).toBe('"integrity": null,')
    expect(lineOf(changed({ ids: store }))).toBe('"modules": {')
    expect(lineOf(changed({}, { bindings: { ...lockfile.bindings, 'mail.send@1.0.0': 'post' } }))).toBe(
      '"mail.send@1.0.0": "mail"',
    )
  })

  it.each(['', '{', '[]', 'null', '7', '{"lockVersion":2}'])(
    'is stale where it reads %j, and is written when asked',
    (text) => {
      for (const mode of ['frozen', 'ordinary'] as const) {
        const found = checkLockfile({ path: 'tenon.lock', text }, lockfile, { mode, allowed: [], file: 'tenon.lock' })
        expect(found.text).toBeNull()
        expect(found.diagnostics.length).toBeGreaterThan(0)
        for (const { code } of found.diagnostics) expect(code).toBe('lockfile_stale_error')
      }
      expect(
        checkLockfile({ path: 'tenon.lock', text }, lockfile, { mode: 'update', allowed: [], file: 'tenon.lock' }).text,
      ).toBe(printLockfile(lockfile))
    },
  )
})
