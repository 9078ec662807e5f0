export default { kind: 'provider', activate: () => ({ 'text.message': async () => ({ sent: true }) }) }
