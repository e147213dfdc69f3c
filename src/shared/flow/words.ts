import type { CallValues, JournalRecord } from '../domain/call.ts'
import type { CompiledFlow } from './compile.ts'
import type { Facts, Sentence } from './definition.ts'
import { fill } from './placeholders.ts'
import { holds } from './registry.ts'
import { factsOf, type Snapshot, stateAt, stepIdOf } from './snapshot.ts'
import type { AnswerView, Block, Span, StepView } from './step.ts'

/** The text that is true now: the sentence itself, or the first of several whose conditions hold. */
export function chosenText(sentence: Sentence | undefined, facts: Facts): string | null {
  if (sentence === undefined || typeof sentence === 'string') return sentence ?? null
  return sentence.find(({ when }) => holds(when, facts))?.text ?? null
}

function spans(text: string, values: CallValues, facts: Facts): Span[] {
  return text
    .split(/(\[[A-Z][A-Z_]*\])/)
    .filter((part) => part !== '')
    .map((part) =>
      /^\[[A-Z][A-Z_]*\]$/.test(part)
        ? { text: fill(part.slice(1, -1), values, facts), isFilled: true }
        : { text: part, isFilled: false },
    )
}

/** A text as blocks: lines starting with "- " are a list, any other line a paragraph; placeholders filled. */
function blocks(text: string | null, values: CallValues, facts: Facts): Block[] | null {
  if (text === null) return null
  const found: Block[] = []
  for (const line of text.split('\n').map((one) => one.trim())) {
    const last = found.at(-1)
    if (line === '') continue
    if (!line.startsWith('- ')) found.push({ kind: 'paragraph', text: spans(line, values, facts) })
    else if (last?.kind === 'list') last.items.push(spans(line.slice(2), values, facts))
    else found.push({ kind: 'list', items: [spans(line.slice(2), values, facts)] })
  }
  return found
}

/** A sentence as it is true now, its placeholders filled; null: nothing of it is. */
export const wordsOf = (sentence: Sentence | undefined, facts: Facts, values: CallValues): Block[] | null =>
  blocks(chosenText(sentence, facts), values, facts)

/** Everything a screen shows of the step where a call stands. Pure. */
export function stepView(flow: CompiledFlow, snapshot: Snapshot, values: CallValues): StepView {
  const { script } = flow.definition
  const stepId = stepIdOf(snapshot)
  const state = stateAt(flow, snapshot)
  const facts = factsOf(snapshot)
  const words = script.steps[stepId]
  const open = (answers: typeof script.anytime): AnswerView[] =>
    Object.entries(answers)
      .filter(([id]) => snapshot.status === 'active' && snapshot.can({ type: id }))
      .map(([id, { label, hint, needs }]) => ({
        id,
        label,
        hint: hint ?? null,
        missing: (needs ?? []).filter((key) => !values[key]?.trim()),
      }))
  return {
    phaseId: state?.phaseId ?? '',
    stepId,
    say: wordsOf(words?.say, facts, values),
    do: wordsOf(words?.do, facts, values),
    fields: words?.fields ?? [],
    panel: words?.panel ?? null,
    answers: open(words?.answers ?? {}),
    anytime: open(script.anytime),
    pending: state?.config.invoke?.id ?? null,
  }
}

/** The phases gone through, in order, the current one last: what still counts of the journal, then where it stands. */
export function breadcrumb(
  flow: CompiledFlow,
  taken: readonly JournalRecord[],
  snapshot: Snapshot,
): { phaseId: string; number: string; label: string }[] {
  const trail = [...taken.map(({ stepId }) => stepId), stepIdOf(snapshot)]
    .map((stepId) => flow.chart.get(stepId)?.phaseId ?? '')
    .filter((phaseId, index, all) => phaseId !== all[index - 1])
  return trail.flatMap((phaseId) => {
    const phase = flow.definition.script.phases[phaseId]
    return phase ? [{ phaseId, ...phase }] : []
  })
}
