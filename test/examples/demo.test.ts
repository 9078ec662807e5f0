import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'

const demo = fileURLToPath(new URL('../../examples/helpdesk/demo.mjs', import.meta.url))

describe('npm run demo', () => {
  it('tells its story and ends well', { timeout: 60_000 }, () => {
    const told = spawnSync(process.execPath, [demo], { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } })
    expect([told.status, told.stderr.includes('did not go as told')]).toEqual([0, false])
    for (const line of [
      /^1\. Build$/m,
      /^ {3}= ok: ticket tkt_\S+$/m,
      /^ {3}= replayed: ticket tkt_\S+$/m,
      /^ {3}= ok: handled by Agent One, comment cmt_\S+$/m,
      /^ {3}= rejected: access_denied_error$/m,
      /^ {3}= rejected: validation_error$/m,
      /^ {5}contact\.email {3}\S/m,
      /^ {3}I cannot log in\s+Customer One\s+access\s+waiting\s+Agent One\s+1$/m,
      /port_unbound_error/,
      /module_duplicate_id_error/,
      /^ {3}= refused: exit code 1, and not one file was written$/m,
      /^All of it went as told, in [0-9.]+ s\.$/m,
    ]) {
      expect(told.stdout).toMatch(line)
    }
    expect(told.stdout).not.toContain('\u001b[')
    expect(told.stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
  })

  it('says what is wrong and ends with 1 where Tenon is not built', () => {
    const folder = mkdtempSync(join(tmpdir(), 'demo-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const copy = join(folder, 'examples/helpdesk/demo.mjs')
    cpSync(demo, copy)
    const told = spawnSync(process.execPath, [copy], { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } })
    expect(told.status).toBe(1)
    expect(told.stderr).toMatch(/^The demo did not go as told: .*run npm ci first$/m)
  })
})
