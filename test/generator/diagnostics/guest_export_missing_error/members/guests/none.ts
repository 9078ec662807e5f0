export const send = async () => ({ message_id: 'm-1' })
