import { v7 as uuidv7 } from 'uuid'
import type { GivenCall, TakenCall } from '#shared/contracts/station.ts'
import { clientNameOf } from '#shared/domain/call.ts'
import type { Colleague, Handover } from '#shared/domain/handover.ts'
import type { User } from '#shared/domain/user.ts'
import { Refusal, Unreachable } from '../backend/answers.ts'
import { askBackend } from '../backend/failures.ts'
import { StationFailure } from '../failure.ts'
import { report } from '../journal/failures.ts'
import { sendAttachment } from '../outbox/delivery.ts'
import { sentAs } from '../session/sent-as.ts'
import type { KeptGiven } from '../store/handovers.ts'
import type { Workplace } from '../workplace.ts'
import { checkGivable, handedCallOf } from './handed-call.ts'
import { openNextTry } from './next-try.ts'
import { openReceptions } from './receptions.ts'

/** What the service says at once of calls given or taken from here; the others once these are settled. */
const mostNamed = 100

export interface Handovers {
  give(callId: string, to: Colleague | null, agent: User): Promise<GivenCall>
  withdraw(id: string, agent: User): Promise<void>
  /** @returns the id of the call, now on this workplace */
  take(id: string, agent: User): Promise<string>
  /** Gives back a call that was taken and is not here: it is offered as before. */
  giveBack(id: string, agent: User): Promise<void>
  /** What is offered, null while the service does not answer; brings on what was under way. */
  offers(agent: User): Promise<Handover[] | null>
  given(agent: User): GivenCall[]
  /** Taken, and not here yet. */
  takings(agent: User): TakenCall[]
  close(): void
}

/**
 * Calls that go from agent to agent, through the service. Between two moments that a power cut may part, each side keeps
 * what it was doing: an offer goes again under its own id until it is known to have arrived, a taking until the call is
 * here or given back. At no time do two workplaces lead one call.
 */
