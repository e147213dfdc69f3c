import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it, onTestFinished, test } from 'vitest'
import { demoPassword } from '#backend/demo/agents.ts'
import type { Station } from '#shared/contracts/station.ts'
import type { IncidentProposal } from '#shared/domain/incident-proposal.ts'
import { openStation } from '#station/station.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { get, stateWhere } from './support/ask.ts'
import { refuses, startContractBackend } from './support/contract-backend.ts'
import { leadCall, startCall } from './support/led-call.ts'
import { startRealBackend } from './support/real-backend.ts'
import { signIn } from './support/workplace.ts'

/** A workplace with the script that it comes with. */
async function openWorkplace(apiUrl: string, dataDir = temporaryFolder()) {
  const station = await openStation({ dataDir, flowsDir: 'flows', apiUrl })
  onTestFinished(() => station.close())
  return station
}

/** A call whose caller has just said what they see. */
async function describedCall(station: Station, answer: string, values: Record<string, string> = {}) {
  const call = await startCall(station, 'bug-technique')
  await call.answers('identify.unknown-without-email', { 'contact.name': 'Sophie Laurent' })
  await call.answers('greet.confirm')
  await call.answers(answer, values)
  return call
}

const error502 = { errorMessage: 'Erreur 502 Bad Gateway pour sophie@exemple.fr', page: 'Mes tickets' }

describe('what a call under way shows', () => {
  async function openAgainst() {
    const backend = await startContractBackend()
    onTestFinished(backend.stop)
    backend.usually('reportCallSigns', () => ({ status: 204 }))
    const dataDir = temporaryFolder()
    const station = await openWorkplace(backend.url, dataDir)
    await signIn(station)
    await stateWhere(station, ({ link }) => link === 'online')
    const told = (count: number) => backend.until(() => backend.of('reportCallSigns').length >= count)
    return { backend, station, dataDir, told }
  }

  it('is told once, as it is learnt, without a word of its caller', async () => {
    const { backend, station, told } = await openAgainst()
    const call = await describedCall(station, 'describe.blank-page', { page: 'dossier 20251219' })
    await told(1)
    await call.answers('browser.firefox')
    await call.answers('other-sites.yes')
    const other = await describedCall(station, 'describe.error-message', error502)
    await told(2)
    expect(backend.of('reportCallSigns')).toMatchObject([
      { params: { id: call.id }, body: { kind: 'loading', errorCode: null, page: null } },
      { params: { id: other.id }, body: { kind: 'system', errorCode: '502', page: 'mes tickets' } },
    ])
    expect(backend.of('reportCallSigns').every(({ body }) => (body as { secondsAgo: number }).secondsAgo < 60)).toBe(
      true,
    )
    expect(JSON.stringify(backend.of('reportCallSigns'))).not.toMatch(/sophie|laurent|20251219/i)
  })

  it('keeps its moment while nobody answers, and no answer waits for it', async () => {
    const { backend, station, told } = await openAgainst()
    let isHeld = true
    backend.next('reportCallSigns', async () => {
      while (isHeld) await delay(10)
      return 'cut' as const
    })
    const call = await describedCall(station, 'describe.login')
    await told(1)
    // Held up by the service, the call goes on.
    await call.answers('message.none')
    isHeld = false
    await told(2)
    const [first, second] = backend.of('reportCallSigns').map(({ body }) => body as { secondsAgo: number })
    expect(second?.secondsAgo).toBeGreaterThanOrEqual(first?.secondsAgo ?? 0)
    expect({ ...second, secondsAgo: 0 }).toEqual({ kind: 'login', errorCode: null, page: null, secondsAgo: 0 })
  })

  it('is as old as the call, also when the workplace was closed meanwhile', async () => {
    const { backend, station, dataDir, told } = await openAgainst()
    const twoHoursAgo = new Date(Date.now() - 7200_000).toISOString()
    const call = await startCall(station, 'bug-technique')
    for (const type of ['identify.unknown-without-email', 'greet.confirm', 'describe.blank-page'])
      await call.append({ ...call.next({ type }), at: twoHoursAgo }, { 'contact.name': 'Sophie Laurent' })
    await told(1)
    await station.close()

    const again = await openWorkplace(backend.url, dataDir)
    await signIn(again)
    await (await leadCall(again, call.id)).answers('browser.firefox')
    await told(2)
    const ages = backend.of('reportCallSigns').map(({ body }) => (body as { secondsAgo: number }).secondsAgo)
    expect(ages.map((age) => age >= 7200)).toEqual([true, true])
  })

  it('is told although another call’s was refused', async () => {
    const { backend, station, told } = await openAgainst()
    backend.next('reportCallSigns', refuses('invalid-input'))
    await describedCall(station, 'describe.blank-page')
    const other = await describedCall(station, 'describe.login')
    await told(2)
    expect(backend.of('reportCallSigns').at(-1)).toMatchObject({ params: { id: other.id }, body: { kind: 'login' } })
  })

  it('is not told of a call that is over', async () => {
    const { backend, station, told } = await openAgainst()
    const gone = await describedCall(station, 'describe.blank-page')
    for (const answer of ['caller-gone', 'gone.end', 'wrap-up-gone.hung-up']) await gone.answers(answer)
    const other = await describedCall(station, 'describe.login')
    await told(1)
    expect(backend.of('reportCallSigns').map(({ params }) => params.id)).toEqual([other.id])
  })
})

test('alike calls of two workplaces propose an incident; one that files its ticket is not counted twice', async () => {
  const url = await startRealBackend()
  const signedIn = async (who: string) => {
    const station = await openWorkplace(url)
    await get(station, 'session.signIn', { email: `${who}@numi.example`, password: demoPassword })
    await stateWhere(station, ({ platform }) => platform.isLive)
    return station
  }
  const [lea, hugo, ines] = [await signedIn('lea'), await signedIn('hugo'), await signedIn('ines')]
  const calls = []
  for (const station of [lea, lea, lea, hugo, hugo])
    calls.push(await describedCall(station, 'describe.error-message', error502))

  const proposals = async () => {
    const { answer } = await get(ines, 'service.ask', { operation: 'listIncidentProposals', input: {} })
    return (answer as { proposals: IncidentProposal[] }).proposals
  }
  /** Waits as the incidents desk does: what is told there is looked at again. */
  async function proposed(holds: (one: IncidentProposal) => boolean): Promise<IncidentProposal> {
    for (;;) {
      const [one] = await proposals()
      if (one && holds(one)) return one
      await delay(50)
    }
  }
  const first = await proposed(({ reports }) => reports === 5)
  expect(first).toMatchObject({ signature: 'error/502', callsUnderWay: 5, tickets: [], page: 'mes tickets' })

  const [call] = calls
  if (!call) throw new Error('no call')
  const { output } = await get(lea, 'calls.perform', { callId: call.id, actor: 'check-platform@1', key: null })
  await call.finds(output)
  await call.answers(`${call.stepId()}.cannot`)
  await call.answers('escalate.nothing-urgent')
  await call.answers('ticket-form.file')
  await call.append(call.intention('file-ticket@1'))
  const then = await proposed(({ callsUnderWay }) => callsUnderWay === 4)
  expect(then).toMatchObject({ reports: 5, tickets: [{}] })
})
