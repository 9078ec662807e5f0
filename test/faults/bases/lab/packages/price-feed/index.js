export default { kind: 'provider', activate: () => ({ 'feed.rate': async () => ({ rate: 2 }) }) }