export function openHandovers(workplace: Workplace): Handovers {
  const { store, backend, session, feed, standings, activity, state, changed } = workplace
  const receptions = openReceptions(workplace)
  const underWay = new Map<string, Promise<void>>()
  const next = openNextTry(tryAgain)
  /** As the service last told them. */
  let told: readonly Handover[] = []
  let isClosed = false

  /** The call is its agent's to lead again, from now: it was not left alone while it was offered. */
  function comesBack(id: string, callId: string): void {
    store.change(() => store.handovers.remove(id))
    activity.worked(callId)
  }

  /** Before anything is given: what the colleague's workplace will ask for. */
  async function sendAhead(callId: string, flowHash: string, { id: agentId }: User): Promise<void> {
    const flow = { params: { hash: flowHash }, body: store.flows.read(flowHash) }
    await backend.call('keepFlow', flow, sentAs(session, agentId))
    for (const { sha256 } of store.attachments.ofCall(callId))
      await sendAttachment(sha256, sentAs(session, agentId).token, store, backend)
  }

  /** Offers it, once however often it is sent: nothing of the call changes meanwhile. Throws `Unreachable` or `Refusal`. */
  async function send({ id, callId, agentId, toId }: KeptGiven): Promise<void> {
    const handed = handedCallOf(store, callId, agentId)
    try {
      const offer = { params: { id }, body: { to: toId, handed } }
      await backend.call('offerCall', offer, { ...sentAs(session, agentId), key: id })
      store.change(() => store.handovers.offered(id))
    } catch (error) {
      // What was offered is refused: the call is the agent's as before. Any other refusal says nothing of an earlier try.
      if (error instanceof Refusal && (error.code === 'invalid-input' || error.code === 'conflict'))
        comesBack(id, callId)
      throw error
    }
  }

  /** What became, as the service says, of what this agent gave from here. */
  function learn(all: readonly Handover[], agent: User): void {
    const at = new Date().toISOString()
    store.change(() => {
      for (const { id, callId, state: there, takenBy, returned } of all) {
        const given = store.handovers.read(id, agent.id)
        if (!given) continue
        if (given.state === 'taken' && there !== 'taken') store.calls.comeBack(callId, agent.id, at)
        if (there === 'offered') store.handovers.offered(id)
        if (there === 'offered' && returned)
          store.handovers.returned(id, returned.by.displayName || 'Un collègue', returned.at)
        if (there === 'withdrawn') comesBack(id, callId)
        if (there === 'taken') {
          store.handovers.taken(id, takenBy?.displayName || 'un collègue')
          if (given.state !== 'taken') store.calls.leave(callId, agent.id, at)
        }
        if (given.state !== there) standings.forget(callId)
      }
    })
  }

  /**
   * Of what this agent gives or takes here. First those whose outcome is not known; one that a colleague has taken may
   * still be given back.
   */
  const namedIds = (agent: User): string[] => {
    const [taken, open] = [true, false].map((isTaken) =>
      store.handovers.ofAgent(agent.id).filter(({ state: stands }) => (stands === 'taken') === isTaken),
    )
    return [
      ...store.handovers.takings(agent.id).map(({ handoverId }) => handoverId),
      ...[...(open ?? []), ...(taken ?? [])].map(({ id }) => id),
    ].slice(0, mostNamed)
  }

  /** What the service says now of all that is offered, and of what is named here; learnt as it comes. */
  async function listAll(agent: User): Promise<readonly Handover[]> {
    const before = told
    const asked = { query: { ids: namedIds(agent).join(',') } }
    const { handovers } = await backend.call('listHandovers', asked, sentAs(session, agent.id))
    // Of two answers that were on their way together, nothing says which is the older.
    if (told !== before) return listAll(agent)
    learn(handovers, agent)
    told = handovers
    return handovers
  }

  const sending = (agent: User) => store.handovers.ofAgent(agent.id).filter((given) => given.state === 'sending')
  const waiting = (agent: User) => sending(agent).length + store.handovers.takings(agent.id).length

  /** One after the other, once at a time; what still fails goes again by itself. */
  function bringOn(agent: User): Promise<void> {
    const known = underWay.get(agent.id)
    if (known) return known
    const work = bringAll(agent).finally(() => {
      underWay.delete(agent.id)
      planNext(agent)
    })
    underWay.set(agent.id, work)
    return work
  }

  async function bringAll(agent: User): Promise<void> {
    const work = [
      ...sending(agent).map((given) => () => send(given)),
      ...store.handovers.takings(agent.id).map(
        ({ handoverId }) =>
          () =>
            receptions.bringOn(handoverId, agent),
      ),
    ]
    for (const job of work)
      try {
        await job()
      } catch (error) {
        if (!(error instanceof Unreachable || error instanceof Refusal || error instanceof StationFailure)) throw error
        report('A call on its way from one agent to another waits.', error)
      }
  }

  function planNext(agent: User): void {
    if (!isClosed) next.after(waiting(agent) > 0)
  }

  /** Of whoever is signed in: another agent's goes on when they sign in. */
  async function tryAgain(): Promise<void> {
    try {
      const agent = session.current()?.user
      if (!agent) return
      const before = waiting(agent)
      await bringOn(agent)
      if (!isClosed && waiting(agent) !== before) feed.mark('handovers')
    } catch (error) {
      report('What is on its way from one agent to another could not be brought on.', error)
    }
  }

  return {
    async give(callId, to, agent) {
      const { flowHash } = checkGivable(workplace, callId, agent)
      if (state().link === 'offline') throw new StationFailure('unreachable', notNow)
      await askBackend(() => sendAhead(callId, flowHash, agent)).catch((error: unknown) => {
        if (error instanceof StationFailure && error.code === 'unreachable')
          throw new StationFailure('unreachable', notNow, error.details)
        throw error
      })
      const given = store.change(() => {
        checkGivable(workplace, callId, agent)
        const id = uuidv7()
        const clientName = clientNameOf(store.values.read(callId))
        const whom = { toId: to?.id ?? null, toName: to?.displayName ?? '' }
        store.handovers.give({ id, callId, agentId: agent.id, ...whom, clientName, givenAt: new Date().toISOString() })
        return { ...(store.handovers.read(id, agent.id) as KeptGiven), clientName }
      })
      standings.forget(callId)
      changed()
      try {
        await askBackend(() => send(given))
      } catch (error) {
        planNext(agent)
        if (!(error instanceof StationFailure && error.code === 'unreachable')) throw error
        throw new StationFailure('unreachable', onItsWay, error.details)
      }
      return givenOf({ ...given, state: 'offered' })
    },

    async withdraw(id, agent) {
      const given = store.handovers.read(id, agent.id)
      if (!given) throw new StationFailure('not-found')
      try {
        const asked = { params: { id }, body: { callId: given.callId } }
        await backend.call('withdrawCall', asked, sentAs(session, agent.id))
      } catch (error) {
        if (error instanceof Unreachable)
          throw new StationFailure(
            'unreachable',
            'Le service ne répond pas : on ne peut pas savoir si un collègue a déjà pris cet appel. Il est gardé ici.',
            { traceId: error.traceId },
          )
        // Taken meanwhile: its own words say by whom.
        if (error instanceof Refusal && error.code === 'conflict') await this.offers(agent)
        return askBackend(() => Promise.reject(error))
      }
      comesBack(id, given.callId)
      changed()
    },

    async take(id, agent) {
      const callId = await askBackend(() => receptions.receive(id, agent)).catch((error: unknown) => {
        planNext(agent)
        if (error instanceof StationFailure && error.code === 'unreachable')
          throw new StationFailure(
            'unreachable',
            'Le service ne répond pas. S’il vous a donné cet appel, il arrivera sur ce poste dès qu’il répondra.',
            error.details,
          )
        throw error
      })
      changed()
      return callId
    },

    async giveBack(id, agent) {
      await askBackend(() => receptions.giveBack(id, agent)).catch((error: unknown) => {
        planNext(agent)
        if (error instanceof StationFailure && error.code === 'unreachable')
          throw new StationFailure(
            'unreachable',
            'Le service ne répond pas : cet appel sera rendu dès qu’il répondra. D’ici là, personne ne le mène.',
            error.details,
          )
        throw error
      })
      changed()
    },

    async offers(agent) {
      try {
        await bringOn(agent)
        const handovers = await listAll(agent)
        const taking = new Set(store.handovers.takings(agent.id).map(({ handoverId }) => handoverId))
        return handovers.filter(
          ({ id, state: there, from }) => there === 'offered' && from.id !== agent.id && !taking.has(id),
        )
      } catch (error) {
        if (error instanceof Unreachable || error instanceof Refusal) return null
        throw error
      }
    },

    given: (agent) => store.handovers.ofAgent(agent.id).map(givenOf),

    takings: (agent) =>
      store.handovers.takings(agent.id).map(({ handoverId: id, isGoingBack }) => {
        const known = told.find((one) => one.id === id)
        const names = { clientName: known?.clientName ?? '', fromName: known?.from.displayName ?? '' }
        return { id, ...names, reason: receptions.whyWaiting(id, agent), isGoingBack: isGoingBack === 1 }
      }),

    close() {
      isClosed = true
      next.stop()
    },
  }
}

const givenOf = ({ returnedBy, returnedAt, ...given }: KeptGiven & { clientName: string }): GivenCall => ({
  ...{ id: given.id, callId: given.callId, clientName: given.clientName, givenAt: given.givenAt },
  ...{ toName: given.toName, state: given.state, takenBy: given.takenBy },
  returned: returnedBy === null || returnedAt === null ? null : { by: returnedBy, at: returnedAt },
})

const notNow =
  'Confier un appel demande le service, qui ne répond pas. L’appel reste en attente ici : rien n’a été proposé.'
const onItsWay =
  'Le service n’a pas répondu : la proposition part dès qu’il répond. L’appel est gardé ici ; vous pourrez le reprendre.'
