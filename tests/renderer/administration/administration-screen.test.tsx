// @vitest-environment jsdom
import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import type { Role } from '#shared/domain/user.ts'
import { useAdministrationPlace } from '../../../src/renderer/administration/place.ts'
import { App } from '../../../src/renderer/app/app.tsx'
import { answers } from '../../../src/renderer/service/use-service.ts'
import { shellShown } from '../on-screen.tsx'
import { agent, ok, quietState, TestStation } from '../test-station.ts'

beforeEach(() => {
  answers.clear()
  useAdministrationPlace.setState(useAdministrationPlace.getInitialState(), true)
})

async function openAs(role: Role) {
  const session = { user: { ...agent, role }, isOffline: false, mustSignIn: false }
  render(
    <App
      station={new TestStation({ ...quietState, session }, { 'service.ask': () => ok({ answer: { users: [] } }) })}
    />,
  )
  await shellShown()
  return userEvent.setup()
}

test('one key leads whoever administers to the agents, the arrows from tab to tab', async () => {
  const user = await openAs('admin')
  await user.keyboard('{Alt>}u{/Alt}')
  const title = await screen.findByRole('heading', { level: 1, name: 'Agents' }, { timeout: 15_000 })
  expect(document.activeElement).toBe(title)
  await user.click(screen.getByRole('tab', { name: 'Agents' }))
  await user.keyboard('{ArrowRight}')
  expect(
    await screen.findByRole('heading', { level: 1, name: 'Données personnelles' }, { timeout: 15_000 }),
  ).toBeDefined()
  expect(document.activeElement).toBe(screen.getByRole('tab', { name: 'Données personnelles' }))
})

test('nobody else has it: neither in the rail nor by its key', async () => {
  const user = await openAs('supervisor')
  const rail = within(screen.getByRole('navigation', { name: 'Écrans' }))
  expect(rail.queryByRole('button', { name: 'Gestion' })).toBeNull()
  await user.keyboard('{Alt>}u{/Alt}')
  expect(screen.queryByRole('heading', { level: 1, name: 'Agents' })).toBeNull()
})
