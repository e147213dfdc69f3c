import { Check, Clock, Triangle } from 'lucide-react'
import { goTo } from '../../app/navigation.ts'
import { useStationState } from '../../app/station-store.tsx'
import { AnsweredRemarks } from '../../feedback/answered-remarks.tsx'
import { useBackendNow } from '../../status/backend-now.ts'
import { summaryOf } from '../../status/status-words.ts'
import { Button } from '../../ui/button.tsx'
import { Mark } from '../../ui/mark.tsx'
import { Section } from '../../ui/section.tsx'
import { StatusMark } from '../../ui/status-mark.tsx'
import styles from './at-a-glance.module.css'

/** Between two calls: what to know of the platform before the next, and what was written and is not delivered yet. */
export function AtAGlance() {
  return (
    <aside aria-label="En un coup d’œil" className={styles.glance}>
      <Section title="Plateforme">
        <Platform />
        <div>
          <Button onPress={() => goTo('status')}>Ouvrir le statut</Button>
        </div>
      </Section>
      <Section title="À envoyer">
        <Outbox />
      </Section>
      <AnsweredRemarks />
    </aside>
  )
}

function Platform() {
  const platform = useStationState((state) => state.platform)
  const now = useBackendNow(platform)
  const { status, isLive } = platform
  if (!status) return <StatusMark level="unknown">Statut inconnu : le service n’a encore rien dit</StatusMark>
  const { level, words } = summaryOf(status, now, isLive)
  return (
    <>
      <StatusMark level={level}>{words}</StatusMark>
      {status.incidents.map(({ id, impact }) => (
        <p key={id} className={styles.words}>
          {impact}
        </p>
      ))}
    </>
  )
}

function Outbox() {
  const { waiting, refused } = useStationState((state) => state.outbox)
  const isOnline = useStationState((state) => state.link === 'online')
  if (waiting + refused === 0)
    return (
      <Mark tone="ok" shape={Check}>
        Tout ce qui est écrit est envoyé
      </Mark>
    )
  return (
    <>
      {refused > 0 && (
        <Mark tone="warn" shape={Triangle}>
          {refused === 1 ? 'Un envoi refusé, à revoir' : `${refused} envois refusés, à revoir`}
        </Mark>
      )}
      {waiting > 0 && (
        <Mark tone="soft" shape={Clock}>
          {waiting === 1 ? 'Un envoi à transmettre' : `${waiting} envois à transmettre`}
        </Mark>
      )}
      {waiting > 0 && (
        <p className={styles.words}>
          {isOnline ? 'Part sans que vous ayez rien à faire.' : 'Gardé sur ce poste ; part dès que le service répond.'}
        </p>
      )}
      <div>
        <Button onPress={() => goTo('tickets')}>Voir les tickets</Button>
      </div>
    </>
  )
}
