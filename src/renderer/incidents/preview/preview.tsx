import { useEffect, useState } from 'react'
import type { ServiceInput } from '#shared/contracts/service.ts'
import type { IncidentPreview } from '#shared/domain/notification.ts'
import { Answered } from '../../service/answered.tsx'
import { useService } from '../../service/use-service.ts'
import { Details } from '../../ui/details.tsx'
import { Section } from '../../ui/section.tsx'
import { StatusMark } from '../../ui/status-mark.tsx'
import { EmailWords, TeamWords } from './email-words.tsx'
import { HotlinerWords } from './hotliner-words.tsx'
import styles from './preview.module.css'

export type AskedChange = ServiceInput<'previewIncidentChange'>['body']

/** Typing is let rest a little: each look has the service make the change and undo it. */
const restMs = 350

interface PreviewProps {
  /** null: what is typed says nothing yet. */
  change: AskedChange | null
  /** What to do for there to be something to see. */
  waiting: string
}

/** Before anything is sent: exactly what each place will say, as the service itself writes it, and to how many. */
export function Preview({ change, waiting }: PreviewProps) {
  const rested = useRested(change)
  return (
    <div className={styles.preview}>
      <h2 className={styles.title}>Ce qui sera dit</h2>
      {rested === null ? <p className={styles.none}>{waiting}</p> : <Looked change={rested} />}
    </div>
  )
}

/** What a value was once it had not changed for a while. */
function useRested(change: AskedChange | null): AskedChange | null {
  const words = JSON.stringify(change)
  const [rested, setRested] = useState(words)
  useEffect(() => {
    const timer = setTimeout(() => setRested(words), restMs)
    return () => clearTimeout(timer)
  }, [words])
  // Nothing to say is known at once.
  return change === null ? null : (JSON.parse(rested) as AskedChange | null)
}

function Looked({ change }: { change: AskedChange }) {
  const read = useService('previewIncidentChange', { body: change })
  return (
    <Answered of={read} failure="Ce qui sera dit n’a pas pu être lu">
      {(preview) => (
        <>
          <PageWords page={preview.statusPage} />
          <BannerWords banner={preview.banner} />
          <Section title="Script des hotliners">
            <HotlinerWords platform={preview.platform} />
          </Section>
          <EmailWords emails={preview.emails} />
          <TeamWords team={preview.team} />
        </>
      )}
    </Answered>
  )
}

function PageWords({ page: { overall, incident } }: { page: IncidentPreview['statusPage'] }) {
  return (
    <Section title="Page de statut">
      <StatusMark level={overall.level}>{overall.words}</StatusMark>
      {incident ? (
        <>
          <p className={styles.heading}>{incident.title}</p>
          <Details rows={incident.facts} />
          {incident.note && <p className={styles.words}>{incident.note}</p>}
        </>
      ) : (
        <p className={styles.none}>L’incident n’y est plus en cours ; il reste dans l’historique.</p>
      )}
    </Section>
  )
}

function BannerWords({ banner }: { banner: IncidentPreview['banner'] }) {
  return (
    <Section title="Bannière du portail">
      {banner ? (
        <>
          <p className={styles.heading}>{banner.title}</p>
          <p className={styles.words}>{banner.text}</p>
        </>
      ) : (
        <p className={styles.none}>Aucune bannière.</p>
      )}
    </Section>
  )
}
