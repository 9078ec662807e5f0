import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AppRuntime, AuthContext, Envelope, HostPorts, RuntimeSettings } from 'tenon/runtime'
import memory from 'tenon/store/memory'
import { onTestFinished } from 'vitest'
import { type Client, createClient, createRuntime } from '../../generated/helpdesk/index.js'

export const stores = ['memory', 'sqlite'] as const

export const customer: AuthContext = { subject: 'customer-1' }
export const otherCustomer: AuthContext = { subject: 'customer-2' }
export const agent: AuthContext = { subject: 'agent-1', claims: { desk_agent: true } }
export const supervisor: AuthContext = { subject: 'boss-1', claims: { desk_agent: true, desk_supervisor: true } }

export interface Helpdesk {
  readonly runtime: AppRuntime
  readonly client: Client
  readonly outbox: string
}

interface Start {
  readonly store: (typeof stores)[number]
  /** A folder to keep the files in; by default one that goes away with the test. */
  readonly folder?: string
  readonly outbox?: string
  readonly settings?: RuntimeSettings
}

/** Starts the generated helpdesk for one test. Its clock ticks one second per look, so that orders are certain. */
export async function startHelpdesk({ store, folder = newFolder(), outbox, settings }: Start): Promise<Helpdesk> {
  const file = outbox ?? join(folder, 'outbox.mbox')
  const environment: Record<string, string> = { HELPDESK_DB: join(folder, 'helpdesk.db'), HELPDESK_OUTBOX: file }
  const hostPorts: HostPorts = {
    environment: { get: (name) => environment[name] },
    clock: tickingClock(),
    logger: { debug: unheard, info: unheard, warn: unheard, error: unheard },
    ...(store === 'memory' && { moduleLoader: { load: (id) => (id === 'store' ? memory : undefined) } }),
  }
  const runtime = createRuntime(hostPorts, settings)
  onTestFinished(() => runtime.close())
  await runtime.ready
  return { runtime, client: createClient(runtime), outbox: file }
}

/** A folder that goes away with the test. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'helpdesk-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function unheard(): void {}

function tickingClock(): { nowIso(): string } {
  let seconds = 0
  return {
    nowIso: () => {
      seconds += 1
      return new Date(Date.UTC(2026, 0, 1, 0, 0, seconds)).toISOString()
    },
  }
}

/** The output of a call that must have succeeded. */
export function outputOf<Output>(envelope: Envelope<Output>): Output {
  if (envelope.status !== 'ok' || envelope.output === undefined) {
    throw new Error(`expected ok, got ${JSON.stringify(envelope, null, 2)}`)
  }
  return envelope.output
}

export const ticketInput = {
  title: 'I cannot log in',
  body: 'My password is refused.',
  contact: { name: 'Customer One', email: 'customer-1@example.org' },
}

/** Opens a ticket and gives its id. */
export async function openTicket(
  client: Client,
  authContext: AuthContext,
  input: Partial<Parameters<Client['mutations']['openTicket']>[0]> = {},
): Promise<string> {
  const opened = outputOf(await client.mutations.openTicket({ ...ticketInput, ...input }, { authContext }))
  if (typeof opened.ticket_id !== 'string') throw new Error(`no ticket: ${JSON.stringify(opened)}`)
  return opened.ticket_id
}

/** Registers the agent of `agent`, and more when asked. */
export async function registerAgent(client: Client, agentId = 'agent-1', capacity = 3): Promise<void> {
  const input = { agent_id: agentId, name: `Name of ${agentId}`, email: `${agentId}@example.org`, capacity }
  outputOf(await client.mutations.registerAgent(input, { authContext: supervisor }))
}
