import { UserPlus } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Agent } from '#shared/domain/user.ts'
import { AdministrationTabs } from '../administration/administration-tabs.tsx'
import { useCommands } from '../app/commands.ts'
import { Answered } from '../service/answered.tsx'
import { useService } from '../service/use-service.ts'
import { matches } from '../ui/accents.ts'
import { Button } from '../ui/button.tsx'
import { formatMoment } from '../ui/dates.ts'
import { GroupedList } from '../ui/grouped-list.tsx'
import { Screen } from '../ui/screen.tsx'
import { Empty } from '../ui/screen-states.tsx'
import { TextField } from '../ui/text-field.tsx'
import { AddAgentDialog } from './add-agent-dialog.tsx'
import { AgentDetail } from './agent-detail.tsx'
import styles from './agents.module.css'
import { roleWords } from './role-words.ts'

/** Who works here: found by name, address or role; added, changed, let in and out. */
export default function AgentsPage() {
  const read = useService('listUsers', {})
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const [isAdding, setIsAdding] = useState(false)
  useCommands(useMemo(() => [{ id: 'agents.add', label: 'Ajouter un agent', run: () => setIsAdding(true) }], []))
  const found = (read.data?.users ?? []).filter(({ displayName, email, role }) =>
    matches(`${displayName} ${email} ${roleWords[role]}`, query),
  )
  const selected = found.find(({ id }) => id === chosen) ?? found[0]
  return (
    <Screen
      title="Agents"
      actions={
        <Button variant="primary" onPress={() => setIsAdding(true)}>
          <UserPlus aria-hidden="true" />
          Ajouter un agent
        </Button>
      }
      asideLabel="Agent choisi"
      aside={selected && <AgentDetail key={selected.id} agent={selected} onRefused={() => void read.refetch()} />}
    >
      <AdministrationTabs>
        <Answered of={read} failure="Les agents n’ont pas pu être lus">
          {() => (
            <div className={styles.page}>
              <div className={styles.search}>
                <TextField label="Chercher un agent" type="search" value={query} onChange={setQuery} />
                <p role="status">{found.length > 1 ? `${found.length} agents` : `${found.length} agent`}</p>
              </div>
              {found.length === 0 ? (
                <Empty title="Aucun agent ne porte ces mots">
                  <Button onPress={() => setQuery('')}>Voir tous les agents</Button>
                </Empty>
              ) : (
                <GroupedList
                  label="Agents"
                  groups={groupsOf(found)}
                  keyOf={({ id }) => id}
                  titleOf={({ displayName }) => displayName}
                  subtitleOf={({ email }) => email}
                  itemClass={styles.agent}
                  selectedKey={selected?.id ?? null}
                  onSelect={setChosen}
                >
                  {({ role, lastSignInAt }) => (
                    <>
                      <span>{roleWords[role]}</span>
                      <span className={styles.moment}>
                        {lastSignInAt === null ? 'jamais connecté' : `connecté ${formatMoment(lastSignInAt)}`}
                      </span>
                    </>
                  )}
                </GroupedList>
              )}
            </div>
          )}
        </Answered>
      </AdministrationTabs>
      {isAdding && (
        <AddAgentDialog
          onAdded={(id) => {
            setQuery('')
            setChosen(id)
          }}
          onClose={() => setIsAdding(false)}
        />
      )}
    </Screen>
  )
}

const groupsOf = (agents: readonly Agent[]) =>
  [
    { title: 'Peuvent se connecter', items: agents.filter(({ isDisabled }) => !isDisabled) },
    { title: 'Désactivés', items: agents.filter(({ isDisabled }) => isDisabled) },
  ].filter(({ items }) => items.length > 0)
