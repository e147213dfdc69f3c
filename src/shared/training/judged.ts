import type { JournalRecord } from '../domain/call.ts'
import type { CompiledFlow } from '../flow/compile.ts'
import { clientPickedType } from '../flow/events.ts'
import { holds } from '../flow/registry.ts'
import { Fold } from '../flow/replay.ts'
import type { CallerWords, Scenario } from '../flow/scenario.ts'
import { type Followed, meansBack, notFollowed, PracticeCaller } from './caller.ts'

/** One answer that the trainee gave, beside what the caller meant. */
export interface GivenAnswer {
  eventId: string
  stepId: string
  /** An answer's id, or `client-picked`, or `back` where the caller means it. */
  given: string
  /** What would have been right there; null: nothing was said. */
  meant: string | null
  said: string | null
  isRight: boolean
  /** Taken back later: it does not count any more. */
  isTakenBack: boolean
  elapsedMs: number
}

/** A practised call, answer by answer. */
export interface Judged {
  answers: readonly GivenAnswer[]
  /** The steps whose sentence was said while what it declares was no longer so. */
  untrue: readonly string[]
  /** Where it stands at the end. */
  fold: Fold
}

/**
 * Follows a practised call beside its caller: the same caller, by the same seed, as the trainee heard. Pure.
 * @throws FoldError when the journal is not of this flow
 */
export function judge(
  flow: CompiledFlow,
  practised: { scenario: Scenario; words: CallerWords; seed: number; journal: readonly JournalRecord[] },
): Judged {
  const { scenario, words, seed, journal } = practised
  const caller = new PracticeCaller(flow, scenario, words, seed)
  const answers: GivenAnswer[] = []
  const untrue: string[] = []
  let followed: Followed = notFollowed
  let fold = Fold.start(flow, scenario.channel)
  let stoodAt = ''
  for (const record of journal) {
    const { event, origin, stepId, eventId, elapsedMs } = record
    const line = origin === 'agent' ? caller.lineAt(fold, followed) : null
    const meant = line?.means ?? null
    // Taking an answer back is never wrong in itself.
    if (origin === 'agent' && (event.type !== meansBack || meant === meansBack))
      answers.push({
        ...{ eventId, stepId, given: event.type, meant, said: line?.text ?? null, elapsedMs },
        // Looking for the client is never against what the caller says, even where they are asked something else.
        isRight: meant === event.type || (event.type === clientPickedType && meant !== clientPickedType),
        isTakenBack: false,
      })
    followed = caller.follow(followed, record)
    fold = fold.take(record)
    if (fold.stepId !== stoodAt && isUntrue(flow, fold)) untrue.push(fold.stepId)
    stoodAt = fold.stepId
  }
  const taken = new Set(fold.taken.map(({ eventId }) => eventId))
  return {
    answers: answers.map((one) => ({ ...one, isTakenBack: one.given !== meansBack && !taken.has(one.eventId) })),
    untrue,
    fold,
  }
}

/** Whether what is said there is no longer so: the platform has changed since it was read, and nobody took it into account. */
function isUntrue(flow: CompiledFlow, { stepId, facts }: Fold): boolean {
  const requires = flow.definition.script.steps[stepId]?.requires
  const live = facts.liveIncident
  if (!requires || live === undefined || live === 'unsaid') return false
  return !holds(requires, { ...facts, incident: live })
}
