import { useEffect, useState } from 'react'
import type { Role } from '#shared/domain/user.ts'
import { keepCall, keptCall } from './kept-call.ts'
import { readSettings } from './kept-settings.ts'
import { useNavigation } from './navigation.ts'
import { OpeningScreen } from './opening-screen.tsx'
import { screensOf } from './screens.ts'
import { Shell } from './shell.tsx'
import { useStation } from './station-store.tsx'

/** Whoever is signed in, at their role's first screen, on the call that this window was leading; read after the sign-in form. */
export function SignedIn({ agentId, role }: { agentId: string; role: Role }) {
  const station = useStation()
  const [isSettled, setIsSettled] = useState(false)
  useEffect(() => {
    useNavigation.setState({ screen: screensOf(role)[0] ?? 'settings', callId: keptCall(agentId) })
    setIsSettled(true)
    void readSettings(station)
    return useNavigation.subscribe(({ callId }) => keepCall(agentId, callId))
  }, [agentId, role, station])
  return isSettled ? <Shell /> : <OpeningScreen />
}
