import type { IncidentPreview } from '#shared/domain/notification.ts'
import { Section } from '../../ui/section.tsx'
import { hourBeside } from '../incident-words.ts'
import { channelWords, eventWords } from '../page/told-words.ts'
import { useNow } from '../use-now.ts'
import styles from './preview.module.css'

type Emails = IncidentPreview['emails']

const people = (count: number): string => (count === 1 ? '1 personne' : `${count.toLocaleString('fr-FR')} personnes`)

const countOf = ({ attached, subscriber, client }: Emails[number]['recipients']): number =>
  attached + subscriber + client

/** Why they are told, each person counted once. */
function audienceWords({ attached, subscriber, client }: Emails[number]['recipients']): string {
  const parts = [
    attached > 0 && `${attached} pour un signalement ou un appel rattaché`,
    subscriber > 0 && `${subscriber} par abonnement`,
    client > 0 && `${client} comme client${client > 1 ? 's' : ''} (incident majeur)`,
  ]
  return parts.filter((part) => part !== false).join(', ')
}

/** The emails to clients, word for word, and to how many. */
export function EmailWords({ emails }: { emails: Emails }) {
  const now = useNow()
  const told = emails.filter(({ recipients }) => countOf(recipients) > 0)
  const total = told.reduce((sum, { recipients }) => sum + countOf(recipients), 0)
  return (
    <Section title="Emails aux clients" aside={people(total)}>
      {told.length === 0 && <p className={styles.none}>Personne n’est à prévenir par email.</p>}
      {told.map(({ event, kind, subject, text, recipients, leavesAt }) => (
        <details key={`${event} ${kind}`} className={styles.email}>
          <summary>
            <strong>{subject}</strong>
            <span>
              {people(countOf(recipients))} ({eventWords[event]}) : {audienceWords(recipients)}
              {Date.parse(leavesAt) > now + 30_000 && `. Part à ${hourBeside(leavesAt, now)}, avec ce qui suivra`}
            </span>
          </summary>
          <p className={styles.words}>{text}</p>
        </details>
      ))}
    </Section>
  )
}

/** What the technical team receives. */
export function TeamWords({ team }: { team: IncidentPreview['team'] }) {
  if (team.length === 0) return null
  return (
    <Section title="Équipe technique">
      {team.map(({ channel, recipients, subject, text }) => (
        <details key={channel} className={styles.email}>
          <summary>
            <strong>{subject ?? channelWords[channel]}</strong>
            <span>
              {channelWords[channel]}
              {channel !== 'slack' && `, ${people(recipients)}`}
            </span>
          </summary>
          <p className={styles.words}>{text}</p>
        </details>
      ))}
    </Section>
  )
}
