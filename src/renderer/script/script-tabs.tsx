import type { ReactNode } from 'react'
import { comparers, isAmong, trainers } from '#shared/domain/user.ts'
import { useAgent } from '../app/station-store.tsx'
import { useService } from '../service/use-service.ts'
import { Tabs } from '../ui/tabs.tsx'
import { moveToScriptTab, type ScriptTab, useScriptPlace } from './place.ts'

/** Whether whoever is signed in writes scripts; others only read them. */
export function useWritesScripts(): boolean {
  const { role } = useAgent()
  return isAmong(trainers, role)
}

/** Whether whoever is signed in compares the versions of a script over calls. */
export function useComparesScripts(): boolean {
  const { role } = useAgent()
  return isAmong(comparers, role)
}

/** What is shown of the scripts, for whoever writes or compares them; others have the script alone. */
export function ScriptTabs({ children }: { children: ReactNode }) {
  const at = useScriptPlace(({ place }) => place.at)
  const isByTabs = useScriptPlace((state) => state.isByTabs)
  const mayWrite = useWritesScripts()
  const { data } = useService('tallyFeedback', {}, mayWrite)
  if (!useComparesScripts()) return children
  const open = data?.tallies.reduce((sum, tally) => sum + tally.open, 0) ?? 0
  const words: Partial<Record<ScriptTab, string>> = {
    script: 'Lire',
    ...(mayWrite && { versions: 'Versions' }),
    comparison: 'Comparer',
    ...(mayWrite && { feedback: open > 0 ? `Retours (${open})` : 'Retours' }),
  }
  const selected = at === 'editor' ? 'script' : at
  return (
    <Tabs<ScriptTab>
      label="Scripts"
      words={words as Record<ScriptTab, string>}
      selected={selected}
      onSelect={moveToScriptTab}
      takesFocus={isByTabs}
    >
      {children}
    </Tabs>
  )
}
