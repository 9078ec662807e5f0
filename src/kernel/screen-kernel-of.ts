import type { Envelope } from '../contract/envelope.js'
import type { RouteProgram } from '../contract/program.js'
import type { Ending } from './ending.js'
import type { Host } from './host.js'
import type { Allowed } from './invocation.js'

/** What a program with routes brings along: the kernel's own part, which apps without them do not carry. */
export interface ScreenKernel {
  dispatchRoute(host: Host, allowed: Allowed<RouteProgram>): Promise<Ending>
  interact(host: Host, request: unknown): Promise<Envelope>
}

/** The part that the program of a host brings; null in an app without routes. */
export function screenKernelOf({ program }: Host): ScreenKernel | null {
  // Only `screenKernel` of `tenon/program` is ever there: a contract cannot name what the kernel is made of.
  return (program.screenKernel as ScreenKernel | undefined) ?? null
}
