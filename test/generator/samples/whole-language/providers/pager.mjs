let sent = 0

export default {
  kind: /** @type {const} */ ('provider'),
  activate: () => ({ 'pager.send': async () => ({ receipt: `r_${++sent}` }) }),
}
