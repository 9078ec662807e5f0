export default { kind: 'provider', activate: () => ({ 'mail.send': () => ({}) }) }
