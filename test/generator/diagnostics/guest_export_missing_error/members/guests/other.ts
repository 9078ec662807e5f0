export default async () => ({ message_id: 'm-1' })
