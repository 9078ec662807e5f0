import { basename } from 'node:path'
import teams from 'teams'
import type { TriageGuest } from 'desk/guests'
import { isUrgent } from './words.js'

const guest: TriageGuest = {
  'ticket.triage': async ({ title }) => {
    const { teamOf } = teams
    return { priority: isUrgent(title) ? 'high' : 'low', team: basename(String(await teamOf?.(title))) }
  },
}

export default guest
