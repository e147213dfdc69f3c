import { useEffect } from 'react'
import { useService } from '../../service/use-service.ts'
import { Section } from '../../ui/section.tsx'
import { MessageList } from './message-list.tsx'

/** As many as one looks over; those sent again make room for the next. */
const atOnce = 10
/** A message fails at any moment, and nothing announces it. */
const lookAgainMs = 60_000

/**
 * What the service could not send and is still worth sending, whatever it is about: a confirmation or a link that somebody
 * waits for. Nothing at all while there is none.
 */
export function FailedMessages() {
  const { data, refetch } = useService('listNotifications', { query: { state: 'failed', limit: 200 } })
  useEffect(() => {
    const timer = setInterval(() => void refetch(), lookAgainMs)
    return () => clearInterval(timer)
  }, [refetch])
  const failed = data?.notifications.filter(({ canBeSentAgain }) => canBeSentAgain) ?? []
  if (failed.length === 0) return null
  return (
    <Section title="Messages non partis" aside={String(failed.length)}>
      <MessageList records={failed.slice(0, atOnce)} />
    </Section>
  )
}
