import type { HostPorts } from '../contract/host.js'

type Environment = NonNullable<HostPorts['environment']>
type Process = { readonly env?: Readonly<Record<string, string | undefined>> }

/** The variables of this process; none where the host has no process. */
export const systemEnvironment: Environment = {
  // Read anew each time, because a program may set a variable before it starts its app.
  get: (name) => (globalThis as { readonly process?: Process }).process?.env?.[name],
}
