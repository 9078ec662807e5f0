export default {
  kind: 'provider',
  activate: () => ({ 'payment.charge': async ({ amount }) => ({ receipt: `r-${amount}` }) }),
}
