import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { customer, openTicket, outputOf, startHelpdesk, ticketInput } from './start-helpdesk.js'

describe('the outbox of the helpdesk', () => {
  it('holds each message as a mail program reads it', async () => {
    const { client, outbox } = await startHelpdesk({ store: 'memory' })
    const id = await openTicket(client, customer)
    const [envelopeLine, ...lines] = readFileSync(outbox, 'utf8').split('\n')
    expect(envelopeLine).toMatch(/^From helpdesk Thu Jan 01 00:00:\d\d 2026$/)
    expect(lines).toEqual([
      'From: helpdesk@example.org',
      'To: customer-1@example.org',
      `Subject: [${id}] I cannot log in`,
      expect.stringMatching(/^Date: Thu, 01 Jan 2026 00:00:\d\d \+0000$/),
      expect.stringMatching(/^Message-ID: <[0-9a-f]{32}@helpdesk>$/),
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      'Hello Customer One,',
      '',
      'we have your ticket and will answer soon.',
      '',
      '',
    ])
  })

  it('gives the message id to the caller', async () => {
    const { client, outbox } = await startHelpdesk({ store: 'memory' })
    const opened = outputOf(await client.mutations.openTicket(ticketInput, { authContext: customer }))
    expect(readFileSync(outbox, 'utf8')).toContain(`Message-ID: ${opened.message_id}\n`)
  })

  it('takes no headers and no messages from what callers write', async () => {
    const { client, outbox } = await startHelpdesk({ store: 'memory' })
    await openTicket(client, customer, {
      title: 'Hi\r\nBcc: everybody@example.org',
      contact: { name: 'x\nFrom helpdesk now', email: 'x@example.org\nCc: everybody@example.org' },
    })
    const text = readFileSync(outbox, 'utf8')
    expect(text.match(/^(Bcc|Cc):/m)).toBeNull()
    expect(text.match(/^From helpdesk/gm)).toHaveLength(1)
    expect(text).toContain('\n>From helpdesk now,\n')
  })

  it('writes subjects that are not ASCII as encoded words', async () => {
    const { client, outbox } = await startHelpdesk({ store: 'memory' })
    const title = 'Zugang für Ä, Ö und 🦊 kaputt'
    const id = await openTicket(client, customer, { title })
    const [, folded = ''] = /^Subject: (.*(?:\n .*)*)$/m.exec(readFileSync(outbox, 'utf8')) ?? []
    const words = folded.split('\n ').map((word) => /^=\?UTF-8\?B\?(.{1,60})\?=$/.exec(word)?.[1] ?? '')
    expect(words.map((word) => Buffer.from(word, 'base64').toString()).join('')).toBe(`[${id}] ${title}`)
  })
})
