import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { api, type Operation, type OperationName } from '#shared/contracts/api.ts'
import { problem } from '#shared/contracts/problem.ts'
import { roles } from '#shared/domain/user.ts'
import { bugTechnique } from '../shared/flow/bug-technique.ts'
import { openBackend, type TestBackend } from './open-backend.ts'
import { callRecord, newIncident, newScenario, newTicket, practiceOf } from './samples.ts'

let backend: TestBackend
beforeAll(async () => {
  backend = await openBackend()
})
afterAll(() => backend.close())

const operations = Object.entries(api) as [OperationName, Operation][]
const guarded = operations.filter(([, operation]) => operation.roles !== 'anyone')

/** Enough for the door alone: what is behind it may refuse the rest. The event stream never ends, so its head is enough. */
async function knock(name: OperationName, token?: string) {
  const response = await backend.server.inject({
    method: api[name].method,
    url: api[name].path.replace(/:\w+/g, '01a2069b-3e32-7515-9bfa-9fa29829823f'),
    payloadAsStream: true,
    ...(token && { headers: { authorization: `Bearer ${token}` } }),
  })
  const chunks: Buffer[] = []
  if (response.headers['content-type'] !== 'text/event-stream')
    for await (const chunk of response.stream()) chunks.push(chunk)
  else response.stream().destroy()
  return { status: response.statusCode, text: Buffer.concat(chunks).toString() }
}

describe.each(guarded)('%s', (name, operation) => {
  it('is refused to whoever is not signed in', async () => {
    const { status, text } = await knock(name)
    expect(status).toBe(401)
    expect(problem.parse(JSON.parse(text)).code).toBe('unauthenticated')
  })

  it('is refused to a token that was never given', async () => {
    expect((await knock(name, 'x'.repeat(43))).status).toBe(401)
  })

  it.each(roles)('is open to a %s only as the contract says', async (role) => {
    const { token } = await backend.signIn(role)
    const { status, text } = await knock(name, token)
    if (operation.roles.includes(role)) expect([401, 403]).not.toContain(status)
    else {
      expect(status).toBe(403)
      expect(problem.parse(JSON.parse(text)).code).toBe('forbidden')
    }
  })

  it.each(roles)('takes the delivery token of a %s only as the contract says', async (role) => {
    const { deliveryToken } = await backend.signIn(role)
    const { status } = await knock(name, deliveryToken)
    if (operation.delivery && operation.roles.includes(role)) expect([401, 403]).not.toContain(status)
    else expect(status).toBe(403)
  })
})

it.each(operations.filter(([, { roles }]) => roles === 'anyone'))('%s needs no session', async (name) => {
  expect([401, 403]).not.toContain((await knock(name)).status)
})

it.each(operations.filter(([, { idempotent }]) => idempotent))('%s needs an Idempotency-Key', async (name) => {
  const { token } = await backend.signIn('admin')
  const response = await backend.ask(name, { token, key: null, params: validParams, body: validBodies[name] })
  expect(response.statusCode).toBe(400)
  expect(response.json().fields).toEqual([expect.objectContaining({ path: 'Idempotency-Key' })])
})

const id = '01a2069b-3e32-7515-9bfa-9fa29829823f'
const validParams = { id }
const withEvidence = { callId: id, evidenceId: id }
/** Well formed, so that the key alone is missing. */
const validBodies: Partial<Record<OperationName, unknown>> = {
  sendIdentityCode: { callId: id },
  proveIdentity: { callId: id, method: 'callback' },
  unlockAccount: withEvidence,
  resetPassword: withEvidence,
  resendEmailValidation: { callId: id },
  declareIncident: newIncident(),
  resolveIncident: { version: 1, resolution: 'Redémarrage' },
  updateIncident: { version: 1 },
  reopenIncident: { version: 1, note: 'Le défaut est revenu.' },
  correctIncident: { version: 1, reason: 'Erreur de saisie' },
  addInternalNote: { text: 'Voir les journaux' },
  createTemplate: { name: 'Panne', content: { for: 'incident', fields: {} } },
  publishPostMortem: { version: 1 },
  fileTicket: newTicket(),
  mergeTicket: { into: '01a2069b-3e32-7515-9bfa-9fa29829823e' },
  addToTicket: { text: 'Rappel demandé' },
  answerTicket: { text: 'Nous cherchons' },
  solveTicket: { explanation: 'Corrigé' },
  recordCall: callRecord(id),
  offerCall: {
    to: null,
    handed: {
      ...callRecord(id),
      call: { ...callRecord(id).call, endedAt: null, closing: null, parkedAt: '2025-12-19T09:52:00.000Z' },
      attachments: [],
    },
  },
  startFlowComparison: { beforeHash: 'a'.repeat(64), afterHash: 'b'.repeat(64), from: '2025-12-01', to: '2026-01-01' },
  submitFlowVersion: {
    ...{ definition: await bugTechnique(), baseHash: 'f'.repeat(64), note: 'Plus court', revision: null },
  },
  resendNotifications: { incidentId: null, channel: 'email' },
  subscribe: { id, incidentId: id, accountId: id, callId: id },
  createScenario: newScenario(),
  recordPractice: practiceOf(id),
  giveFeedback: { id, subject: 'faq:1', isUseful: true, comment: '', at: '2025-12-19T10:00:00.000Z' },
  treatFeedback: { ids: [id], answer: 'Corrigé' },
}
