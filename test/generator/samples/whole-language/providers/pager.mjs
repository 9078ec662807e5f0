let sent = 0
export default { kind: 'provider', activate: () => ({ 'pager.send': async () => ({ receipt: `r_${++sent}` }) }) }
