// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Result, StationTicket } from '#shared/contracts/station.ts'
import { useNavigation } from '../../../src/renderer/app/navigation.ts'
import TicketsScreen from '../../../src/renderer/tickets/tickets-screen.tsx'
import { onScreen } from '../on-screen.tsx'
import { failed, ok, TestStation } from '../test-station.ts'
import { filedTicket, ongoingCall } from './written.ts'

const refusal = 'L’adresse n’est pas une adresse.'
const refused = filedTicket(1, 'Jean P.', { state: 'refused', refusal })
const detail = () => within(screen.getByRole('complementary', { name: 'Détail' }))

test('with nothing written yet, the screen says what will appear', async () => {
  onScreen(new TestStation(), <TicketsScreen />)
  expect(await screen.findByText('Aucun ticket pour l’instant')).toBeDefined()
})

test('a workplace that cannot read its tickets says so and lets the agent try again', async () => {
  let isBroken = true
  const station = new TestStation(undefined, {
    'tickets.list': () => (isBroken ? failed('storage-failed') : ok({ tickets: [refused] })),
  })
  const { user } = onScreen(station, <TicketsScreen />)
  expect((await screen.findByRole('alert')).textContent).toContain('Rien de ce qui était enregistré n’est perdu')
  isBroken = false
  await user.click(screen.getByRole('button', { name: 'Réessayer' }))
  expect(await screen.findByRole('option', { name: /Jean P\./ })).toBeDefined()
})

test('the list follows the deliveries', async () => {
  let state: 'waiting' | 'sent' = 'waiting'
  const station = new TestStation(undefined, {
    'tickets.list': () => ok({ tickets: [filedTicket(1, 'Sophie L.', { state })] }),
  })
  onScreen(station, <TicketsScreen />)
  expect((await screen.findByRole('option')).textContent).toContain('provisoire – non transmis')
  station.say({ outbox: { waiting: 1, refused: 0 } })
  state = 'sent'
  station.say({ outbox: { waiting: 0, refused: 0 } })
  expect(await screen.findByText(/INC-20251219-0012/, { selector: '[role=option] *' })).toBeDefined()
})

test('a call in progress is taken up again from its draft', async () => {
  const station = new TestStation(undefined, {
    'calls.list': () => ok({ calls: [ongoingCall(9, 'Marc D.')], leftOpen: [] }),
  })
  const { user } = onScreen(station, <TicketsScreen />)
  await user.click(await screen.findByRole('button', { name: 'Reprendre l’appel' }))
  expect(useNavigation.getState()).toEqual({ screen: 'call', callId: ongoingCall(9, '').call.id })
})

test('a refused ticket says why, and is sent again as it is', async () => {
  const station = new TestStation(undefined, {
    'tickets.list': () => ok({ tickets: [refused] }),
    'outbox.retry': () => ok({}),
  })
  const { user } = onScreen(station, <TicketsScreen />)
  expect(await screen.findByText(refusal)).toBeDefined()
  await user.click(detail().getByRole('button', { name: 'Renvoyer tel quel' }))
  expect(station.inputsOf('outbox.retry')).toEqual([{ id: refused.delivery.id }])
})

async function correcting(station: TestStation) {
  const { user } = onScreen(station, <TicketsScreen />)
  await user.click(await screen.findByRole('button', { name: 'Corriger' }))
  return { user, form: within(screen.getByRole('dialog')) }
}

test('a refused ticket is corrected: the same one goes again', async () => {
  const station = new TestStation(undefined, {
    'tickets.list': () => ok({ tickets: [refused] }),
    'tickets.correct': ({ ticket }) => ok({ ...refused, ticket }),
  })
  const { user, form } = await correcting(station)
  await user.type(form.getByLabelText('Email'), 'jean.p@laposte.net')
  await user.click(form.getByRole('radio', { name: 'Normale' }))
  await user.click(form.getByRole('checkbox', { name: 'Test autre navigateur' }))
  await user.click(form.getByRole('button', { name: 'Corriger et renvoyer' }))
  expect(station.inputsOf('tickets.correct')).toEqual([
    {
      ticket: {
        ...refused.ticket,
        contact: { name: 'Jean P.', email: 'jean.p@laposte.net', phone: null },
        priority: 'normal',
        tried: ['cache', 'otherBrowser'],
      },
    },
  ])
})

test('a correction that is still wrong is told at its field and not sent', async () => {
  const station = new TestStation(undefined, { 'tickets.list': () => ok({ tickets: [refused] }) })
  const { user, form } = await correcting(station)
  await user.type(form.getByLabelText('Email'), 'jean.p@laposte')
  await user.click(form.getByRole('button', { name: 'Corriger et renvoyer' }))
  expect(form.getByText(/Une adresse s’écrit comme/)).toBeDefined()
  expect(station.inputsOf('tickets.correct')).toEqual([])
})

test('corrections are not left without being asked for', async () => {
  const station = new TestStation(undefined, { 'tickets.list': () => ok({ tickets: [refused] }) })
  const { user, form } = await correcting(station)
  await user.type(form.getByLabelText('Navigateur'), ' à jour')
  await user.click(form.getByRole('button', { name: 'Annuler' }))
  await user.click(screen.getByRole('button', { name: 'Continuer à corriger' }))
  expect(screen.getByLabelText<HTMLInputElement>('Navigateur').value).toBe('Chrome 131 à jour')
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Annuler' }))
  await user.click(screen.getByRole('button', { name: 'Abandonner' }))
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('what is being corrected stays on screen when another ticket comes above it, or the list cannot be read again', async () => {
  let tickets: Result<{ tickets: StationTicket[] }> = ok({ tickets: [refused] })
  const station = new TestStation(undefined, { 'tickets.list': () => tickets })
  const { user, form } = await correcting(station)
  await user.type(form.getByLabelText('Navigateur'), ' à jour')
  const isStillTyped = () =>
    expect(screen.getByLabelText<HTMLInputElement>('Navigateur').value).toBe('Chrome 131 à jour')

  tickets = ok({ tickets: [filedTicket(2, 'Sophie L.', { state: 'refused', refusal }), refused] })
  station.say({ outbox: { waiting: 0, refused: 2 } })
  await screen.findByRole('option', { name: /Sophie L\./, hidden: true })
  isStillTyped()

  tickets = failed('storage-failed')
  station.say({ outbox: { waiting: 0, refused: 1 } })
  await screen.findByText(/voici ce qui avait été lu avant/)
  isStillTyped()
})

test('the ticket of a known client says that its address and number are those of the account', async () => {
  const filed = filedTicket(1, 'Sophie L.', { state: 'sent' })
  const known = { ...filed, ticket: { ...filed.ticket, accountId: '0190a000-0000-7000-8000-0000000000a1' } }
  onScreen(new TestStation(undefined, { 'tickets.list': () => ok({ tickets: [known] }) }), <TicketsScreen />)
  expect(await screen.findAllByText('selon son compte')).toHaveLength(2)
})
