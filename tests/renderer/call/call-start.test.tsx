// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { leaveCall, useNavigation } from '../../../src/renderer/app/navigation.ts'
import { CallScreen } from '../../../src/renderer/call/call-screen.tsx'
import { CallStart } from '../../../src/renderer/call/start/call-start.tsx'
import { answers } from '../../../src/renderer/service/use-service.ts'
import { useNotices } from '../../../src/renderer/ui/notices.ts'
import { eventually } from '../../eventually.ts'
import { onScreen } from '../on-screen.tsx'
import { failed, ok, quietState, TestStation } from '../test-station.ts'
import { declared } from './paper-station.ts'

const none = { list: { offers: [], given: [], takings: [] }, askAgain: async () => {} }

const glance = async () => within(await screen.findByRole('complementary', { name: 'En un coup d’œil' }))

test('between two calls, the incident in progress is in sight before the next caller speaks', async () => {
  onScreen(
    new TestStation({ ...quietState, platform: declared('Connexion impossible') }),
    <CallStart handovers={none} />,
  )
  expect((await glance()).getByText('Connexion impossible')).toBeDefined()
})

test('a platform nobody has described yet is said unknown, not well', async () => {
  onScreen(new TestStation(), <CallStart handovers={none} />)
  expect((await glance()).getByText(/Statut inconnu/)).toBeDefined()
})

test('after a call its start is what has the focus, not nothing', async () => {
  onScreen(new TestStation(), <CallStart handovers={none} />)
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Nouvel appel' }))
})

test('what was refused or still waits is told, with the way to it', async () => {
  const state = { ...quietState, link: 'offline', outbox: { waiting: 2, refused: 1 } } as const
  const { user } = onScreen(new TestStation(state), <CallStart handovers={none} />)
  const here = await glance()
  expect(here.getByText('Un envoi refusé, à revoir')).toBeDefined()
  expect(here.getByText('2 envois à transmettre')).toBeDefined()
  expect(here.getByText('Gardé sur ce poste ; part dès que le service répond.')).toBeDefined()
  await user.click(here.getByRole('button', { name: 'Voir les tickets' }))
  expect(useNavigation.getState().screen).toBe('tickets')
})

