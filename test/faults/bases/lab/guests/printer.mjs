export default {
  'sample.print': ({ label }) => ({ lines: [label] }),
}
