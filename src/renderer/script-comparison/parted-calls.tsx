import { ListVideo } from 'lucide-react'
import { closings } from '#shared/domain/call.ts'
import type { PartedCall } from '#shared/domain/flow-comparison.ts'
import { minutes } from '#shared/flow/proof.ts'
import { goTo } from '../app/navigation.ts'
import { Answered } from '../service/answered.tsx'
import { MorePages } from '../service/more-pages.tsx'
import { useServicePages } from '../service/use-service-pages.ts'
import { openReplaying } from '../training/training-state.ts'
import { Button } from '../ui/button.tsx'
import { formatDayAndHour } from '../ui/dates.ts'
import tableStyles from '../ui/table.module.css'
import styles from './comparison.module.css'

interface PartedCallsProps {
  comparisonId: string
  /** Of the parting. */
  number: number
}

/** Some of the calls that part at a step, the latest first: what each version makes of them. */
export function PartedCalls({ comparisonId, number }: PartedCallsProps) {
  const read = useServicePages(
    'listPartedCalls',
    { params: { id: comparisonId }, query: { parting: number } },
    ({ params, query }, after) => ({ params, query: { ...query, after: Number(after) } }),
    ({ next }) => (next === null ? null : String(next)),
  )
  return (
    <Answered
      of={{ ...read, data: read.data?.pages.flatMap(({ calls }) => calls), isPlaceholderData: false }}
      failure="Ces appels n’ont pas pu être lus"
    >
      {(calls) => (
        <>
          <Calls calls={calls} />
          <MorePages of={read} label="Appels plus anciens" />
        </>
      )}
    </Answered>
  )
}

function Calls({ calls }: { calls: readonly PartedCall[] }) {
  return (
    <div className={tableStyles.scroll}>
      <table className={tableStyles.table}>
        <thead>
          <tr>
            <th scope="col">Terminé</th>
            <th scope="col">Avant</th>
            <th scope="col">Après</th>
            <th scope="col">
              <span className={styles.spoken}>Rejouer</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {calls.map(({ callId, endedAt, before, after }) => (
            <tr key={callId}>
              <th scope="row" className={tableStyles.number}>
                {formatDayAndHour(endedAt)}
              </th>
              <td>{ledWords(before)}</td>
              <td>{ledWords(after)}</td>
              <td>
                <Button
                  aria-label={`Rejouer l’appel du ${formatDayAndHour(endedAt)}`}
                  onPress={() => {
                    openReplaying({ callId, length: 0 })
                    goTo('training')
                  }}
                >
                  <ListVideo aria-hidden="true" />
                  Rejouer
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function ledWords(led: PartedCall['before']): string {
  if (led === null) return 'indéterminé'
  if (led.closing === null) return 'suite inconnue'
  return `${closings[led.closing]}, ${led.filesTicket ? 'avec' : 'sans'} ticket, ${minutes(led.seconds)}`
}
