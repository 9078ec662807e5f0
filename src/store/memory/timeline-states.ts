import type { SavedHead, SavedTimeline, TimelineChange, TimelineStore } from '../../contract/history.js'
import type { Json } from '../../contract/json.js'
import { deepFreeze } from './deep-freeze.js'

/** Keeps what timelines have accumulated in this process. */
export class TimelineStates implements TimelineStore {
  private readonly states = new Map<string, SavedTimeline & { readonly groups: Map<string, Json> }>()

  version(projection: string): number {
    return this.states.get(projection)?.version ?? 0
  }

  head(projection: string): SavedHead | null {
    return this.states.get(projection) ?? null
  }

  load(projection: string): SavedTimeline | null {
    const state = this.states.get(projection)
    return state === undefined ? null : { ...state, groups: new Map(state.groups) }
  }

  save(projection: string, { version, head, groups: changes, replaces }: TimelineChange): number | null {
    const state = this.states.get(projection)
    if ((state?.version ?? 0) !== version) return null
    const groups = replaces || state === undefined ? new Map<string, Json>() : state.groups
    for (const [key, group] of changes) {
      if (group === null) groups.delete(key)
      else groups.set(key, deepFreeze(group))
    }
    this.states.set(projection, { version: version + 1, head: deepFreeze(head), groups })
    return version + 1
  }
}
