import type { Subscription } from '../../outbox/delivery.ts'
import type { Performer, Writer } from './actor.ts'

/** Without an account, an address or an incident nothing is written, and nothing will be promised. */
export const writeSubscription: Writer = ({ call, record, values, facts, store }) => {
  const accountId = values['account.id']
  const incidentId = values['incident.id']
  if (!accountId || !incidentId || facts.address !== 'yes') return
  const body: Subscription = { id: record.eventId, incidentId, accountId, callId: call.id }
  store.outbox.insert({
    id: record.eventId,
    agentId: call.agentId,
    kind: 'subscription',
    callId: call.id,
    body,
    createdAt: record.at,
    waitsFor: null,
    attachments: [],
  })
}

export const performSubscribe: Performer = async ({ call, key, workplace: { store } }) => ({
  output: { subscription: store.outbox.read(key, call.agentId) ? 'queued' : 'none' },
  values: {},
})
