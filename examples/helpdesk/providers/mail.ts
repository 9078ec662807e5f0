import { createHash } from 'node:crypto'
import { appendFile, mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { defineProvider, PortError } from 'tenon/provider'
import type { Ports } from '../../../generated/helpdesk/contracts.js'

/** What modules.yaml says under `config`. */
interface MailConfig {
  readonly outbox: string
  readonly from: string
}

// Mail is not sent from here: it is put into an outbox, a file in the mbox format that any mail program can open.
// A ticket must not be lost because a mail server is down; what delivers the outbox may try as often as it needs.
export default defineProvider<Ports, 'mail.send', MailConfig>({
  async activate({ config, clock, logger }) {
    await mkdir(dirname(config.outbox), { recursive: true })
    return {
      'mail.send': async ({ to, subject, text }, { stepKey }) => {
        // The same step gets the same id, so whoever delivers the outbox can drop what is there twice.
        const id = `<${createHash('sha256').update(stepKey).digest('hex').slice(0, 32)}@helpdesk>`
        const queuedAt = clock.nowIso()
        const message = asMessage({ id, from: config.from, to, subject, text, date: new Date(queuedAt) })
        await appendFile(config.outbox, message).catch((cause: unknown) => {
          logger.error('the outbox cannot be written', { outbox: config.outbox, cause: String(cause) })
          throw new PortError('mail_outbox_error', 'the outbox cannot be written', { retryable: true, cause })
        })
        return { message_id: id, queued_at: queuedAt }
      },
    }
  },
})

interface Message {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly date: Date
}

/** One message of RFC 5322 as an mbox file holds it. */
function asMessage({ id, from, to, subject, text, date }: Message): string {
  const headers = [
    `From: ${headerText(from)}`,
    `To: ${headerText(to)}`,
    `Subject: ${headerText(subject)}`,
    `Date: ${date.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: ${id}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
  ]
  // In mbox a line that starts with "From " begins the next message, so such lines of a text get a ">".
  const body = text.replace(/\r\n?/g, '\n').replace(/^(>*From )/gm, '>$1')
  const [day, number, month, year, time] = date.toUTCString().split(/,? /)
  return `From helpdesk ${day} ${month} ${number} ${time} ${year}\n${headers.join('\n')}\n\n${body}\n\n`
}

// Callers choose subjects and addresses: without a line end they cannot add headers of their own.
function headerText(text: string): string {
  const line = text.replace(/[\r\n]+/g, ' ')
  if (/^[\x20-\x7e]*$/.test(line)) return line
  const words = line.match(/.{1,10}/gsu) ?? []
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join('\n ')
}
