import type { ReactNode } from 'react'
import { Tabs } from '../ui/tabs.tsx'
import { type AdministrationTab, moveToAdministrationTab, useAdministrationPlace } from './place.ts'

const words: Record<AdministrationTab, string> = { agents: 'Agents', personalData: 'Données personnelles' }

/** What is administered: who works here, and what is held on clients. */
export function AdministrationTabs({ children }: { children: ReactNode }) {
  const { tab, isByTabs } = useAdministrationPlace()
  return (
    <Tabs label="Administration" words={words} selected={tab} onSelect={moveToAdministrationTab} takesFocus={isByTabs}>
      {children}
    </Tabs>
  )
}
