import type { TriageGuest } from 'helpdesk/guests'

type Queue = 'billing' | 'access'

interface Keyword {
  readonly queue: Queue
  readonly word: string
  readonly weight: number
}

/** What points to a queue, and how strongly. `general` has no words: it takes what nobody else wants. */
const keywords: readonly Keyword[] = [
  { queue: 'billing', word: 'invoice', weight: 3 },
  { queue: 'billing', word: 'refund', weight: 3 },
  { queue: 'billing', word: 'paid twice', weight: 3 },
  { queue: 'billing', word: 'charged', weight: 2 },
  { queue: 'billing', word: 'payment', weight: 2 },
  { queue: 'access', word: 'log in', weight: 3 },
  { queue: 'access', word: 'locked out', weight: 3 },
  { queue: 'access', word: 'password', weight: 2 },
  { queue: 'access', word: 'account', weight: 1 },
]

const pressing = ['urgent', 'immediately', 'right now', 'deadline']
const calming = ['not urgent', 'no hurry', 'whenever you']

/** A word in the title says more about a ticket than one in its body. */
const titleFactor = 2
/** What a queue must reach: one weak word in the body is chance. */
const threshold = 2

const guest: TriageGuest = {
  'ticket.triage': ({ title, body, vip }) => {
    const texts = { title: normalize(title), body: normalize(body) }
    const { queue, words } = chooseQueue(texts)
    const whole = `${texts.title} ${texts.body}`
    const isCalm = calming.some((word) => whole.includes(word))
    const hurry = isCalm ? undefined : pressing.find((word) => whole.includes(word))
    const found = words.length === 0 ? 'no word of any queue' : words.join(', ')
    const reasons = [
      `${queue}: ${found}`,
      ...(hurry === undefined ? [] : [hurry]),
      ...(vip ? ['a very important customer'] : []),
    ]
    const priority = hurry !== undefined || vip ? 1 : queue === 'access' ? 2 : 3
    return { queue, priority, reason: reasons.join('; ') }
  },
}

export default guest

interface Texts {
  readonly title: string
  readonly body: string
}

interface Choice {
  readonly queue: Queue | 'general'
  readonly words: readonly string[]
}

/** The queue with the most weight; money comes before access where both have the same. */
function chooseQueue(texts: Texts): Choice {
  const billing = score('billing', texts)
  const access = score('access', texts)
  const best = access.weight > billing.weight ? access : billing
  return best.weight < threshold ? { queue: 'general', words: [] } : best
}

function score(queue: Queue, { title, body }: Texts): Choice & { readonly weight: number } {
  const hits = keywords
    .filter((keyword) => keyword.queue === queue)
    .map(({ word, weight }) => ({
      word,
      weight: (title.includes(word) ? weight * titleFactor : 0) + (body.includes(word) ? weight : 0),
    }))
    .filter(({ weight }) => weight > 0)
  return { queue, words: hits.map(({ word }) => word), weight: hits.reduce((sum, { weight }) => sum + weight, 0) }
}

/** Lower case and single spaces, so that `Log  IN` is `log in`. */
function normalize(text: string): string {
  return text.toLowerCase().replaceAll(/\s+/g, ' ')
}
