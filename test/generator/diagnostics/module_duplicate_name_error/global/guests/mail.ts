export default { 'mail.send': () => ({ message_id: 'm-1' }) }
