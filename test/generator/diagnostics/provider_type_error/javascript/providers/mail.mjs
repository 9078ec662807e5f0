// @ts-check

/** @type {(to: string) => Promise<{ id: string }>} */
const post = async (to) => ({ id: to })

export default {
  kind: 'provider',
  activate: () => ({
    'mail.send': async ({ to }) => {
      const { message_id } = await post(to)
      return { message_id: Number(message_id) }
    },
  }),
}
