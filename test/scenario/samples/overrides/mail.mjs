let sent = 0

export default {
  kind: 'provider',
  activate: ({ logger }) => ({
    'mail.send': ({ to }) => {
      logger.info('mail was sent', { to })
      return { message_id: `m-${++sent}`, cost: 2 }
    },
  }),
}
