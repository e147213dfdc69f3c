import { describe, expect, it } from 'vitest'
import { createActor } from 'xstate'
import { type CompiledFlow, compile } from '#shared/flow/compile.ts'
import { type Move, modelOf, type Standing } from '#shared/flow/model.ts'
import { fold, persisted } from '#shared/flow/replay.ts'
import { factsOf, initialSnapshot, next, stepIdOf } from '#shared/flow/snapshot.ts'
import { bugTechnique } from './bug-technique.ts'
import { drawCall } from './drawn-call.ts'

const flow: CompiledFlow = compile(await bugTechnique())
const model = modelOf(flow.definition)
const seeds = Array.from({ length: 150 }, (_, seed) => seed)

describe('calls drawn at random on bug-technique', () => {
  it('go where XState goes, event by event, and nowhere where it goes nowhere', () => {
    for (const seed of seeds) {
      const { channel, journal, refused } = drawCall(flow, model, seed)
      let at: Standing = model.starts().find(({ facts }) => facts.channel === channel) as Standing
      let snapshot = initialSnapshot(flow, channel)
      for (const { event, eventId } of journal.records) {
        if (event.type === 'intention') continue
        for (const { event: taken } of refused.get(eventId) ?? [])
          expect(next(flow, snapshot, taken as never)).toBeNull()
        const move = model.movesAt(at.state).find((one) => sameEvent(one.event, event)) as Move
        at = model.follow(at, move) as Standing
        snapshot = next(flow, snapshot, event) as typeof snapshot
        expect(stepIdOf(snapshot)).toBe(at.state.key)
        expect(factsOf(snapshot)).toEqual(at.facts)
      }
    }
  })

  it('fold to the same step and facts as the live machine', () => {
    for (const seed of seeds) {
      const { channel, journal } = drawCall(flow, model, seed)
      const live = createActor(flow.machine, { input: { channel } })
      live.start()
      for (const { event } of journal.records) live.send(event)
      const folded = fold(flow, channel, journal.records).snapshot
      expect(folded.value).toEqual(live.getSnapshot().value)
      expect(folded.context).toEqual(live.getSnapshot().context)
      expect(folded.status).toBe(live.getSnapshot().status)
      live.stop()
    }
  })

  it('can be taken up again at any moment', () => {
    for (const seed of seeds.slice(0, 30)) {
      const { channel, journal } = drawCall(flow, model, seed)
      const { snapshot } = fold(flow, channel, journal.records)
      if (snapshot.status === 'done') continue
      const live = createActor(flow.machine, { snapshot: persisted(flow, snapshot) as never, input: { channel } })
      live.start()
      expect(live.getSnapshot().value).toEqual(snapshot.value)
      expect(live.getSnapshot().context).toEqual(snapshot.context)
      live.stop()
    }
  })

  it('can be gone back on, over and over, to the start or to what was done outside', () => {
    for (const seed of seeds) {
      const { channel, journal } = drawCall(flow, model, seed)
      let folded = fold(flow, channel, journal.records)
      while (folded.canGoBackTo) {
        journal.record('agent', { type: 'back', takesBack: folded.canGoBackTo }, folded.stepId)
        folded = fold(flow, channel, journal.records)
      }
      const answers = folded.taken.filter(({ origin, event }) => origin === 'agent' && event.type !== 'client-picked')
      const actions = folded.taken.filter(({ event }) =>
        /ticket|code|callback|unlock|reset|validation|subscribe/.test(event.type),
      )
      expect(answers.length === 0 || actions.length > 0).toBe(true)
    }
  })
})

const sameEvent = (one: object, other: object) => JSON.stringify(one) === JSON.stringify(other)
