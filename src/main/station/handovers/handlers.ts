import type { HandlersOf } from '../handler.ts'
import type { Handovers } from './handovers.ts'

export function handoverHandlers(handovers: Handovers): HandlersOf<'handovers'> {
  return {
    'handovers.list': async (_input, agent) => {
      const offers = await handovers.offers(agent)
      return { offers, given: handovers.given(agent), takings: handovers.takings(agent) }
    },
    'handovers.give': ({ callId, to }, agent) => handovers.give(callId, to, agent),
    'handovers.withdraw': async ({ id }, agent) => {
      await handovers.withdraw(id, agent)
      return {}
    },
    'handovers.giveBack': async ({ id }, agent) => {
      await handovers.giveBack(id, agent)
      return {}
    },
    'handovers.take': async ({ id }, agent) => ({ callId: await handovers.take(id, agent) }),
  }
}
