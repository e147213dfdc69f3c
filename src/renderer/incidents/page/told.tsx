import { RotateCw } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { ServiceOutput } from '#shared/contracts/service.ts'
import type { NotificationRecord } from '#shared/domain/notification.ts'
import { useService, useServiceChange } from '../../service/use-service.ts'
import { Button } from '../../ui/button.tsx'
import { notify } from '../../ui/notices.ts'
import { Section } from '../../ui/section.tsx'
import { MessageList } from '../messages/message-list.tsx'
import styles from './told.module.css'
import { channelWords } from './told-words.ts'

/** As many as one looks over; the others are a press away. */
const atFirst = 5
/** While messages are on their way, how far they came is looked at again. */
const lookAgainMs = 5000

/** Who was told what of an incident, what could not leave first, and whether it arrived; it is sent again from here. */
export function Told({ id }: { id: string }) {
  const { data, refetch } = useService('listNotifications', { query: { incidentId: id, limit: 200 } })
  const [isWhole, setIsWhole] = useState(false)
  const countOf = (state: NotificationRecord['state']) =>
    (data?.counts ?? []).filter((of) => of.state === state).reduce((sum, { count }) => sum + count, 0)
  const isUnderWay = countOf('waiting') > 0
  useEffect(() => {
    if (!isUnderWay) return
    const timer = setInterval(() => void refetch(), lookAgainMs)
    return () => clearInterval(timer)
  }, [isUnderWay, refetch])
  if (!data) return null

  const failed = data.notifications.filter(({ state }) => state === 'failed')
  const records = [...failed, ...data.notifications.filter(({ state }) => state !== 'failed')]
  const shown = isWhole ? records : records.slice(0, Math.max(atFirst, failed.length))
  return (
    <Section title="Prévenus" aside={String(data.counts.reduce((sum, { count }) => sum + count, 0))}>
      {records.length === 0 ? (
        <p className={styles.none}>Personne encore.</p>
      ) : (
        <p className={styles.none}>
          {countOf('sent')} remis, {countOf('waiting')} en attente, {countOf('failed')} en échec
        </p>
      )}
      <SendAllAgain id={id} counts={data.counts} />
      <MessageList records={shown} />
      {shown.length < records.length && (
        <div>
          <Button onPress={() => setIsWhole(true)}>Voir les {records.length} derniers messages</Button>
        </div>
      )}
    </Section>
  )
}

/** Everything that could not leave by a channel, in one press. */
function SendAllAgain({ id, counts }: { id: string; counts: ServiceOutput<'listNotifications'>['counts'] }) {
  const all = useServiceChange('resendNotifications', ['listNotifications', 'readTimeline'])
  const failed = counts.filter(({ state, count }) => state === 'failed' && count > 1)
  return failed.map(({ channel, count }) => (
    <div key={channel}>
      <Button
        onPress={() =>
          all.mutate(
            { body: { incidentId: id, channel } },
            {
              onSuccess: ({ count: sent }) =>
                notify('done', sent > 1 ? `${sent} messages repartent.` : 'Un message repart.'),
              onError: ({ message }) => notify('bad', message),
            },
          )
        }
        isPending={all.isPending}
      >
        <RotateCw aria-hidden="true" />
        Renvoyer les {count} échecs ({channelWords[channel]})
      </Button>
    </div>
  ))
}
