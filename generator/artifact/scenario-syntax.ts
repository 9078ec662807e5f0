import type { Json, JsonObject } from '../../src/contract/json.js'
import type { ExpressionSyntax, TemplateSyntax } from './expression-syntax.js'
import type { GuardSyntax } from './guard-syntax.js'
import type { Entry, Node, Text } from './node.js'
import type { Located, Span } from './span.js'

export interface PersonaSyntax extends Located {
  readonly description: Text
  readonly traits: JsonObject
  readonly history: readonly Json[]
  readonly tags: readonly Text[]
}

export interface ScenarioSyntax extends Located {
  readonly tags: readonly Text[]
  readonly persona: Text | null
  readonly principal: PrincipalSyntax | null
  readonly session: readonly Entry<Node>[]
  readonly overrides: readonly Entry<Node>[]
  readonly steps: readonly ScenarioStepSyntax[]
}

/** The caller as far as it is written; what is absent is completed. */
export interface PrincipalSyntax extends Located {
  readonly subject: Node | null
  readonly claims: JsonObject
  readonly tags: readonly Text[] | null
}

/** What a step has is done in this order. */
export interface ScenarioStepSyntax extends Located {
  readonly trigger: TriggerSyntax | null
  readonly capture: CapturesSyntax | null
  readonly expect: ExpectSyntax | null
}

export interface TriggerSyntax extends Located {
  /** Every entrypoint that it names; one is right. */
  readonly targets: readonly EntrypointReference[]
  readonly input: TemplateSyntax | null
  readonly fromCapture: readonly Entry<Text>[]
  readonly generate: Node | null
  readonly status: 'ok' | 'rejected' | 'error'
  readonly code: Text | null
}

export interface EntrypointReference {
  readonly kind: 'mutation' | 'query' | 'route'
  readonly id: Text
}

export interface CapturesSyntax {
  readonly form: 'map' | 'list'
  readonly captures: readonly CaptureSyntax[]
}

export type CaptureSource = 'last_trigger_output' | 'last_signal_payload' | 'last_expectation_output' | 'context'

export type CaptureSyntax =
  | { readonly kind: 'expression'; readonly name: Text; readonly value: ExpressionSyntax }
  | {
      readonly kind: 'source'
      readonly name: Text
      readonly source: CaptureSource
      readonly sourceAt: Span
      readonly path: Text | null
    }

/** Each of the four that is there is checked, in this order. */
export interface ExpectSyntax extends Located {
  readonly query: Text | null
  readonly signal: Text | null
  readonly projection: Text | null
  readonly flow: Text | null
  readonly args: TemplateSyntax | null
  readonly guards: GuardSyntax | null
}
