import teams from 'teams'

export default { 'mail.send': async ({ to }) => ({ message_id: `${to} ${teams.lead?.()}` }) }
