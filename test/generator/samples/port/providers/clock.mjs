export default {
  kind: /** @type {const} */ ('provider'),
  activate: () => ({ 'clock.read': () => ({ at: '2026-11-21T10:00:00+02:00' }) }),
}
