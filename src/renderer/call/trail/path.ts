import type { CallValues, Channel, JournalRecord } from '#shared/domain/call.ts'
import type { CompiledFlow } from '#shared/flow/compile.ts'
import { initialSnapshot, next } from '#shared/flow/snapshot.ts'
import type { Block } from '#shared/flow/step.ts'
import { stepView } from '#shared/flow/words.ts'
import { checkedWords } from './checked-words.ts'

/** One thing that counted in the call so far; `isChoice`: the client could have answered otherwise. */
export type PathEntry = { key: string; at: string; elapsedMs: number } & (
  | { kind: 'said'; say: Block[] | null; answer: string; isChoice: boolean }
  | { kind: 'checked'; words: string }
)

/** What was asked, answered and checked, in order, with the words that the screen showed. Pure. */
export function pathOf(
  flow: CompiledFlow,
  channel: Channel,
  taken: readonly JournalRecord[],
  values: CallValues,
): PathEntry[] {
  const { script } = flow.definition
  let snapshot = initialSnapshot(flow, channel)
  return taken.flatMap((record): PathEntry[] => {
    const { event, eventId: key, at, elapsedMs, stepId } = record
    const before = snapshot
    if (event.type !== 'intention') snapshot = next(flow, snapshot, event) ?? snapshot
    const checked = event.output && checkedWords(event.output)
    if (checked) return [{ key, at, elapsedMs, kind: 'checked', words: checked }]
    const choices = script.steps[stepId]?.answers ?? {}
    const answer = choices[event.type] ?? script.anytime[event.type]
    if (record.origin !== 'agent' || !answer) return []
    const { say } = stepView(flow, before, values)
    const isChoice = event.type in choices && Object.keys(choices).length > 1
    return [{ key, at, elapsedMs, kind: 'said', say, answer: answer.label, isChoice }]
  })
}
