import records from 'records'
import teams from 'teams'

export default {
  'sample.price': async ({ grade }: { grade: string }) => {
    const price = await teams.rateOf(grade)
    return { price: typeof records === 'object' ? price : 0 }
  },
}
