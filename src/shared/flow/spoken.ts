import { z } from 'zod'
import type { CallValues, JournalRecord } from '../domain/call.ts'
import type { CompiledFlow } from './compile.ts'
import { handedOverType, leftOpenType } from './events.ts'
import { factsOf } from './snapshot.ts'
import type { Visit } from './visits.ts'
import { wordsOf } from './words.ts'

const span = z.object({ text: z.string(), isFilled: z.boolean() })
const block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('paragraph'), text: z.array(span) }),
  z.object({ kind: z.literal('list'), items: z.array(z.array(span)) }),
])

/** One step of a call as it was lived: what was said, typed, answered and found, with its times. */
export const spokenStep = z.object({
  /** 1, 2, 3…: in the order the call came there. */
  position: z.number().int().positive(),
  stepId: z.string(),
  phaseId: z.string(),
  /** When the call came there, in milliseconds since its start, parked time left out; and how long it stayed. */
  enteredMs: z.number().int(),
  durationMs: z.number().int(),
  /** What the agent read out, and what was theirs to do, in the words of the call's own version. */
  say: z.array(block).nullable(),
  do: z.array(block).nullable(),
  typed: z.array(z.object({ label: z.string(), text: z.string() })),
  events: z.array(
    z.object({
      /**
       * `answer`: given at this step, or at any; `picked`: the client found in the search; `found`: what a lookup or a
       * write came back with; `failed`: it did not; `intended`: something is about to be done outside; `platform`: the
       * platform's status has changed; `back`: an answer was taken back; `handed-over`: it is another agent's from here
       * on; `left-open`: nobody led it any more, the workplace ended it.
       */
      kind: z.enum([
        ...['answer', 'picked', 'found', 'failed', 'intended', 'platform', 'back'],
        ...[handedOverType, leftOpenType],
      ] as const),
      type: z.string(),
      at: z.iso.datetime(),
      elapsedMs: z.number().int(),
      /** `answer`: its words. */
      label: z.string().nullable(),
      /** `intended`: the registry's name of what acts. */
      actor: z.string().nullable(),
      /** `found`, `platform`, `picked`: the facts it brought. */
      facts: z.record(z.string(), z.string()),
      /** `handed-over`: who gave it and who took it. */
      agents: z.object({ from: z.uuid(), to: z.uuid() }).nullable(),
    }),
  ),
  /** The type of the event that it was left by; null: the call ended there. */
  leftBy: z.string().nullable(),
  /** What it was left by was taken back later, or followed from what was. */
  isTakenBack: z.boolean(),
})
export type SpokenStep = z.infer<typeof spokenStep>

/** A call as it was said, in the words of its own flow filled with its values. Pure. */
export function spokenSteps(flow: CompiledFlow, visits: readonly Visit[], values: CallValues): SpokenStep[] {
  return visits.map(({ stepId, phaseId, snapshot, records, ...visit }, index) => {
    const words = flow.definition.script.steps[stepId]
    const facts = factsOf(snapshot)
    return {
      ...{ position: index + 1, stepId, phaseId },
      say: wordsOf(words?.say, facts, values),
      do: wordsOf(words?.do, facts, values),
      ...{ enteredMs: visit.enteredMs, durationMs: visit.durationMs },
      ...{ leftBy: visit.leftBy, isTakenBack: visit.isTakenBack },
      typed: (words?.fields ?? []).flatMap(({ key, label }) =>
        values[key]?.trim() ? { label, text: values[key] } : [],
      ),
      events: records.map((record) => eventOf(flow, stepId, record)),
    }
  })
}

function eventOf(flow: CompiledFlow, stepId: string, record: JournalRecord): SpokenStep['events'][number] {
  const { event, at, elapsedMs } = record
  const { steps, anytime } = flow.definition.script
  const label = (steps[stepId]?.answers?.[event.type] ?? anytime[event.type])?.label ?? null
  return {
    ...{ kind: kindOf(record), type: event.type, at, elapsedMs, label },
    actor: event.actor ?? null,
    facts: event.output ?? event.facts ?? {},
    agents: event.from && event.to ? { from: event.from, to: event.to } : null,
  }
}

function kindOf({ origin, event }: JournalRecord): SpokenStep['events'][number]['kind'] {
  if (event.type === 'back' || event.type === handedOverType || event.type === leftOpenType) return event.type
  if (event.type === 'intention') return 'intended'
  if (origin === 'platform') return 'platform'
  if (origin === 'agent') return event.facts ? 'picked' : 'answer'
  return event.type.startsWith('xstate.error.') ? 'failed' : 'found'
}
