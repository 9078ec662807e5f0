import { distance } from 'geometry'

export default {
  'ticket.distance': ({ from, to }) => ({ metres: distance(from, to) }),
}
