import type { Program } from '../contract/program.js'
import type { TimelineProgram } from '../contract/timeline.js'
import type { TimelineParts } from '../projection/timeline/timeline-reader.js'
import type { Timelines } from '../projection/timeline/timelines.js'

/** What a program with timelines brings along: the part that apps without them do not carry. */
export interface TimelineKernel {
  begin(timelines: ReadonlyMap<string, TimelineProgram>, parts: TimelineParts): Timelines
}

/** The part that a program brings; null in an app without timelines. */
export function timelineKernelOf({ timelineKernel }: Program): TimelineKernel | null {
  // Only `timelineKernel` of `tenon/program` is ever there: a contract cannot name what the kernel is made of.
  return (timelineKernel as TimelineKernel | undefined) ?? null
}
