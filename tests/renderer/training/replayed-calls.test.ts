import { describe, expect, it } from 'vitest'
import type { EndedCall } from '#backend/calls/keep-call.ts'
import { type Cast, callsOf } from '#backend/demo/history/calls.ts'
import { pastIncidents } from '#backend/demo/history/incidents.ts'
import { hashOf, readFlow } from '#node/flows/read.ts'
import { readScenarios } from '#node/flows/scenarios.ts'
import { dateAfter } from '#shared/domain/paris-day.ts'
import { type CompiledFlow, compile } from '#shared/flow/compile.ts'
import { flowDefinition } from '#shared/flow/definition.ts'
import type { Snapshot } from '#shared/flow/snapshot.ts'
import { courseOf } from '#shared/flow/visits.ts'
import { stepView } from '#shared/flow/words.ts'
import type { RecordedCall } from '#shared/training/recorded-call.ts'
import { framesOf } from '#shared/training/replay-frames.ts'
import { arrivalsOf, type OpenedReplay, openReplay } from '../../../src/renderer/training/replay/opened-replay.ts'
import { ReplayPlayer } from '../../../src/renderer/training/replay/replay-player.ts'
import { definitionText, type GoldenCall, goldenCalls } from '../../shared/flow/golden/golden.ts'

const recorded = ({ channel, flowHash, journal, reading }: GoldenCall): RecordedCall => ({
  ...{ id: journal[0]?.callId ?? '', flowId: 'bug-technique', flowHash, channel, closing: reading.closing },
  ...{ startedAt: journal[0]?.at ?? '', endedAt: journal.at(-1)?.at ?? '', journal, values: {} },
  platform: { services: [], incidents: [] },
})

/** What a replay shows frame by frame. */
const shownBy = (replay: OpenedReplay) =>
  replay.frames.map((frame) => {
    const player = new ReplayPlayer(replay, frame, () => {})
    const { machine, call } = player.store.getState()
    const snapshot = machine.getSnapshot() as Snapshot
    const { stepId, answers, anytime } = stepView(replay.flow, snapshot, {})
    player.close()
    return { stepId, answers: [...answers, ...anytime].map(({ id }) => id), isEnded: call.endedAt !== null }
  })

/** Three months of the demonstration's calls, one of each way that they went. */
async function demonstrationCalls(): Promise<{ flow: CompiledFlow; calls: EndedCall[]; ways: EndedCall[] }> {
  const definition = await readFlow('flows/bug-technique')
  const client = { firstName: 'Sophie', displayName: 'Sophie L.', maskedEmail: 's•••••@exemple.fr', maskedPhone: null }
  const cast: Cast = {
    ...{
      flow: compile(definition),
      flowHash: hashOf(definition),
      scenarios: await readScenarios('flows/bug-technique'),
    },
    agents: [{ id: '0190a000-0000-7000-8000-000000000001', weight: 1, pace: 1 }],
    clients: [{ id: '0190a000-0000-7000-8000-00000000000a', ...client }],
    ...{ incidents: pastIncidents('2025-12-19'), rehearsals: new Map() },
  }
  const days = Array.from({ length: 90 }, (_, daysAgo) => dateAfter('2025-12-19', -daysAgo))
  const calls = days.flatMap((day) => [...callsOf(day, Number.POSITIVE_INFINITY, cast)].map(({ record }) => record))
  const wayOf = ({ journal }: EndedCall) =>
    journal.map(({ event }) => JSON.stringify(event.output ?? event.type)).join()
  return { flow: cast.flow, calls, ways: [...new Map(calls.map((call) => [wayOf(call), call])).values()] }
}

const { flow, calls, ways } = await demonstrationCalls()

function replayOf({ call, journal }: EndedCall): OpenedReplay {
  const { id, flowId, flowHash, channel, startedAt, endedAt, closing } = call
  const recorded = { id, flowId, flowHash, channel, startedAt, endedAt, closing, journal, values: {} }
  const played = { ...recorded, platform: { services: [], incidents: [] } }
  return { call: played, flow, frames: framesOf(flow, channel, journal) }
}

describe('a recorded call played again', () => {
  it('shows step for step every call of the demonstration, as it is listed for those who review it', () => {
    expect(calls.length).toBeGreaterThan(3000)
    for (const recorded of calls) {
      const { call, journal } = recorded
      const { frames } = replayOf(recorded)
      expect(frames.map(({ length }) => length)).toEqual([0, ...journal.map(({ seq }) => seq)])
      expect(frames.slice(0, -1).map(({ stepId }) => stepId)).toEqual(journal.map(({ stepId }) => stepId))
      expect(frames.map(({ elapsedMs }) => elapsedMs)).toEqual([0, ...journal.map((one) => one.elapsedMs)])
      const { visits } = courseOf(flow, call.channel, journal)
      const stays = frames.filter(({ isArrival }) => isArrival)
      expect(stays.map(({ stepId, elapsedMs }) => [stepId, elapsedMs])).toEqual(
        visits.map(({ stepId, enteredMs }) => [stepId, enteredMs]),
      )
    }
  }, 120_000)

  it('shows on the screen the end of each way that the demonstration’s calls went', () => {
    expect(ways.length).toBeGreaterThan(60)
    for (const way of ways) {
      const replay = replayOf(way)
      const [end] = shownBy({ ...replay, frames: replay.frames.slice(-1) })
      expect(end).toMatchObject({ stepId: replay.frames.at(-1)?.stepId, isEnded: true })
    }
  })

  it.each(goldenCalls())('shows step for step what was recorded: $name', ({ golden }) => {
    const definition = flowDefinition.parse(JSON.parse(definitionText(golden.flowHash)))
    const replay = openReplay(recorded(golden), definition)
    const shown = shownBy(replay)
    expect(shown.map(({ stepId }) => stepId)).toEqual(golden.reading.steps)
    expect(shown.map(({ answers }) => answers)).toEqual(golden.reading.answers)
    expect(shown.findIndex(({ isEnded }) => isEnded)).toBe(golden.journal.length)
    expect(replay.frames.map(({ elapsedMs }) => elapsedMs)).toEqual([0, ...golden.journal.map((one) => one.elapsedMs)])
    // The step that each record names is the one that shows when it is made.
    for (const [at, { stepId }] of golden.journal.entries()) expect(replay.frames[at]?.stepId).toBe(stepId)
    expect(arrivalsOf(replay)[0]?.length).toBe(0)
  })
})
