import { cleanup, render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { afterEach } from 'vitest'
import { useNavigation } from '../../src/renderer/app/navigation.ts'
import { useSettings } from '../../src/renderer/app/settings.ts'
import { StationProvider } from '../../src/renderer/app/station-store.tsx'
import { useNotices } from '../../src/renderer/ui/notices.ts'
import type { TestStation } from './test-station.ts'

afterEach(() => {
  cleanup()
  sessionStorage.clear()
  useNavigation.setState(useNavigation.getInitialState(), true)
  useSettings.setState(useSettings.getInitialState(), true)
  useNotices.setState(useNotices.getInitialState(), true)
})

/** Shows a screen on a test station, with somebody to use it. */
export function onScreen(station: TestStation, screen: ReactNode) {
  const user = userEvent.setup()
  const shown = render(
    <I18nProvider locale="fr-FR">
      <StationProvider station={station}>{screen}</StationProvider>
    </I18nProvider>,
  )
  return { user, ...shown }
}
