import { v7 as uuid } from 'uuid'
import type { CallValues, JournalRecord } from '#shared/domain/call.ts'
import type { User } from '#shared/domain/user.ts'
import type { Callers, Scenario } from '#shared/flow/scenario.ts'
import { PracticePeople } from '#shared/training/practice-people.ts'
import { recordedScenario } from '#shared/training/recorded-scenario.ts'
import { valuesAt } from '#shared/training/values-at.ts'
import { PracticeStation } from '../practice/practice-station.ts'
import type { OpenedReplay } from './opened-replay.ts'

/** How long looking something up takes, in milliseconds. */
const actorMs = 600

/**
 * A practice that goes on from a recorded call: the same script, caller and records up to a step, then another answer.
 * @param length how many of its records it keeps
 */
export function whatIf(
  { call, flow, frames }: OpenedReplay,
  length: number,
  answerId: string,
  { callers, agent }: { callers: Callers; agent: User },
): PracticeStation {
  // What came after happened on another way: only the caller and the platform go on as they were.
  const scenario: Scenario = { ...recordedScenario(flow, call), outcomes: {} }
  const frame = frames[length]
  const answer: JournalRecord = {
    callId: call.id,
    seq: length + 1,
    eventId: uuid(),
    stepId: frame?.stepId ?? '',
    origin: 'agent',
    at: new Date().toISOString(),
    elapsedMs: frame?.elapsedMs ?? 0,
    event: { type: answerId },
  }
  return new PracticeStation({
    ...{ flow, flowHash: call.flowHash, scenario, callers, agent, actorMs },
    seed: 0,
    journal: [...call.journal.slice(0, length), answer],
    // Among the people of a practice the caller has an account of their own.
    values: withAccount(valuesAt(flow, call, length), new PracticePeople(callers.cast, scenario).callerId),
  })
}

const withAccount = (values: CallValues, accountId: string | null): CallValues =>
  values['account.id'] && accountId ? { ...values, 'account.id': accountId } : values
