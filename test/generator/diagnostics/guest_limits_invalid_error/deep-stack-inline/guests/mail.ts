export default { 'mail.send': async () => ({ message_id: 'm-1' }) }
