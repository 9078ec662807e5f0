// The same two calls with oRPC and tRPC, as their documentation shows them: zod input, a middleware that checks the role.
import { call, ORPCError, os } from '@orpc/server'
import { initTRPC, TRPCError } from '@trpc/server'
import { z } from 'zod'
import { listTickets, saveTicket } from './floor.mjs'

const listInput = z.strictObject({
  state: z.string().nullable().default(null),
  page: z.int().default(1),
  size: z.int().default(10),
})
const saveInput = z.strictObject({
  id: z.string().min(1),
  title: z.string(),
  state: z.enum(['open', 'waiting', 'closed']),
})

const agentOnly = os.middleware(({ context, next }) => {
  if (!context.caller.roles.has('agent')) throw new ORPCError('FORBIDDEN')
  return next()
})
const orpcList = os
  .use(agentOnly)
  .input(listInput)
  .handler(({ input }) => listTickets(input))
const orpcSave = os
  .use(agentOnly)
  .input(saveInput)
  .handler(({ input, context }) => saveTicket(input, context.caller.subject, new Date().toISOString()))

export const orpc = {
  list: (input, caller) => call(orpcList, input, { context: { caller } }),
  save: (input, caller) => call(orpcSave, input, { context: { caller } }),
}

const t = initTRPC.context().create()
const procedure = t.procedure.use(({ ctx, next }) => {
  if (!ctx.caller.roles.has('agent')) throw new TRPCError({ code: 'FORBIDDEN' })
  return next()
})
const router = t.router({
  list: procedure.input(listInput).query(({ input }) => listTickets(input)),
  save: procedure
    .input(saveInput)
    .mutation(({ input, ctx }) => saveTicket(input, ctx.caller.subject, new Date().toISOString())),
})
const createCaller = t.createCallerFactory(router)

/** tRPC's caller is made once per request context, as its documentation advises for server-side calls. */
export function trpc(caller) {
  const client = createCaller({ caller })
  return { list: (input) => client.list(input), save: (input) => client.save(input) }
}
