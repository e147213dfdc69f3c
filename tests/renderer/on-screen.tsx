import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { afterEach } from 'vitest'
import { useNavigation } from '../../src/renderer/app/navigation.ts'
import { useSettings } from '../../src/renderer/app/settings.ts'
import { OnceHeard, StationProvider } from '../../src/renderer/app/station-store.tsx'
import { useNotices } from '../../src/renderer/ui/notices.ts'
import type { TestStation } from './test-station.ts'

afterEach(() => {
  cleanup()
  sessionStorage.clear()
  useNavigation.setState(useNavigation.getInitialState(), true)
  useSettings.setState(useSettings.getInitialState(), true)
  useNotices.setState(useNotices.getInitialState(), true)
})

/** A screen with all that stands around it, on a test station. */
export const surrounded = (station: TestStation, shown: ReactNode) => (
  <I18nProvider locale="fr-FR">
    <StationProvider station={station}>
      <OnceHeard>{shown}</OnceHeard>
    </StationProvider>
  </I18nProvider>
)

/** Shows a screen on a test station, with somebody to use it. */
export function onScreen(station: TestStation, shown: ReactNode) {
  const user = userEvent.setup()
  return { user, ...render(surrounded(station, shown)) }
}

/** The app's frame is read once somebody is signed in: the first time, that takes a file's worth of imports. */
export const shellShown = () => screen.findByRole('navigation', { name: 'Écrans' }, { timeout: 15_000 })
