const send = async () => ({ message_id: 'm-1' })

const guest = { 'mail.sent': send, 'fax.send': send }

export default guest
