import { list, mapping, text, words } from './make-shape.js'
import { optional, required } from './shape.js'

/** How the ports of the app are to be reached. */
export const requirementsShape = mapping('the requirements', {
  capabilities: optional(
    list(
      'required ports',
      mapping('a required port', {
        portId: required(text('filled'), 'The port.'),
        portVersion: required(text('version'), 'Its version.'),
        mode: required(
          { ...words('local', 'delegated', 'unreachable'), mistake: 'reachability_mode_invalid' },
          'Where it is served: by a module of this app, by the host on its behalf, or nowhere.',
        ),
      }),
    ),
    'Ports, each with how it is reached.',
  ),
})
