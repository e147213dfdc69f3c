import type { CallValues, Channel, JournalRecord } from '../domain/call.ts'
import type { CompiledFlow } from '../flow/compile.ts'
import { clientPickedType, platformChangedType } from '../flow/events.ts'
import { fold } from '../flow/replay.ts'
import { stepIdOf } from '../flow/snapshot.ts'

/** Which actor finds the values of a noun; a client's are also known once the client is picked. */
const findersOf: Readonly<Record<string, readonly string[]>> = {
  incident: ['check-platform@1'],
  account: ['read-account@1'],
}
const pickedKeys = ['account.id', 'client.firstName', 'client.displayName', 'client.maskedEmail', 'client.maskedPhone']
const unmaskedKeys = ['client.email', 'client.phone']
const filedKeys = ['ticket.id', 'ticket.number']

/**
 * The values that a call already had after some of its records. Only the last word of each is kept, not when it came: a
 * typed one is shown from the step that asks for it, one that was looked up from what found it, and the rest all along.
 */
export function valuesAt(
  flow: CompiledFlow,
  { channel, journal, values }: { channel: Channel; journal: readonly JournalRecord[]; values: CallValues },
  length: number,
): CallValues {
  const past = journal.slice(0, length)
  const { facts, snapshot } = fold(flow, channel, past)
  const come = new Set([...past.map(({ stepId }) => stepId), stepIdOf(snapshot)])
  const found = new Set(
    past.flatMap(({ stepId, event }) => {
      const invoke = flow.chart.get(stepId)?.config.invoke
      return invoke && event.type === `xstate.done.actor.${invoke.id}` ? [invoke.src] : []
    }),
  )
  const hasNews = past.some(({ event }) => event.type === platformChangedType)
  const isPicked = past.some(({ event }) => event.type === clientPickedType)
  const askedAt = new Map<string, string[]>()
  for (const [stepId, { fields }] of Object.entries(flow.definition.script.steps))
    for (const { key } of fields ?? []) askedAt.set(key, [...(askedAt.get(key) ?? []), stepId])

  const isKnown = (key: string): boolean => {
    if (pickedKeys.includes(key)) return isPicked
    if (unmaskedKeys.includes(key)) return facts.identity === 'verified'
    if (filedKeys.includes(key)) return found.has('file-ticket@1')
    const noun = key.split('.')[0] ?? ''
    const finders = findersOf[noun]
    if (finders) return finders.some((actor) => found.has(actor)) || (noun === 'incident' && hasNews)
    return askedAt.get(key)?.some((stepId) => come.has(stepId)) ?? true
  }
  return Object.fromEntries(Object.entries(values).filter(([key]) => isKnown(key)))
}
