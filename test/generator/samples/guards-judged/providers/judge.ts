import { defineProvider } from 'tenon/provider'
import type { Ports } from '../generated/desk/contracts.js'

// Civil is what is not loud, and on topic what speaks of tickets; a judge that is told to break does.
export default defineProvider<Ports, 'guards.semantic.evaluate'>({
  activate: () => ({
    'guards.semantic.evaluate': ({ rule, context }) => {
      const text = JSON.stringify(context)
      if (text.includes('BREAK')) throw new Error('out of order')
      if (rule.includes('civil')) return { pass: !/[A-Z]{4}/.test(text), rationale: 'loudness' }
      return { pass: rule.includes('brief') ? !text.includes('long') : text.includes('ticket') }
    },
  }),
})
