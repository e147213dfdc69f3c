import { createHash } from 'node:crypto'
import { hashOf } from '#node/flows/read.ts'
import type { HandedCall } from '#shared/domain/handover.ts'
import type { User } from '#shared/domain/user.ts'
import { Refusal, Unreachable } from '../backend/answers.ts'
import { StationFailure } from '../failure.ts'
import { attachmentTimeoutMs } from '../outbox/delivery.ts'
import { sentAs } from '../session/sent-as.ts'
import type { KeptTaking } from '../store/handovers.ts'
import type { Workplace } from '../workplace.ts'
import { type Contents, receiveCall } from './handed-call.ts'

export interface Receptions {
  /**
   * Takes a call and makes it this agent's own: once, whoever asks meanwhile.
   * Throws `Unreachable`, `Refusal` or `StationFailure`.
   * @returns its id
   */
  receive(id: string, agent: User): Promise<string>
  /**
   * Gives back a call that was taken and is not here: kept until the service knows, whatever dies meanwhile.
   * Throws `Unreachable`, or `StationFailure` `conflict` when it has just arrived, `not-found` when it was not being taken.
   */
  giveBack(id: string, agent: User): Promise<void>
  /** Receives what this agent takes, or gives it back if they said so. Throws as those do. */
  bringOn(id: string, agent: User): Promise<unknown>
  /** Why a call that is taken is not here yet, in French; empty: it is on its way, or was not tried since the opening. */
  whyWaiting(id: string, agent: User): string
}

/** Brings here the calls that this workplace takes. */
export function openReceptions(workplace: Workplace): Receptions {
  const { store, backend, session, activity } = workplace
  const underWay = new Map<string, Promise<string>>()
  const keyOf = (id: string, agent: User) => `${agent.id}/${id}`
  const reasons = new Map<string, string>()

  async function receive(id: string, agent: User): Promise<string> {
    const { id: taking, isGoingBack } = store.change(() => store.handovers.take(id, agent.id))
    if (isGoingBack) throw new StationFailure('conflict', 'Cet appel est en train d’être rendu.')
    let handed: HandedCall
    try {
      handed = await backend.call('takeCall', { params: { id }, body: { taking } }, sentAs(session, agent.id))
    } catch (error) {
      if (isSettled(error)) store.change(() => store.handovers.endTaking(taking))
      throw error
    }
    const { flowHash, flowId } = handed.call
    const asked = { params: { hash: flowHash } }
    const definition = await backend.call('readFlowDefinition', asked, sentAs(session, agent.id))
    if (hashOf(definition) !== flowHash)
      throw new StationFailure('internal-error', 'Le script de cet appel n’est pas celui qui est annoncé.')
    const contents = await readContents(handed, agent)
    store.flows.keep(flowHash, flowId, definition)
    receiveCall(workplace, handed, id, agent, contents)
    activity.worked(handed.call.id)
    return handed.call.id
  }

  /** What the service refuses it has no trace of: there is nothing to give back. */
  async function sendBack({ handoverId: id, id: taking }: KeptTaking, agent: User): Promise<void> {
    try {
      await backend.call('returnCall', { params: { id }, body: { taking } }, sentAs(session, agent.id))
    } catch (error) {
      if (!isSettled(error)) throw error
    }
    store.change(() => store.handovers.endTaking(taking))
  }

  async function readContents({ attachments }: HandedCall, { id: agentId }: User): Promise<Contents> {
    const contents = new Map<string, Buffer>()
    for (const { sha256 } of attachments) {
      const timed = { ...sentAs(session, agentId), timeoutMs: attachmentTimeoutMs }
      const { content } = await backend.file('readAttachment', { params: { sha256 } }, timed)
      if (createHash('sha256').update(content).digest('hex') !== sha256)
        throw new StationFailure('internal-error', 'Une capture de cet appel n’est pas celle qui est annoncée.')
      contents.set(sha256, content)
    }
    return contents
  }

  const receptions: Receptions = {
    receive(id, agent) {
      const key = keyOf(id, agent)
      const known = underWay.get(key)
      if (known) return known
      reasons.delete(key)
      const reception = receive(id, agent)
        .catch((error: unknown) => {
          reasons.set(key, wordsOf(error))
          throw error
        })
        .finally(() => underWay.delete(key))
      underWay.set(key, reception)
      return reception
    },
    async giveBack(id, agent) {
      const key = keyOf(id, agent)
      if (store.handovers.taking(id, agent.id) === null) throw new StationFailure('not-found')
      // A reception that is under way may still succeed: only then is it known whether there is something to give back.
      for (let known = underWay.get(key); known; known = underWay.get(key)) await known.catch(() => undefined)
      const taking = store.handovers.taking(id, agent.id)
      if (taking === null)
        throw new StationFailure('conflict', 'Cet appel n’est plus à rendre : voyez vos appels en attente.')
      store.change(() => store.handovers.giveBack(id, agent.id))
      await sendBack(taking, agent)
    },
    async bringOn(id, agent) {
      const taking = store.handovers.taking(id, agent.id)
      if (taking) await (taking.isGoingBack ? sendBack(taking, agent) : receptions.receive(id, agent))
    },
    whyWaiting: (id, agent) => reasons.get(keyOf(id, agent)) ?? '',
  }
  return receptions
}

/** The service will not answer otherwise however often it is asked. */
const isSettled = (error: unknown): boolean => error instanceof Refusal && [400, 404, 409].includes(error.status)

function wordsOf(error: unknown): string {
  if (error instanceof Unreachable) return 'Le service n’a pas répondu.'
  if (error instanceof Refusal || error instanceof StationFailure) return error.message
  return 'Ce poste n’a pas pu l’enregistrer.'
}
