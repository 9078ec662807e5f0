export default {
  activate: () => ({,
}
