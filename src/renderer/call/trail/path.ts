import type { CallValues, Channel, JournalRecord } from '#shared/domain/call.ts'
import type { CompiledFlow } from '#shared/flow/compile.ts'
import { initialSnapshot, next } from '#shared/flow/snapshot.ts'
import type { Block } from '#shared/flow/step.ts'
import { stepView } from '#shared/flow/words.ts'
import { checkedWords } from './checked-words.ts'

/** One thing that counted in the call so far; `isChoice`: the client could have answered otherwise. */
export type PathEntry = { key: string; at: string; elapsedMs: number } & (
  | { kind: 'said'; answer: string; isChoice: boolean }
  | { kind: 'checked'; words: string }
)

/** With what was read out before it was answered; null: nothing was. */
type WordedEntry = PathEntry & { say: Block[] | null }

/** What was answered and checked, in order. Pure. */
export const pathOf = (flow: CompiledFlow, taken: readonly JournalRecord[]): PathEntry[] =>
  taken.flatMap((record) => entryOf(flow, record) ?? [])

/** As `pathOf`, with the words that the screen showed, for which the script is followed again. Pure. */
export function wordedPathOf(
  flow: CompiledFlow,
  channel: Channel,
  taken: readonly JournalRecord[],
  values: CallValues,
): WordedEntry[] {
  let snapshot = initialSnapshot(flow, channel)
  return taken.flatMap((record): WordedEntry[] => {
    const before = snapshot
    if (record.event.type !== 'intention') snapshot = next(flow, snapshot, record.event) ?? snapshot
    const entry = entryOf(flow, record)
    if (!entry) return []
    return [{ ...entry, say: entry.kind === 'said' ? stepView(flow, before, values).say : null }]
  })
}

function entryOf({ definition: { script } }: CompiledFlow, record: JournalRecord): PathEntry | null {
  const { event, eventId: key, at, elapsedMs, stepId } = record
  const checked = event.output && checkedWords(event.output)
  if (checked) return { key, at, elapsedMs, kind: 'checked', words: checked }
  const choices = script.steps[stepId]?.answers ?? {}
  const answer = choices[event.type] ?? script.anytime[event.type]
  if (record.origin !== 'agent' || !answer) return null
  const isChoice = event.type in choices && Object.keys(choices).length > 1
  return { key, at, elapsedMs, kind: 'said', answer: answer.label, isChoice }
}
