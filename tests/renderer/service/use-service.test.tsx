// @vitest-environment jsdom
import { act, screen } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { answers, useService, useServiceChange } from '../../../src/renderer/service/use-service.ts'
import { onScreen } from '../on-screen.tsx'
import { failed, ok, quietState, TestStation } from '../test-station.ts'

const ticketId = '0190a000-0000-7000-8000-0000000000aa'

function Tickets() {
  const { data, error } = useService('listTickets', { query: { state: 'open' } })
  const solve = useServiceChange('solveTicket', ['listTickets'])
  return (
    <>
      <output aria-label="Signalements">{data?.tickets.length ?? error?.message}</output>
      <output aria-label="Refus">{solve.error?.fields.map(({ path, message }) => `${path} : ${message}`)}</output>
      <button type="button" onClick={() => solve.mutate({ params: { id: ticketId }, body: { explanation: '' } })}>
        Résoudre
      </button>
    </>
  )
}

beforeEach(() => answers.clear())

const show = (station: TestStation) => onScreen(station, <Tickets />)

test('what the service could not be asked is asked again when it is back', async () => {
  let isThere = false
  const station = new TestStation(
    { ...quietState, link: 'offline' },
    { 'service.ask': () => (isThere ? ok({ answer: { tickets: [1, 2] } }) : failed('unreachable')) },
  )
  show(station)
  expect(await screen.findByText(/Le service ne répond pas/)).toBeDefined()
  isThere = true
  act(() => station.say({ link: 'online' }))
  expect(await screen.findByText('2')).toBeDefined()
})

test('a service that is there and fails is asked again once by itself, not without end', async () => {
  const station = new TestStation(quietState, { 'service.ask': () => failed('internal-error') })
  show(station)
  expect(await screen.findByText(/Une erreur est survenue/)).toBeDefined()
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(station.inputsOf('service.ask')).toHaveLength(2)
})

test('a change that was refused says which field is wrong, keeps its key, and refreshes what it changed once made', async () => {
  let hasFailed = false
  let solved = 0
  const station = new TestStation(quietState, {
    'service.ask': ({ operation }) => {
      if (operation === 'listTickets') return ok({ answer: { tickets: Array(3 - solved) } })
      if (hasFailed) {
        solved = 1
        return ok({ answer: {} })
      }
      hasFailed = true
      const fields = [{ path: 'explanation', message: 'Ce champ est vide.' }]
      return { ok: false, error: { code: 'refused', message: 'Des champs sont à corriger.', fields } }
    },
  })
  const { user } = show(station)
  expect(await screen.findByText('3')).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Résoudre' }))
  expect(await screen.findByText('explanation : Ce champ est vide.')).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Résoudre' }))
  expect(await screen.findByText('2')).toBeDefined()
  const keys = station
    .inputsOf('service.ask')
    .filter((input) => (input as { operation: string }).operation === 'solveTicket')
    .map((input) => (input as { key: string }).key)
  expect(keys).toHaveLength(2)
  expect(new Set(keys).size).toBe(1)
})
