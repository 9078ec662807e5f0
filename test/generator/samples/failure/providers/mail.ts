import { defineProvider, PortError } from 'tenon/provider'

interface Mail {
  readonly 'mail.send': { readonly input: { readonly to: string }; readonly output: { readonly message_id: string } }
}

// What becomes of a mail stands in its address.
export default defineProvider<Mail, 'mail.send'>({
  activate: () => {
    let attempts = 0
    return {
      'mail.send': async ({ to }, { stepKey }) => {
        attempts++
        if (to === 'flaky' && attempts < 3) throw new PortError('mail_busy', 'the server is busy', { retryable: true })
        if (to === 'broken') throw new Error('secret')
        if (to === 'slow') await new Promise(() => {})
        return { message_id: `${stepKey.split('/').slice(1).join('/')}: ${to}, attempt ${attempts}` }
      },
    }
  },
})
