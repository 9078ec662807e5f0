import type { LlmEngine } from './engine.js'

/** Answers every conversation with one text. */
export function echoEngine({ reply }: { readonly reply: string }): LlmEngine {
  return {
    infer(_, { emit }) {
      emit({ type: 'text_delta', text: reply })
      return { blocks: [{ kind: 'llm_text', payload: { text: reply } }], stopReason: 'stop' }
    },
  }
}
