import geo from 'geo'

export default { 'mail.send': async ({ to }) => ({ message_id: `${to} ${geo.name(1)}` }) }
