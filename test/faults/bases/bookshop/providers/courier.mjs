export default {
  kind: 'provider',
  activate: () => ({
    'parcel.send': async ({ order }) => ({ track: `t-${order}` }),
    'payment.charge': async () => ({ receipt: 'cash' }),
  }),
}
