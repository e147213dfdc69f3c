import { useState } from 'react'
import { useAsked } from '../app/asked.ts'
import { goTo } from '../app/navigation.ts'
import { useHeardAt } from '../app/station-store.tsx'
import { Button } from '../ui/button.tsx'
import { Screen } from '../ui/screen.tsx'
import { Empty, Failed, Loading } from '../ui/screen-states.tsx'
import { groupEntries } from './entries.ts'
import { EntryDetail } from './entry-detail.tsx'
import { EntryList } from './entry-list.tsx'

/** Everything the agent wrote: drafts, waiting, sent, refused, each with what happens next. */
export default function TicketsScreen() {
  const freshness = useHeardAt()
  const calls = useAsked('calls.list', {}, freshness)
  const tickets = useAsked('tickets.list', {}, freshness)
  const rows = useAsked('outbox.list', {}, freshness)
  const [selectedId, setSelectedId] = useState<string | null>(null)

  const askAgain = () => Promise.all([calls, tickets, rows].map((asked) => asked.askAgain()))
  const error = calls.error ?? tickets.error ?? rows.error
  if (!calls.value || !tickets.value || !rows.value)
    return (
      <Screen title="Tickets">
        {error ? (
          <Failed title="Les tickets de ce poste n’ont pas pu être lus" onRetry={askAgain}>
            {error.message}
          </Failed>
        ) : (
          <Loading />
        )}
      </Screen>
    )

  const groups = groupEntries(calls.value.calls, tickets.value.tickets, rows.value.rows)
  const entries = groups.flatMap((group) => group.entries)
  const selected = entries.find(({ id }) => id === selectedId) ?? entries[0]
  // Whatever comes above it later, what is shown stays shown: it may be being corrected.
  if (selected && selected.id !== selectedId) setSelectedId(selected.id)
  if (!selected)
    return (
      <Screen title="Tickets">
        <Empty title="Aucun ticket pour l’instant">
          <p>Les tickets que vous créez pendant vos appels apparaissent ici, du brouillon à leur numéro.</p>
          <p>
            <Button onPress={() => goTo('call')}>Aller à l’appel</Button>
          </p>
        </Empty>
      </Screen>
    )
  return (
    <Screen
      title="Tickets"
      intro={error && <p role="status">La dernière lecture a échoué : voici ce qui avait été lu avant.</p>}
      actions={error && <Button onPress={askAgain}>Réessayer</Button>}
      asideLabel="Détail"
      aside={<EntryDetail key={selected.id} entry={selected} onChanged={askAgain} />}
    >
      <EntryList groups={groups} selectedId={selected.id} onSelect={setSelectedId} />
    </Screen>
  )
}
