import { type CallValues, type Channel, clientNameOf, type JournalRecord } from '#shared/domain/call.ts'
import { type CompiledFlow, FlowError } from '#shared/flow/compile.ts'
import { FoldError } from '#shared/flow/replay.ts'
import { type SpokenStep, spokenSteps } from '#shared/flow/spoken.ts'
import { courseOf, type Visit } from '#shared/flow/visits.ts'
import { reasonFact } from '#shared/flow/wrap-up.ts'

/** A call as it was received, as much of it as tells it. */
interface ReceivedCall {
  channel: Channel
  journal: readonly JournalRecord[]
  values: CallValues
}

/** What a call comes to once its journal is folded on its own flow. */
export interface ToldCall {
  folding: 'folded' | 'waiting' | 'unreadable'
  fault: string | null
  visits: readonly Visit[]
  steps: readonly SpokenStep[]
  reason: string | null
  hasTicket: boolean
  clientName: string
  /** All that it is found by. */
  texts: string[]
}

/** Tells a call. Pure. @param flow the one it is pinned to; null: not known yet; an error: it cannot be compiled */
export function tellCall(flow: CompiledFlow | FlowError | null, { channel, journal, values }: ReceivedCall): ToldCall {
  const known = { clientName: clientNameOf(values), texts: typedTexts(values) }
  const untold = { visits: [], steps: [], reason: null, hasTicket: false, fault: null }
  if (flow === null) return { ...known, ...untold, folding: 'waiting' }
  if (flow instanceof FlowError) return { ...known, ...untold, folding: 'unreadable', fault: flow.message }
  try {
    const { visits, fold } = courseOf(flow, channel, journal)
    const steps = spokenSteps(flow, visits, values)
    return {
      ...{ visits, steps, folding: 'folded', fault: null, clientName: known.clientName },
      reason: setFact(fold.facts[reasonFact]),
      hasTicket: setFact(fold.facts.ticket) !== null,
      texts: [...known.texts, ...new Set(steps.flatMap(spokenTexts))],
    }
  } catch (error) {
    if (!(error instanceof FoldError)) throw error
    return { ...known, ...untold, folding: 'unreadable', fault: error.message }
  }
}

/** A fact that the call set. */
const setFact = (value: string | undefined): string | null => (value === undefined || value === 'none' ? null : value)

/** What was typed or looked up, but ids and what is masked. */
const typedTexts = (values: CallValues): string[] =>
  Object.entries(values).flatMap(([key, value]) => (/\.(id|masked\w+)$/.test(key) ? [] : value))

function spokenTexts({ say, events }: SpokenStep): string[] {
  const said = (say ?? []).flatMap((block) => (block.kind === 'paragraph' ? [block.text] : block.items))
  return [...said.map((spans) => spans.map(({ text }) => text).join('')), ...events.flatMap(({ label }) => label ?? [])]
}
