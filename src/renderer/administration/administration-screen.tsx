import { lazy, Suspense, useEffect } from 'react'
import { useCommands } from '../app/commands.ts'
import { Loading } from '../ui/screen-states.tsx'
import { forgetTabs, showAdministrationTab, useAdministrationPlace } from './place.ts'

const AgentsPage = lazy(() => import('../agents/agents-page.tsx'))
const PersonalDataPage = lazy(() => import('../personal-data/personal-data-page.tsx'))

const commands = [
  { id: 'administration.agents', label: 'Agents', run: () => showAdministrationTab('agents') },
  {
    id: 'administration.personalData',
    label: 'Données personnelles',
    run: () => showAdministrationTab('personalData'),
  },
]

/** Who works here, and the rights of clients over what is held on them: for administrators alone. */
export default function AdministrationScreen() {
  const tab = useAdministrationPlace((place) => place.tab)
  useEffect(() => forgetTabs, [])
  useCommands(commands)
  return <Suspense fallback={<Loading />}>{tab === 'agents' ? <AgentsPage /> : <PersonalDataPage />}</Suspense>
}
