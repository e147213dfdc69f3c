import { lazy, Suspense, useEffect } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import type { Station } from '#shared/contracts/station.ts'
import { SignInScreen } from '../sign-in/sign-in-screen.tsx'
import { keepCall, keptCall } from './kept-call.ts'
import { keepSignedIn, wasSignedIn } from './kept-session.ts'
import { useNavigation } from './navigation.ts'
import { OpeningScreen } from './opening-screen.tsx'
import { screensOf } from './screens.ts'
import { readSettings, useSettings } from './settings.ts'
import { StationProvider, useHeardState, useStation } from './station-store.tsx'

const loadShell = () => import('./shell.tsx')
const Shell = lazy(async () => ({ default: (await loadShell()).Shell }))

/** The whole screen; an agent need not wait for the station to open to type who they are. */
export function App({ station }: { station: Station }) {
  useAppearance()
  return (
    <I18nProvider locale="fr-FR">
      <StationProvider station={station}>
        <WhoIsThere />
      </StationProvider>
    </I18nProvider>
  )
}

function WhoIsThere() {
  const station = useStation()
  const agentId = useHeardState(({ session }) => session?.user.id ?? null)
  const role = useHeardState(({ session }) => session?.user.role)
  useEffect(() => {
    if (agentId === undefined) return
    keepSignedIn(agentId !== null)
    if (agentId === null || role === undefined) return
    useNavigation.setState({ screen: screensOf(role)[0] ?? 'settings', callId: keptCall(agentId) })
    void readSettings(station)
    return useNavigation.subscribe(({ callId }) => keepCall(agentId, callId))
  }, [agentId, role, station])
  useEffect(() => {
    // Once the form is usable: its password is typed while the rest is read.
    if (agentId === null) void loadShell()
  }, [agentId])
  if (agentId)
    return (
      <Suspense fallback={<OpeningScreen />}>
        <Shell key={agentId} />
      </Suspense>
    )
  return agentId === undefined && wasSignedIn() ? <OpeningScreen /> : <SignInScreen />
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
