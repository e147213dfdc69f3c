import { createHash } from 'node:crypto'
import { hashOf } from '#node/flows/read.ts'
import type { HandedCall } from '#shared/domain/handover.ts'
import type { User } from '#shared/domain/user.ts'
import { Refusal, Unreachable } from '../backend/answers.ts'
import { StationFailure } from '../failure.ts'
import { attachmentTimeoutMs } from '../outbox/delivery.ts'
import { sentAs } from '../session/sent-as.ts'
import type { Workplace } from '../workplace.ts'
import { type Contents, receiveCall } from './handed-call.ts'

export interface Receptions {
  /**
   * Takes a call and makes it this agent's own: once, whoever asks meanwhile.
   * Throws `Unreachable`, `Refusal` or `StationFailure`.
   * @returns its id
   */
  receive(id: string, agent: User): Promise<string>
  /** Why a call that is taken is not here yet, in French; empty: it is on its way, or was not tried since the opening. */
  whyWaiting(id: string): string
}

/** Brings here the calls that this workplace takes. */
export function openReceptions(workplace: Workplace): Receptions {
  const { store, backend, session, activity } = workplace
  const underWay = new Map<string, Promise<string>>()
  const reasons = new Map<string, string>()

  async function receive(id: string, agent: User): Promise<string> {
    const taking = store.change(() => store.handovers.take(id, agent.id))
    let handed: HandedCall
    try {
      handed = await backend.call('takeCall', { params: { id }, body: { taking } }, sentAs(session, agent.id))
    } catch (error) {
      if (error instanceof Refusal && [404, 409, 400].includes(error.status))
        store.change(() => store.handovers.endTaking(id))
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

  return {
    receive(id, agent) {
      const key = `${agent.id}/${id}`
      const known = underWay.get(key)
      if (known) return known
      reasons.delete(id)
      const reception = receive(id, agent)
        .catch((error: unknown) => {
          reasons.set(id, wordsOf(error))
          throw error
        })
        .finally(() => underWay.delete(key))
      underWay.set(key, reception)
      return reception
    },
    whyWaiting: (id) => reasons.get(id) ?? '',
  }
}

function wordsOf(error: unknown): string {
  if (error instanceof Unreachable) return 'Le service n’a pas répondu.'
  if (error instanceof Refusal || error instanceof StationFailure) return error.message
  return 'Ce poste n’a pas pu l’enregistrer.'
}
