import { lazy, Suspense, useEffect } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import type { Station } from '#shared/contracts/station.ts'
import { SignInScreen } from '../sign-in/sign-in-screen.tsx'
import { keepSignedIn, wasSignedIn } from './kept-session.ts'
import { OpeningScreen } from './opening-screen.tsx'
import { useSettings } from './settings.ts'
import { StationProvider, useHeardState } from './station-store.tsx'

const loadSignedIn = () => import('./signed-in.tsx')
const SignedIn = lazy(async () => ({ default: (await loadSignedIn()).SignedIn }))

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
  const agentId = useHeardState(({ session }) => session?.user.id ?? null)
  const role = useHeardState(({ session }) => session?.user.role)
  useEffect(() => {
    if (agentId !== undefined) keepSignedIn(agentId !== null)
    // Once the form is usable: its password is typed while the rest is read.
    if (agentId === null) void loadSignedIn()
  }, [agentId])
  if (agentId && role)
    return (
      <Suspense fallback={<OpeningScreen />}>
        <SignedIn key={agentId} agentId={agentId} role={role} />
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
