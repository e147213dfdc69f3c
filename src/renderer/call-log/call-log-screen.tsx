import { useState } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs'
import type { Role } from '#shared/domain/user.ts'
import { useAgent } from '../app/station-store.tsx'
import { Screen } from '../ui/screen.tsx'
import tabs from '../ui/tabs.module.css'
import { AgentsPanel } from './agents/agents-panel.tsx'
import { HeatPanel } from './heat/heat-panel.tsx'
import type { OpenedCall } from './list/call-list.tsx'
import { CallsPanel } from './list/calls-panel.tsx'
import { LooksPanel } from './looks/looks-panel.tsx'
import { enterAs, openLoggedCall, useCallLogPlace } from './place.ts'
import { CallPage } from './report/call-page.tsx'
import { ReviewsPanel } from './reviews/reviews-panel.tsx'
import { type CallSearch, everything } from './search.ts'
import { seesAll } from './sees-all.ts'

type View = 'calls' | 'reviews' | 'agents' | 'heat' | 'looks'

/** The views of a role, and what each is called: a supervisor sees everybody's, an agent their own. */
function viewsOf(role: Role): Partial<Record<View, string>> {
  const own = { calls: 'Mes appels', reviews: 'Mes évaluations', agents: 'Mes chiffres' }
  if (!seesAll(role)) return role === 'trainer' ? { ...own, heat: 'Le script vu d’en haut' } : own
  return {
    ...{ calls: 'Appels', reviews: 'Évaluations', agents: 'Agents', heat: 'Le script vu d’en haut' },
    looks: 'Consultations',
  }
}

/** The calls that are over: a supervisor's view of everybody's, an agent's of their own. */
export default function CallLogScreen() {
  const { id, role } = useAgent()
  // Before the first frame: nobody sees where another was.
  useState(() => enterAs(id))
  const all = seesAll(role)
  const [view, setView] = useState<View>('calls')
  const [search, setSearch] = useState(everything)
  const [listed, setListed] = useState<OpenedCall | null>(null)
  const opened = useCallLogPlace((place) => place.opened)
  const look = (next: CallSearch) => {
    setListed(null)
    setSearch(next)
    setView('calls')
  }
  if (opened !== null)
    return <CallPage callId={opened} onLeave={() => openLoggedCall(null)} onLooker={() => setView('looks')} />
  return (
    <Screen title={all ? 'Journal des appels' : 'Journal de mes appels'} isWide isFilled={view === 'calls'}>
      <Tabs
        selectedKey={view}
        onSelectionChange={(key) => setView(key as View)}
        className={`${tabs.tabs} ${view === 'calls' ? tabs.filled : ''}`}
      >
        <TabList aria-label="Vues du journal" className={tabs.list ?? ''}>
          {Object.entries(viewsOf(role)).map(([id, label]) => (
            <Tab key={id} id={id} className={tabs.tab ?? ''}>
              {label}
            </Tab>
          ))}
        </TabList>
        <TabPanel id="calls" className={`${tabs.panel} ${tabs.filled}`}>
          <CallsPanel
            seesAll={all}
            search={search}
            onSearch={look}
            lastOpened={listed}
            onOpen={(call) => {
              setListed(call)
              openLoggedCall(call.id)
            }}
          />
        </TabPanel>
        <TabPanel id="reviews" className={tabs.panel ?? ''}>
          <ReviewsPanel seesAll={all} onOpen={openLoggedCall} />
        </TabPanel>
        <TabPanel id="agents" className={tabs.panel ?? ''}>
          <AgentsPanel onLook={(filters) => look({ ...everything, filters })} />
        </TabPanel>
        <TabPanel id="heat" className={tabs.panel ?? ''}>
          <HeatPanel onLook={(filters) => look({ ...everything, filters })} />
        </TabPanel>
        <TabPanel id="looks" className={tabs.panel ?? ''}>
          <LooksPanel />
        </TabPanel>
      </Tabs>
    </Screen>
  )
}
