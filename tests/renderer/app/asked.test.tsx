// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import { test } from 'vitest'
import type { Result } from '#shared/contracts/station.ts'
import type { AccountCard } from '#shared/domain/account.ts'
import { useAsked } from '../../../src/renderer/app/asked.ts'
import { onScreen, surrounded } from '../on-screen.tsx'
import { failed, ok, quietState, TestStation } from '../test-station.ts'

const [sophie, paul] = ['0190a000-0000-7000-8000-0000000000a1', '0190a000-0000-7000-8000-0000000000a2'] as const

const card = (id: string, displayName: string): Result<AccountCard> =>
  ok({
    ...{ id, displayName, firstName: displayName, state: 'active', emailValidated: true },
    ...{ maskedEmail: null, maskedPhone: null, email: null, phone: null },
    ...{ lastSignInAt: null, passwordChangedAt: null, tickets: [] },
  })

function Card({ id, freshness = 0 }: { id: string; freshness?: number }) {
  const { value, error } = useAsked('accounts.read', { id }, freshness)
  return (
    <p>
      {value?.displayName ?? 'personne'}, {error?.code ?? 'sans erreur'}
    </p>
  )
}

test('an answer stays while the same is asked again, also when that fails', async () => {
  const answers = [card(sophie, 'Sophie L.'), failed('unreachable')]
  const station = new TestStation(quietState, { 'accounts.read': () => answers.shift() ?? failed('not-found') })
  const { rerender } = onScreen(station, <Card id={sophie} />)
  await screen.findByText('Sophie L., sans erreur')
  rerender(surrounded(station, <Card id={sophie} freshness={1} />))
  await screen.findByText('Sophie L., unreachable')
})

test('one client’s card is never shown for another’s, not even while that one is on its way or cannot be read', async () => {
  const { promise, resolve } = Promise.withResolvers<Result<AccountCard>>()
  const station = new TestStation(quietState, {
    'accounts.read': ({ id }) => (id === sophie ? card(sophie, 'Sophie L.') : promise),
  })
  const { rerender } = onScreen(station, <Card id={sophie} />)
  await screen.findByText('Sophie L., sans erreur')
  rerender(surrounded(station, <Card id={paul} />))
  screen.getByText('personne, sans erreur')
  resolve(failed('unreachable'))
  await screen.findByText('personne, unreachable')
})
