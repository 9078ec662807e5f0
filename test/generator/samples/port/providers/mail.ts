import { defineProvider, PortError } from 'tenon/provider'

interface Mail {
  readonly 'mail.send': {
    readonly input: { readonly to: string; readonly subject: string }
    readonly output: { readonly message_id: string; readonly parts?: readonly { readonly name: string }[] }
  }
}

export default defineProvider<Mail, 'mail.send', { from: string; retries: number }>({
  activate: ({ config }) => ({
    'mail.send': async ({ to, subject }) => {
      if (to === 'nobody') throw new PortError('mailbox_unknown', `there is no ${to}`, { retryable: true })
      if (to === 'crash') throw new Error('secret')
      if (to === 'wrong') return { message_id: 7 as unknown as string }
      return { message_id: `${config.from}/${config.retries}/${subject}`, parts: [{ name: 'text' }, { name: 'html' }] }
    },
  }),
})
