import { randomUUID } from 'node:crypto'
import { initialTransition, transition } from 'xstate'
import { readFlow } from '#node/flows/read.ts'
import type { JournalEvent, JournalRecord } from '#shared/domain/call.ts'
import { compile } from '#shared/flow/compile.ts'
import { Fold, fold as foldJournal } from '#shared/flow/replay.ts'
import { inTurn, type Row, summed, timed } from './row.ts'

const rounds = 3000

/** A whole call: no incident, diagnosed together to no avail, its ticket filed. */
const events: readonly JournalEvent[] = [
  { type: 'client-picked', facts: { client: 'known', address: 'yes', phone: 'yes' } },
  { type: 'greet.confirm' },
  { type: 'describe.error-message' },
  found('check-platform', { incident: 'none', workaround: 'no', mobileApp: 'up', estimate: 'none' }),
  { type: 'no-incident.agree' },
  { type: 'browser.safari-ie' },
  { type: 'other-browser.same' },
  { type: 'other-sites.yes' },
  { type: 'clear-cache.done' },
  { type: 'retry-portal.same' },
  found('recheck-platform', { incident: 'none', workaround: 'no', mobileApp: 'up', estimate: 'none' }),
  { type: 'escalate.nothing-urgent' },
  { type: 'ticket-form.file' },
  { type: 'intention', actor: 'file-ticket@1', invoke: 'file-ticket' },
  found('file-ticket', { ticket: 'numbered' }),
  { type: 'persisting.end' },
  { type: 'wrap-up-persisting.defect' },
]

function found(invokeId: string, output: Record<string, string>): JournalEvent {
  return { type: `xstate.done.actor.${invokeId}`, output }
}

export const fold: Row = {
  name: 'fold',
  what: 'Relecture du journal d’un appel (médiane)',
  unit: 'ms',
  bound: 1.3,
  async measure() {
    const flow = compile(await readFlow('flows/bug-technique'))
    const callId = randomUUID()
    const journal: JournalRecord[] = []
    let at = Fold.start(flow, 'phone')
    for (const event of events) {
      journal.push({
        callId,
        seq: at.seq + 1,
        eventId: randomUUID(),
        stepId: at.stepId,
        origin: event.output || event.actor ? 'actor' : 'agent',
        at: new Date().toISOString(),
        elapsedMs: at.seq * 1000,
        event,
      })
      at = foldJournal(flow, 'phone', journal)
    }
    if (!at.closing) throw new Error('The call does not end.')

    const taken = events.filter(({ type }) => type !== 'intention')
    const bare = () => {
      let [snapshot] = initialTransition(flow.machine, { channel: 'phone' })
      for (const event of taken) [snapshot] = transition(flow.machine, snapshot, event)
    }
    const samples = await inTurn(
      rounds,
      () => timed(() => foldJournal(flow, 'phone', journal)),
      () => timed(bare),
    )
    return summed(samples, 'median')
  },
}
