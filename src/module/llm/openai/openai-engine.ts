import type { CancelSignal } from '../../../contract/provider.js'
import type { InferenceReply, InferenceRequest, InferenceSurroundings, LlmEngine } from '../engine.js'
import { InferenceError } from '../engine.js'
import type { OpenAiSettings } from '../read-config.js'
import { after, onAbort } from '../web.js'
import { chatBody } from './chat-body.js'
import { sendChat } from './send-chat.js'

/** Continues conversations over the chat protocol of OpenAI. Tries again while nothing of a reply was told to anybody. */
export function openAiEngine(settings: OpenAiSettings): LlmEngine {
  return { infer: (request, surroundings) => inferWithRetries(settings, request, surroundings) }
}

async function inferWithRetries(
  settings: OpenAiSettings,
  request: InferenceRequest,
  { signal, emit }: InferenceSurroundings,
): Promise<InferenceReply> {
  const body = JSON.stringify(chatBody(settings, request))
  const callsBefore = request.turn.blocks.filter(({ kind }) => kind === 'tool_call').length
  let hasTold = false
  const surroundings: InferenceSurroundings = {
    signal,
    emit(delta) {
      hasTold = true
      emit(delta)
    },
  }
  for (let attempt = 1; ; attempt++) {
    try {
      return await sendChat({ settings, body, callsBefore }, surroundings)
    } catch (thrown) {
      const waitMs = hasTold || signal.aborted ? undefined : waitBefore(attempt, settings, thrown)
      if (waitMs === undefined) throw withoutKey(thrown, settings.apiKey)
      await pause(waitMs, signal)
      if (signal.aborted) throw withoutKey(thrown, settings.apiKey)
    }
  }
}

/** How long to wait before the next attempt; undefined where there is none. */
function waitBefore(attempt: number, settings: OpenAiSettings, thrown: unknown): number | undefined {
  const { retries = 2, retryDelayMs = 500, maxRetryAfterMs = 30_000 } = settings
  if (attempt > retries || !(thrown instanceof InferenceError) || !thrown.retryable) return undefined
  const { retryAfterMs } = thrown
  if (retryAfterMs === undefined) return retryDelayMs * 2 ** (attempt - 1)
  return retryAfterMs > maxRetryAfterMs ? undefined : retryAfterMs
}

function pause(ms: number, signal: CancelSignal): Promise<void> {
  return new Promise((resolve) => {
    const callOff = after(ms, () => {
      forget()
      resolve()
    })
    const forget = onAbort(signal, () => {
      callOff()
      resolve()
    })
  })
}

// Servers repeat the key that they refuse.
function withoutKey(thrown: unknown, apiKey: string | undefined): unknown {
  if (!(thrown instanceof InferenceError) || apiKey === undefined || apiKey === '') return thrown
  if (!thrown.message.includes(apiKey)) return thrown
  const { code, message, retryable, status, retryAfterMs } = thrown
  return new InferenceError(code, message.replaceAll(apiKey, '[key]'), { retryable, status, retryAfterMs })
}