describe('calls that go from agent to agent', () => {
  afterEach(leaveCall)

  const hugo = { id: '0198a000-0000-7000-8000-0000000000b1', displayName: 'Hugo B.' }
  const id = '0198a000-0000-7000-8000-0000000000d1'
  const callId = '0198a000-0000-7000-8000-0000000000d2'
  const at = '2025-12-19T09:50:00.000Z'
  const parked = {
    call: {
      ...{ id: callId, flowId: 'bug-technique', flowHash: 'f', channel: 'phone' as const, agentId: hugo.id },
      ...{ startedAt: at, endedAt: null, closing: null, parkedAt: at },
    },
    clientName: 'Sophie L.',
    stepId: 'describe',
  }
  const offer = {
    ...{ id, callId, channel: 'phone' as const, startedAt: at, clientName: 'Sophie L.', from: hugo, to: null },
    ...{ offeredAt: at, state: 'offered' as const, takenBy: null, returned: null },
  }
  const given = (state: 'sending' | 'offered' | 'taken') => ({
    ...{ id, callId, clientName: 'Sophie L.', givenAt: new Date().toISOString(), toName: 'Hugo B.', state },
    takenBy: state === 'taken' ? 'Hugo B.' : null,
    returned: null,
  })

  test('a parked call is given to the colleague who is chosen', async () => {
    const station = new TestStation(quietState, {
      'calls.list': () => ok({ calls: [parked], leftOpen: [] }),
      'handovers.list': () => ok({ offers: [], given: [], takings: [] }),
      'service.ask': () => ok({ answer: { colleagues: [hugo] } }),
      'handovers.give': () => ok(given('offered')),
    })
    const { user } = onScreen(station, <CallScreen />)
    await user.click(await screen.findByRole('button', { name: 'Confier à un collègue l’appel de Sophie L.' }))
    await user.click(await screen.findByRole('button', { name: /À qui/ }))
    await user.click(await screen.findByRole('option', { name: 'Hugo B.' }))
    await user.click(screen.getByRole('button', { name: 'Confier à un collègue' }))
    await eventually(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(station.asked.find(({ name }) => name === 'handovers.give')?.input).toEqual({ callId, to: hugo })
  })

  test('it is not offered to all when the colleague who was chosen takes calls no more', async () => {
    let colleagues = [hugo]
    const station = new TestStation(quietState, {
      'calls.list': () => ok({ calls: [parked], leftOpen: [] }),
      'service.ask': () => ok({ answer: { colleagues } }),
      'handovers.give': () => ok(given('offered')),
    })
    const { user } = onScreen(station, <CallScreen />)
    await user.click(await screen.findByRole('button', { name: 'Confier à un collègue l’appel de Sophie L.' }))
    await user.click(await screen.findByRole('button', { name: /À qui/ }))
    await user.click(await screen.findByRole('option', { name: 'Hugo B.' }))
    colleagues = []
    await answers.invalidateQueries()
    await user.click(screen.getByRole('button', { name: 'Confier à un collègue' }))
    expect((await screen.findByRole('alert')).textContent).toContain('Ce collègue ne prend plus d’appels')
    expect(station.inputsOf('handovers.give')).toEqual([])
  })

  test('what refuses it is said where it was asked, and the call stays', async () => {
    const station = new TestStation(quietState, {
      'calls.list': () => ok({ calls: [parked], leftOpen: [] }),
      'service.ask': () => ok({ answer: { colleagues: [] } }),
      'handovers.give': () => failed('unreachable'),
    })
    const { user } = onScreen(station, <CallScreen />)
    await user.click(await screen.findByRole('button', { name: 'Confier à un collègue l’appel de Sophie L.' }))
    await user.click(await screen.findByRole('button', { name: 'Confier à un collègue' }))
    expect((await screen.findByRole('alert')).textContent).toContain('Le service ne répond pas')
    expect(screen.getByRole('dialog')).toBeTruthy()
  })

  test('an offer is taken and opened; lost to a colleague, that is said', async () => {
    const take = vi.fn().mockReturnValueOnce(failed('conflict')).mockReturnValueOnce(ok({ callId }))
    const station = new TestStation(quietState, {
      'handovers.list': () => ok({ offers: [offer], given: [], takings: [] }),
      'handovers.take': take,
    })
    const { user } = onScreen(station, <CallScreen />)
    await user.click(await screen.findByRole('button', { name: 'Prendre l’appel de Sophie L.' }))
    await eventually(() => expect(useNotices.getState().notices.at(-1)).toMatchObject({ kind: 'bad' }))
    expect(useNavigation.getState().callId).toBeNull()
    await user.click(await screen.findByRole('button', { name: 'Prendre l’appel de Sophie L.' }))
    await eventually(() => expect(useNavigation.getState().callId).toBe(callId))
  })

  test('a call that was taken and is not here yet says why, and is asked for again', async () => {
    const reason = 'Le script de cet appel n’est pas celui qui est annoncé.'
    const takings = [{ id, clientName: 'Sophie L.', fromName: 'Hugo B.', reason, isGoingBack: false }]
    const station = new TestStation(quietState, {
      'handovers.list': () => ok({ offers: [], given: [], takings }),
      'handovers.take': () => ok({ callId }),
    })
    const { user } = onScreen(station, <CallScreen />)
    expect(await screen.findByText(new RegExp(`${reason} Confié par Hugo B\\.`))).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Réessayer de recevoir l’appel de Sophie L.' }))
    await eventually(() => expect(useNavigation.getState().callId).toBe(callId))
    expect(station.inputsOf('handovers.take')).toEqual([{ id }])
  })

  test('a call that cannot be received is given back, and its way back is told until the service knows', async () => {
    let takings = [
      { id, clientName: 'Sophie L.', fromName: 'Hugo B.', reason: 'Le service n’a pas répondu.', isGoingBack: false },
    ]
    const giveBack = vi
      .fn()
      .mockImplementationOnce(() => {
        takings = takings.map((one) => ({ ...one, isGoingBack: true }))
        return failed('unreachable')
      })
      .mockImplementationOnce(() => {
        takings = []
        return ok({})
      })
    const station = new TestStation(quietState, {
      'handovers.list': () => ok({ offers: [], given: [], takings }),
      'handovers.giveBack': giveBack,
    })
    const { user } = onScreen(station, <CallScreen />)
    await user.click(await screen.findByRole('button', { name: 'Rendre l’appel de Sophie L.' }))
    expect(await screen.findByText(/il est rendu dès que le service répond/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: /Réessayer de recevoir/ })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Rendre l’appel de Sophie L.' }))
    await eventually(() =>
      expect(useNotices.getState().notices.at(-1)?.text).toBe(
        'L’appel est rendu : il est proposé comme avant, Hugo B. le voit.',
      ),
    )
    expect(screen.queryByRole('heading', { name: /pas encore arrivés/ })).toBeNull()
  })

  test('who gave a call is told that it comes back, by whom, and can take it again', async () => {
    let calls = [given('taken')]
    const station = new TestStation(quietState, {
      'handovers.list': () => ok({ offers: [], given: calls, takings: [] }),
    })
    onScreen(station, <CallScreen />)
    await screen.findByText('confié à Hugo B.')
    useNotices.setState({ notices: [] })
    calls = [{ ...given('offered'), returned: { by: 'Hugo B.', at: new Date().toISOString() } } as never]
    station.say({ ...quietState, desk: { ...quietState.desk, handovers: 1 } })
    await eventually(() =>
      expect(useNotices.getState().notices.at(-1)?.text).toContain('Hugo B. rend l’appel de Sophie L.'),
    )
    expect(screen.getByText(/Hugo B\. l’a pris, ne l’a pas reçu sur son poste et l’a rendu/)).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Reprendre l’appel de Sophie L.' })).toBeTruthy()
  })

  test('what was given says where it stands, and is taken back until somebody has it', async () => {
    let state: 'offered' | 'taken' = 'offered'
    const station = new TestStation(quietState, {
      'handovers.list': () => ok({ offers: null, given: [given(state)], takings: [] }),
      'handovers.withdraw': () => {
        state = 'taken'
        return failed('conflict')
      },
    })
    const { user } = onScreen(station, <CallScreen />)
    await screen.findByText('Le service ne répond pas : les appels proposés se verront dès son retour.')
    await user.click(await screen.findByRole('button', { name: 'Reprendre l’appel de Sophie L.' }))
    expect(await screen.findByText('confié à Hugo B.')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Reprendre l’appel de Sophie L.' })).toBeNull()
  })

  test('an offer that comes is said, whatever the agent is doing', async () => {
    let offers = [offer].slice(1)
    const station = new TestStation(quietState, { 'handovers.list': () => ok({ offers, given: [], takings: [] }) })
    onScreen(station, <CallScreen />)
    await screen.findByRole('heading', { name: 'Nouvel appel' })
    useNotices.setState({ notices: [] })
    offers = [offer]
    station.say({ ...quietState, desk: { ...quietState.desk, handovers: 1 } })
    await eventually(() =>
      expect(useNotices.getState().notices.at(-1)?.text).toContain(
        'Hugo B. propose l’appel de Sophie L. : il se prend',
      ),
    )
  })
})
