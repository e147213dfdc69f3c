import { Check, Clock, Minus, RotateCw, X } from 'lucide-react'
import type { NotificationRecord } from '#shared/domain/notification.ts'
import { useService, useServiceChange } from '../../service/use-service.ts'
import { Button } from '../../ui/button.tsx'
import { formatMoment } from '../../ui/dates.ts'
import { Mark } from '../../ui/mark.tsx'
import { notify } from '../../ui/notices.ts'
import { Section } from '../../ui/section.tsx'
import styles from './told.module.css'
import { audienceWords, channelWords, eventWords } from './told-words.ts'

/** Who was told what of an incident, the last first, and whether it arrived; what could not leave is sent again from here. */
export function Told({ id }: { id: string }) {
  const { data } = useService('listNotifications', { query: { incidentId: id, limit: 50 } })
  const all = useServiceChange('resendNotifications', ['listNotifications', 'readTimeline'])
  if (!data) return null
  const countOf = (state: NotificationRecord['state']) =>
    data.counts.filter((of) => of.state === state).reduce((sum, { count }) => sum + count, 0)
  const failed = data.counts.filter(({ state, count }) => state === 'failed' && count > 0)
  const total = data.counts.reduce((sum, { count }) => sum + count, 0)
  return (
    <Section title="Prévenus" aside={String(total)}>
      {total === 0 && <p className={styles.none}>Personne encore.</p>}
      {total > 0 && (
        <p className={styles.counts}>
          {countOf('sent')} remis, {countOf('waiting')} en attente, {countOf('failed')} en échec
        </p>
      )}
      {failed.map(({ channel }) => (
        <div key={channel}>
          <Button
            onPress={() =>
              all.mutate(
                { body: { incidentId: id, channel } },
                {
                  onSuccess: ({ count }) => notify('done', `${count} message${count > 1 ? 's' : ''} repartent.`),
                  onError: ({ message }) => notify('bad', message),
                },
              )
            }
            isPending={all.isPending}
          >
            <RotateCw aria-hidden="true" />
            Renvoyer tous les échecs ({channelWords[channel]})
          </Button>
        </div>
      ))}
      <ul className={styles.records}>
        {data.notifications.map((record) => (
          <li key={record.id} className={styles.record}>
            <Message record={record} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

const states = {
  sent: { word: 'remis', tone: 'ok', shape: Check },
  waiting: { word: 'en attente', tone: 'soft', shape: Clock },
  failed: { word: 'en échec', tone: 'bad', shape: X },
  dropped: { word: 'sans objet', tone: 'soft', shape: Minus },
} as const

/** One message to one recipient. */
function Message({ record }: { record: NotificationRecord }) {
  const again = useServiceChange('resendNotification', ['listNotifications', 'readTimeline'])
  const { channel, recipient, event, audience, state, endedAt, createdAt, lastError, canBeSentAgain } = record
  const { word, tone, shape } = states[state]
  return (
    <>
      <div className={styles.line}>
        <strong>{recipient || '(effacé)'}</strong>
        <Mark tone={tone} shape={shape}>
          {word}
        </Mark>
      </div>
      <span>
        {[channelWords[channel], event && eventWords[event], audience && audienceWords[audience]]
          .filter(Boolean)
          .join(', ')}
        , {formatMoment(endedAt ?? createdAt)}
      </span>
      {state === 'failed' && lastError && <span>{lastError}</span>}
      {canBeSentAgain && (
        <div>
          <Button
            aria-label={`Renvoyer à ${recipient}`}
            onPress={() =>
              again.mutate(
                { params: { id: record.id } },
                {
                  onSuccess: () => notify('done', 'Le message repart.'),
                  onError: ({ message }) => notify('bad', message),
                },
              )
            }
            isPending={again.isPending}
          >
            Renvoyer
          </Button>
        </div>
      )}
    </>
  )
}
