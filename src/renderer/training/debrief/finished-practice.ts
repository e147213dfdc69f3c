import type { CallValues } from '#shared/domain/call.ts'
import { type Judgement, judgePractice } from '#shared/training/judgement.ts'
import type { Evidence, Practice } from '#shared/training/practice.ts'
import type { PracticeStation } from '../practice/practice-station.ts'

/** A practised call that has ended, judged, and as it is kept. */
export function finishedPractice(station: PracticeStation): { practice: Practice; judgement: Judgement } {
  const { call, journal, setting } = station
  const { flow, flowHash, scenario, callers, seed } = setting
  const evidence = evidenceOf(station)
  const judgement = judgePractice(flow, { scenario, words: callers.words, seed, journal, evidence })
  return {
    judgement,
    practice: {
      ...{ id: call.id, flowId: call.flowId, flowHash, scenario, seed, evidence },
      ...{ startedAt: call.startedAt, journal: [...journal] },
      marks: judgement.marks,
      branches: [...judgement.branches],
    },
  }
}

/** What was typed counts by its being there; none of it goes further. */
function evidenceOf({ values, people }: PracticeStation): Evidence {
  const accountId = values['account.id']
  return {
    filled: filledOf(values),
    client: !accountId ? 'none' : accountId === people.callerId ? 'expected' : 'other',
  }
}

/** What the form says of a value (`ticket.page`) is as good as the value itself. */
const filledOf = (values: CallValues): string[] => [
  ...new Set(
    Object.entries(values)
      .filter(([, value]) => value.trim() !== '')
      .map(([key]) => key.replace(/^ticket\./, '')),
  ),
]
