import { defineProvider } from 'tenon/provider'
import type { Ports } from '../generated/desk/contracts.js'

interface MailConfig {
  readonly outbox: string
  readonly retry: { readonly attempts: number; readonly codes?: readonly number[] }
  readonly from: string
}

export default defineProvider<Ports, 'mail.send', MailConfig>({
  activate: ({ config }) => ({ 'mail.send': async () => ({ message_id: `${config.from}/${config.outbox}` }) }),
})
