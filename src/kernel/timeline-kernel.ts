import { Timelines } from '../projection/timeline/timelines.js'
import type { TimelineKernel } from './timeline-kernel-of.js'

/** What apps with timelines need of the kernel; emitted programs bring it along. */
export const timelineKernel: TimelineKernel = {
  begin: (timelines, parts) => new Timelines(timelines, parts),
}
