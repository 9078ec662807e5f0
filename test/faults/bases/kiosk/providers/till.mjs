export default { kind: 'provider', activate: () => ({ 'till.open': async () => ({ drawer: 'one' }) }) }
