import geo from 'geo'
import { join } from 'path'
import { idOf } from './ids.js'

export default {
  'mail.send': async ({ to, from }) => {
    const way = join(geo.distance('here', 2), to)
    console.log(process.env)
    return { message_id: idOf(way).length }
  },
}
