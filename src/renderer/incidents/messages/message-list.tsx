import { Check, Clock, Minus, X } from 'lucide-react'
import type { NotificationRecord } from '#shared/domain/notification.ts'
import { useServiceChange } from '../../service/use-service.ts'
import { Button } from '../../ui/button.tsx'
import { formatMoment } from '../../ui/dates.ts'
import { Mark } from '../../ui/mark.tsx'
import { notify } from '../../ui/notices.ts'
import { audienceWords, channelWords, eventWords, kindWords } from '../page/told-words.ts'
import styles from './message-list.module.css'

/** Messages, each with whether it arrived; what could not leave is sent again from here. */
export function MessageList({ records }: { records: readonly NotificationRecord[] }) {
  return (
    <ul className={styles.records}>
      {records.map((record) => (
        <li key={record.id} className={styles.record}>
          <Message record={record} />
        </li>
      ))}
    </ul>
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
  const { channel, kind, recipient, event, audience, state, endedAt, createdAt, lastError, canBeSentAgain } = record
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
        {[channelWords[channel], event ? eventWords[event] : kindWords[kind], audience && audienceWords[audience]]
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
