import type { StoryEntry } from '#shared/domain/incident-story.ts'
import type { Service } from '#shared/domain/service.ts'
import { formatDay, formatDayAndHour, formatHour } from '../../ui/dates.ts'
import { Section } from '../../ui/section.tsx'
import { changeWords } from './change-words.ts'
import styles from './journal.module.css'

interface JournalProps {
  entries: readonly StoryEntry[]
  services: readonly Service[]
}

/** Everything that happened, the last first: what was changed and told, what the team noted, reports and alerts. */
export function Journal({ entries, services }: JournalProps) {
  return (
    <Section title="Journal">
      <ol className={styles.entries}>
        {entries.toReversed().map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: nothing else tells entries of one instant apart, and none is ever moved
          <li key={`${entry.type} ${entry.at} ${entries.length - index}`} className={styles.entry}>
            <time dateTime={entry.at} className={styles.when}>
              {formatDay(entry.at) === formatDay(entries.at(-1)?.at ?? entry.at)
                ? formatHour(entry.at)
                : formatDayAndHour(entry.at)}
            </time>
            <div className={styles.what}>
              <Entry entry={entry} services={services} />
            </div>
          </li>
        ))}
      </ol>
    </Section>
  )
}

const kinds = {
  declared: 'a déclaré l’incident',
  updated: 'a mis à jour',
  resolved: 'a déclaré la fin',
  reopened: 'a rouvert l’incident',
  corrected: 'a corrigé, sans l’annoncer',
} as const

const ticketActions = {
  received: 'a reçu le signalement',
  attached: 'a rattaché',
  detached: 'a détaché',
  merged: 'a réuni à un autre',
  separated: 'a séparé',
} as const

function Entry({ entry, services }: { entry: StoryEntry; services: readonly Service[] }) {
  switch (entry.type) {
    case 'change':
      return (
        <>
          <p>
            <strong>{entry.by}</strong> {kinds[entry.kind]}
          </p>
          <ul className={styles.fields}>
            {changeWords(entry, services).map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
          {entry.note && <p className={styles.public}>{entry.note}</p>}
          {entry.reason && <p className={styles.internal}>{entry.reason}</p>}
        </>
      )
    case 'internalNote':
      return (
        <>
          <p>
            <strong>{entry.by}</strong> note, pour l’équipe seule
          </p>
          <p className={styles.internal}>{entry.text}</p>
        </>
      )
    case 'ticket':
      return (
        <p>
          <strong>{entry.by}</strong> {ticketActions[entry.action]} {entry.ticket.number}
        </p>
      )
    case 'alert':
      return (
        <>
          <p>
            <strong>Supervision</strong> : {entry.name}{' '}
            {entry.action === 'firing' ? 'se déclenche' : 'revient à la normale'} ({entry.service})
          </p>
          {entry.action === 'firing' && entry.summary && <p className={styles.internal}>{entry.summary}</p>}
        </>
      )
  }
}
