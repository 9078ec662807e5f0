import { load } from './load.js'

export default {
  'mail.send': async ({ to }: { to: string }) => {
    const { send } = await import(`./${to}.js`)
    return { message_id: send(load('post'), require) }
  },
}
