import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { OperationName } from '#shared/contracts/api.ts'
import type { AccountCard } from '#shared/domain/account.ts'
import { type ActorName, actors } from '#shared/flow/actors.ts'
import { get } from './support/ask.ts'
import { type Answer, refuses, startContractBackend } from './support/contract-backend.ts'
import { startCall } from './support/led-call.ts'
import { signIn, stationAt } from './support/workplace.ts'

beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0)
})
afterEach(() => {
  vi.restoreAllMocks()
})

const sophie: AccountCard = {
  id: '018f0000-0000-7000-8000-00000000000a',
  firstName: 'Sophie',
  displayName: 'Sophie L.',
  maskedEmail: 's•••••@laposte.net',
  maskedPhone: null,
  email: null,
  phone: null,
  state: 'locked',
  emailValidated: true,
  lastSignInAt: '2025-12-15T09:00:00.000Z',
  passwordChangedAt: null,
  tickets: [],
}
const evidence: Answer = {
  status: 201,
  body: { evidenceId: '018f0000-0000-7000-8000-0000000000e1', expiresAt: '2025-12-19T01:00:00.000Z' },
}

async function openCall() {
  const backend = await startContractBackend()
  onTestFinished(backend.stop)
  backend.usually('readAccount', () => ({ status: 200, body: sophie }))
  backend.usually('proveIdentity', () => evidence)
  backend.usually('unlockAccount', () => ({ status: 200, body: sophie }))
  backend.usually('resetPassword', () => ({ status: 202 }))
  backend.usually('resendEmailValidation', () => ({ status: 202 }))
  backend.usually('sendIdentityCode', () => ({
    status: 201,
    body: { sentTo: 's•••••@laposte.net', expiresAt: '2025-12-19T01:00:00.000Z' },
  }))
  const station = await stationAt(backend.url)
  await signIn(station)
  const call = await startCall(station)
  const picks = (accountId: string, address = 'yes') =>
    call.picks({ client: 'known', address }, { 'account.id': accountId })
  await picks(sophie.id)
  return { backend, station, call, picks }
}

test('the account card comes back as facts and values; the backend away, as "unreachable"', async () => {
  const { backend, call } = await openCall()
  expect(await call.acts('read-account@1')).toMatchObject({
    output: { account: 'locked', emailValidated: 'yes', address: 'yes' },
    values: {
      'client.displayName': 'Sophie L.',
      'account.state': 'locked',
      'client.email': '',
    },
  })
  backend.next('readAccount', 'cut')
  expect((await call.acts('read-account@1')).output).toMatchObject({ account: 'unreachable' })
})

describe('what must not wait is made once under its intention’s id, and its outcome is never guessed', () => {
  const cases: [ActorName, OperationName, string, string][] = [
    ['send-identity-code@1', 'sendIdentityCode', 'identityCode', 'sent'],
    ['attest-callback@1', 'proveIdentity', 'identity', 'verified'],
    ['resend-validation@1', 'resendEmailValidation', 'validation', 'sent'],
    ['unlock-account@1', 'unlockAccount', 'unlock', 'done'],
    ['reset-password@1', 'resetPassword', 'reset', 'done'],
  ]
  test.each(cases)('%s', async (actor, operation, fact, done) => {
    const { backend, call } = await openCall()
    if ('needsEvidence' in actors[actor]) await call.acts('attest-callback@1')
    backend.next(operation, backend.makesThenCuts)
    const { key, output } = await call.acts(actor)
    expect(output).toEqual({ [fact]: 'unknown' })
    expect(await call.acts(actor)).toMatchObject({ key, output: { [fact]: done } })
    expect(
      new Set(
        backend
          .of(operation)
          .slice(-2)
          .map((seen) => seen.key),
      ),
    ).toEqual(new Set([key]))

    backend.next(operation, refuses('not-applicable'), refuses('unavailable'), refuses('unauthenticated'))
    const outcomes = [await call.acts(actor), await call.acts(actor), await call.acts(actor)].map(
      (one) => one.output[fact],
    )
    expect(outcomes).toEqual(['refused', 'unknown', 'unknown'])
  })
})

