export default { kind: 'provider', activate: () => ({ 'mail.send': () => ({ message_id: 'm1' }) }) }
