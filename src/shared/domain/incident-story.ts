import { z } from 'zod'
import { incident } from './incident.ts'
import { journalEntry, timelineStage } from './incident-timeline.ts'

const at = z.iso.datetime()
const ticketRef = z.object({ id: z.uuid(), number: z.string() })

/** All that is known of how an incident went; for the team alone. */
export const incidentStory = z.object({
  incident,
  stages: z.array(timelineStage),
  /** Everything that happened, oldest first. */
  entries: z.array(
    z.discriminatedUnion('type', [
      journalEntry.extend({ type: z.literal('change') }),
      z.object({ type: z.literal('internalNote'), at, by: z.string(), text: z.string() }),
      z.object({
        type: z.literal('ticket'),
        at,
        /** Who received it, or who did it to it. */
        by: z.string(),
        action: z.enum(['received', 'attached', 'detached', 'merged', 'separated']),
        ticket: ticketRef,
      }),
      z.object({
        type: z.literal('alert'),
        at,
        action: z.enum(['firing', 'resolved']),
        name: z.string(),
        service: z.string(),
        summary: z.string(),
      }),
    ]),
  ),
})
export type IncidentStoryRead = z.infer<typeof incidentStory>
export type StoryEntry = IncidentStoryRead['entries'][number]
