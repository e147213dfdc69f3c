import { v7 as uuidv7 } from 'uuid'
import type { StationOutput } from '#shared/contracts/station.ts'
import { type Call, clientNameOf } from '#shared/domain/call.ts'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import { StationFailure } from '../failure.ts'
import type { HandlersOf } from '../handler.ts'
import type { Workplace } from '../workplace.ts'
import { append } from './append.ts'
import { callOf, openCallOf } from './own-call.ts'
import { perform } from './perform.ts'

export function callHandlers(workplace: Workplace): HandlersOf<'calls'> {
  const { store, flows, standings, signs, activity, courier, changed } = workplace

  const opened = (call: Call, definition: FlowDefinition): StationOutput<'calls.open'> => ({
    call,
    definition,
    journal: store.journal.read(call.id),
    values: store.values.read(call.id),
    attachments: store.attachments.ofCall(call.id),
  })

  /** Where a call stands; one that cannot be taken up (its journal or its flow lies) is listed at the last step it names. */
  function stepOf(call: Call): string {
    try {
      return standings.of(call).stepId
    } catch (error) {
      if (!(error instanceof StationFailure)) throw error
      return store.journal.read(call.id).at(-1)?.stepId ?? ''
    }
  }

  return {
    'calls.start': async ({ flowId, channel }, agent) => {
      const { hash, definition } = await flows.current(flowId)
      const call: Call = {
        id: uuidv7(),
        flowId,
        flowHash: hash,
        channel,
        agentId: agent.id,
        startedAt: new Date().toISOString(),
        endedAt: null,
        closing: null,
        parkedAt: null,
      }
      store.change(() => {
        store.flows.keep(hash, flowId, definition)
        store.calls.insert(call)
      })
      standings.keep(call.id, standings.of(call))
      activity.worked(call.id)
      return opened(call, definition)
    },

    'calls.open': ({ callId }, agent) => {
      const call = callOf(store, callId, agent.id)
      activity.worked(callId)
      return opened(call, flows.pinned(call.flowHash).definition)
    },

    'calls.list': (_input, agent) => ({
      calls: store.calls.open(agent.id).map((call) => ({
        call,
        clientName: clientNameOf(store.values.read(call.id)),
        stepId: stepOf(call),
      })),
      leftOpen: store.calls.untold(agent.id).map((call) => ({
        call,
        clientName: clientNameOf(store.values.read(call.id)),
        hasTicket: store.outbox.ticketOfCall(call.id) !== null,
      })),
    }),

    'calls.leftOpenRead': ({ callId }, agent) => {
      store.calls.told(callOf(store, callId, agent.id).id)
      return {}
    },

    'calls.append': (input, agent) => {
      const { callId, origin } = input.record
      if (origin === 'station')
        throw new StationFailure('unexpected-event', 'Cela, le poste seul peut le dire d’un appel.')
      const leavesWork = append(input, agent.id, workplace)
      if (origin !== 'platform') activity.worked(callId)
      // An answer waits for nothing else.
      signs.follow(input.record, agent.id)
      if (leavesWork) {
        courier.wake()
        changed()
      }
      return { seq: input.record.seq }
    },

    'calls.setValue': ({ callId, key, value }, agent) => {
      store.change(() => {
        openCallOf(store, callId, agent.id)
        store.values.set(callId, store.journal.lastSeq(callId), { [key]: value })
      })
      activity.worked(callId)
      return {}
    },

    'calls.park': ({ callId }, agent) => {
      store.change(() => store.calls.park(openCallOf(store, callId, agent.id).id, new Date().toISOString()))
      standings.forget(callId)
      return {}
    },

    'calls.resume': ({ callId }, agent) => {
      store.change(() => store.calls.park(openCallOf(store, callId, agent.id).id, null))
      activity.worked(callId)
      return {}
    },

    'calls.perform': (input, agent) => perform(input, agent, workplace),
  }
}
