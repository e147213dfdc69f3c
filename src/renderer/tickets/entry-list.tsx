import { Header, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components/ListBox'
import { formatMoment } from '../ui/dates.ts'
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
    <ListBox
      aria-label="Tickets"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[selectedId]}
      onSelectionChange={(keys) => {
        for (const key of keys) onSelect(String(key))
      }}
      className={styles.list ?? ''}
    >
      {groups.map(({ standing, entries }) => (
        <ListBoxSection key={standing} id={standing} className={styles.group ?? ''}>
          <Header className={styles.title ?? ''}>
            {standings[standing]} · {entries.length}
          </Header>
          {entries.map((entry) => (
            <ListBoxItem key={entry.id} id={entry.id} textValue={titleOf(entry)} className={styles.entry ?? ''}>
              <span className={styles.who}>
                <strong>{titleOf(entry)}</strong>
                <span>{subtitleOf(entry)}</span>
              </span>
              <DeliveryMark entry={entry} />
              <span className={styles.moment}>{formatMoment(momentOf(entry))}</span>
            </ListBoxItem>
          ))}
        </ListBoxSection>
      ))}
    </ListBox>
  )
}
