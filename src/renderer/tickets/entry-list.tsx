import { formatMoment } from '../ui/dates.ts'
import { GroupedList } from '../ui/grouped-list.tsx'
import { DeliveryMark } from './delivery-mark.tsx'
import { type Entry, momentOf, type Standing, standings, subtitleOf, titleOf } from './entries.ts'
import styles from './entry-list.module.css'

interface EntryListProps {
  groups: readonly { standing: Standing; entries: readonly Entry[] }[]
  selectedId: string
  onSelect: (id: string) => void
}

/** The entries by where they stand; arrows move through them. */
export function EntryList({ groups, selectedId, onSelect }: EntryListProps) {
  return (
    <GroupedList
      label="Tickets"
      groups={groups.map(({ standing, entries }) => ({ title: standings[standing], items: entries }))}
      keyOf={({ id }) => id}
      titleOf={titleOf}
      subtitleOf={subtitleOf}
      itemClass={styles.entry}
      selectedKey={selectedId}
      onSelect={onSelect}
    >
      {(entry) => (
        <>
          <DeliveryMark entry={entry} />
          <span className={styles.moment}>{formatMoment(momentOf(entry))}</span>
        </>
      )}
    </GroupedList>
  )
}
