import { describe, expect, it } from 'vitest'
import { flowDefinition } from '#shared/flow/definition.ts'
import type { Snapshot } from '#shared/flow/snapshot.ts'
import { stepView } from '#shared/flow/words.ts'
import type { RecordedCall } from '#shared/training/recorded-call.ts'
import { arrivalsOf, openReplay } from '../../../src/renderer/training/replay/opened-replay.ts'
import { ReplayPlayer } from '../../../src/renderer/training/replay/replay-player.ts'
import { definitionText, type GoldenCall, goldenCalls } from '../../shared/flow/golden/golden.ts'

const recorded = ({ channel, flowHash, journal, reading }: GoldenCall): RecordedCall => ({
  ...{ id: journal[0]?.callId ?? '', flowId: 'bug-technique', flowHash, channel, closing: reading.closing },
  ...{ startedAt: journal[0]?.at ?? '', endedAt: journal.at(-1)?.at ?? '', journal, values: {} },
  platform: { services: [], incidents: [] },
})

describe('a recorded call played again', () => {
  it.each(goldenCalls())('shows step for step what was recorded: $name', ({ golden }) => {
    const definition = flowDefinition.parse(JSON.parse(definitionText(golden.flowHash)))
    const replay = openReplay(recorded(golden), definition)
    const shown = replay.frames.map((frame) => {
      const player = new ReplayPlayer(replay, frame, () => {})
      const { machine, call } = player.store.getState()
      const snapshot = machine.getSnapshot() as Snapshot
      const { stepId, answers, anytime } = stepView(replay.flow, snapshot, {})
      player.close()
      return { stepId, answers: [...answers, ...anytime].map(({ id }) => id), isEnded: call.endedAt !== null }
    })
    expect(shown.map(({ stepId }) => stepId)).toEqual(golden.reading.steps)
    expect(shown.map(({ answers }) => answers)).toEqual(golden.reading.answers)
    expect(shown.findIndex(({ isEnded }) => isEnded)).toBe(golden.journal.length)
    expect(replay.frames.map(({ elapsedMs }) => elapsedMs)).toEqual([0, ...golden.journal.map((one) => one.elapsedMs)])
    // The step that each record names is the one that shows when it is made.
    for (const [at, { stepId }] of golden.journal.entries()) expect(replay.frames[at]?.stepId).toBe(stepId)
    expect(arrivalsOf(replay)[0]?.length).toBe(0)
  })
})
