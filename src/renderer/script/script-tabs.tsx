import type { ReactNode } from 'react'
import { trainers } from '#shared/domain/user.ts'
import { useAgent } from '../app/station-store.tsx'
import { useService } from '../service/use-service.ts'
import { Tabs } from '../ui/tabs.tsx'
import { showScriptTab, useScriptPlace } from './place.ts'

/** Whether whoever is signed in writes scripts; others only read them. */
export function useWritesScripts(): boolean {
  const { role } = useAgent()
  return trainers.some((one) => one === role)
}

/** What is shown of the scripts, for whoever writes them; others have the script alone. */
export function ScriptTabs({ children }: { children: ReactNode }) {
  const at = useScriptPlace(({ place }) => place.at)
  const mayWrite = useWritesScripts()
  const { data } = useService('tallyFeedback', {}, mayWrite)
  if (!mayWrite) return children
  const open = data?.tallies.reduce((sum, tally) => sum + tally.open, 0) ?? 0
  const words = { script: 'Lire', versions: 'Versions', feedback: open > 0 ? `Retours (${open})` : 'Retours' }
  return (
    <Tabs label="Scripts" words={words} selected={at === 'editor' ? 'script' : at} onSelect={showScriptTab}>
      {children}
    </Tabs>
  )
}
