import type { BindingPlan, ProviderLockfile } from '../../../src/contract/deployment.js'
import { list } from '../text/code.js'
import { literal, quote } from '../text/literal.js'
import type { Writer } from '../text/writer.js'

/** What serves each port, a line for each. */
export function writeBindingPlan(out: Writer, plan: BindingPlan): void {
  out.block('bindingPlan: {', '},', () => {
    writeHead(out, plan)
    out.code('capabilityBindings: ', list(plan.capabilityBindings.map(literal)), ',')
  })
}

/** The providers that the plan was made for. */
export function writeLockfile(out: Writer, lockfile: ProviderLockfile): void {
  out.block('lockfile: {', '},', () => {
    writeHead(out, lockfile)
    out.code('providers: ', list(lockfile.providers.map(literal)), ',')
  })
}

function writeHead(out: Writer, { appId, environment, hostApiVersion }: BindingPlan | ProviderLockfile): void {
  out.line(`appId: ${quote(appId)},`)
  out.line(`environment: ${quote(environment)},`)
  out.line(`hostApiVersion: ${quote(hostApiVersion)},`)
}
