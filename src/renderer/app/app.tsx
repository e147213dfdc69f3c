import { useEffect } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import type { Station } from '#shared/contracts/station.ts'
import { SignInScreen } from '../sign-in/sign-in-screen.tsx'
import { keepCall, keptCall } from './kept-call.ts'
import { useNavigation } from './navigation.ts'
import { OpeningScreen } from './opening-screen.tsx'
import { screensOf } from './screens.ts'
import { readSettings, useSettings } from './settings.ts'
import { Shell } from './shell.tsx'
import { StationProvider, useStation, useStationState } from './station-store.tsx'

/** The whole screen, on a station that answers. */
export function App({ station }: { station: Station }) {
  useAppearance()
  return (
    <I18nProvider locale="fr-FR">
      <StationProvider station={station} opening={<OpeningScreen />}>
        <SignedIn />
      </StationProvider>
    </I18nProvider>
  )
}

function SignedIn() {
  const station = useStation()
  const agentId = useStationState((state) => state.session?.user.id)
  const role = useStationState((state) => state.session?.user.role)
  useEffect(() => {
    if (agentId === undefined || role === undefined) return
    useNavigation.setState({ screen: screensOf(role)[0] ?? 'settings', callId: keptCall(agentId) })
    void readSettings(station)
    return useNavigation.subscribe(({ callId }) => keepCall(agentId, callId))
  }, [agentId, role, station])
  return agentId === undefined ? <SignInScreen /> : <Shell key={agentId} />
}

/** Gives the page the theme and the text size that the agent chose. */
function useAppearance() {
  const theme = useSettings((settings) => settings.theme)
  const textSize = useSettings((settings) => settings.textSize)
  useEffect(() => {
    document.documentElement.dataset.theme = theme
    document.documentElement.dataset.text = textSize
  }, [theme, textSize])
}