test('an identity code is verified by the backend, kept nowhere, and its evidence shown to nobody', async () => {
  const { backend, station, call } = await openCall()
  backend.next('proveIdentity', refuses('code-wrong'), refuses('code-expired'), evidence)
  backend.usually('readAccount', () => ({ status: 200, body: { ...sophie, email: 'sophie.l@laposte.net' } }))
  expect((await call.acts('verify-identity-code@1', '12')).output).toEqual({ identity: 'wrong' })
  expect(backend.of('proveIdentity')).toEqual([])
  expect((await call.acts('verify-identity-code@1', '111111')).output).toEqual({ identity: 'wrong' })
  expect((await call.acts('verify-identity-code@1', '222222')).output).toEqual({ identity: 'expired' })
  const verified = await call.acts('verify-identity-code@1', '345 678')
  expect(verified).toMatchObject({
    output: { identity: 'verified' },
    values: { 'client.email': 'sophie.l@laposte.net' },
  })
  expect(backend.of('proveIdentity').at(-1)?.body).toMatchObject({ method: 'code', code: '345678', callId: call.id })

  expect((await call.acts('unlock-account@1')).output).toEqual({ unlock: 'done' })
  expect(backend.of('unlockAccount').at(-1)?.body).toEqual({
    callId: call.id,
    evidenceId: (evidence.body as { evidenceId: string }).evidenceId,
  })
  const known = JSON.stringify(await get(station, 'calls.open', { callId: call.id }))
  expect(known).not.toContain('345678')
  expect(known).not.toContain('0000000000e1')
})

test('asked again after no answer, the same code is the same request and another code is another', async () => {
  const { backend, station, call } = await openCall()
  const { eventId: key } = await call.intends('verify-identity-code@1')
  const verify = (secret?: string) =>
    get(station, 'calls.perform', { callId: call.id, actor: 'verify-identity-code@1', key, ...(secret && { secret }) })
  backend.next('proveIdentity', 'cut')
  await verify('111111')
  await verify('111111')
  await verify('222222')
  const [first, same, other] = backend.of('proveIdentity').map((seen) => seen.key)
  expect(same).toBe(first)
  expect(other).not.toBe(first)
  expect((await verify()).output).toEqual({ identity: 'unknown' })
})

test('evidence for one account opens nothing on another', async () => {
  const { backend, station, call, picks } = await openCall()
  const other = '018f0000-0000-7000-8000-00000000000b'
  await call.acts('attest-callback@1')
  // Another account under the same verified identity, as no screen would say it.
  await get(station, 'calls.setValue', { callId: call.id, key: 'account.id', value: other })
  expect((await call.acts('unlock-account@1')).output).toEqual({ unlock: 'refused' })
  expect((await call.acts('reset-password@1')).output).toEqual({ reset: 'refused' })
  await picks(other)
  await expect(call.acts('unlock-account@1')).rejects.toThrow('unexpected-event')
  expect([...backend.of('unlockAccount'), ...backend.of('resetPassword')]).toEqual([])
})

test('a subscription is promised only where there is an account, an address and an incident', async () => {
  const { backend, station, call, picks } = await openCall()
  const incidentId = '018f0000-0000-7000-8000-0000000000aa'
  await get(station, 'calls.setValue', { callId: call.id, key: 'incident.id', value: incidentId })
  await picks(sophie.id, 'no')
  expect((await call.acts('subscribe@1')).output).toEqual({ subscription: 'none' })
  await picks(sophie.id, 'yes')
  const { key, output } = await call.acts('subscribe@1')
  expect(output).toEqual({ subscription: 'queued' })
  await backend.until(() => backend.of('subscribe').length === 1)
  expect(backend.of('subscribe')).toMatchObject([{ key, body: { accountId: sophie.id } }])
})

test('a ticket that the backend has not numbered in time is told as queued', async () => {
  const { backend, call } = await openCall()
  backend.usually('fileTicket', () => refuses('unavailable', { 'retry-after': '60' }))
  expect((await call.acts('file-ticket@1')).output).toEqual({ ticket: 'queued' })
})
