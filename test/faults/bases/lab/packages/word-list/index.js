export const isWord = (text) => text.length > 1
