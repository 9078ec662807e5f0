import type { Code } from './catalogue.js'
import { compositionExamples } from './composition-examples.js'
import type { Example } from './example.js'
import { languageExamples } from './language-examples.js'

/** What is no mistake in a text: files that are missing or cannot be read, and what was written by Tenon itself. */
type WithoutText =
  | 'source_not_found_error'
  | 'source_ambiguous_error'
  | 'source_unreadable_error'
  | 'source_encoding_error'
  | 'source_too_large_error'
  | 'guest_policy_widened_error'
  | 'lockfile_missing_error'
  | 'lockfile_stale_error'
  | 'lockfile_integrity_error'
  | 'generated_stale_error'
  | 'generated_edited_error'
  | 'bundle_error'

const written: Readonly<Record<Exclude<Code, WithoutText>, Example>> = { ...languageExamples, ...compositionExamples }

/** An example for each code that is about what somebody writes. */
export const examples: Readonly<Partial<Record<Code, Example>>> = written
