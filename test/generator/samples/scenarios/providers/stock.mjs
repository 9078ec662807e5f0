export default {
  kind: /** @type {const} */ ('provider'),
  activate: () => ({ 'stock.reserve': () => ({ until: '2026-01-02T00:00:00.000Z' }) }),
}
