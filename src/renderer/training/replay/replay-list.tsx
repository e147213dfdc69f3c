import { ListVideo } from 'lucide-react'
import { useState } from 'react'
import type { ServiceInput, ServiceOutput } from '#shared/contracts/service.ts'
import { closings } from '#shared/domain/call.ts'
import { durationWords } from '#shared/domain/duration.ts'
import { Answered } from '../../service/answered.tsx'
import { MorePages } from '../../service/more-pages.tsx'
import { useServicePages } from '../../service/use-service-pages.ts'
import { Button } from '../../ui/button.tsx'
import { formatDayAndHour } from '../../ui/dates.ts'
import { Empty } from '../../ui/screen-states.tsx'
import { Select } from '../../ui/select.tsx'
import tableStyles from '../../ui/table.module.css'
import { openReplaying } from '../training-state.ts'
import styles from './replay-list.module.css'

type Filter = ServiceInput<'listReplays'>['query']
type Line = ServiceOutput<'listReplays'>['calls'][number]

const anyEnd = { any: 'Toutes les fins', ...closings } as const
const anyTicket = { any: 'Avec ou sans ticket', with: 'Avec un ticket', without: 'Sans ticket' } as const

/** Recorded calls that may be played again, the latest first; nobody can be recognised in them. */
export function ReplayList() {
  const [end, setEnd] = useState<keyof typeof anyEnd>('any')
  const [ticket, setTicket] = useState<keyof typeof anyTicket>('any')
  const query: Filter = { ...(end !== 'any' && { closing: end }), ...(ticket !== 'any' && { ticket }) }
  const read = useServicePages(
    'listReplays',
    { query },
    (input, after) => ({ query: { ...input.query, after } }),
    ({ next }) => next,
  )
  return (
    <div className={styles.replays}>
      <div className={styles.filters}>
        <Select label="Fin de l’appel" words={anyEnd} value={end} onChange={setEnd} />
        <Select label="Ticket" words={anyTicket} value={ticket} onChange={setTicket} />
      </div>
      <Answered
        of={{ ...read, data: read.data?.pages.flatMap(({ calls }) => calls), isPlaceholderData: false }}
        failure="Les appels enregistrés n’ont pas pu être lus"
      >
        {(calls) =>
          calls.length === 0 ? (
            <Empty title="Aucun appel à rejouer">
              <p>Les appels terminés se rejouent ici, une fois transmis au service.</p>
            </Empty>
          ) : (
            <>
              <Calls calls={calls} />
              <MorePages of={read} label="Appels plus anciens" />
            </>
          )
        }
      </Answered>
    </div>
  )
}

function Calls({ calls }: { calls: readonly Line[] }) {
  return (
    <div className={tableStyles.scroll}>
      <table className={tableStyles.table}>
        <thead>
          <tr>
            <th scope="col">Terminé</th>
            <th scope="col">Phases</th>
            <th scope="col">Fin</th>
            <th scope="col">Durée</th>
            <th scope="col">Ticket</th>
            <th scope="col">
              <span className={styles.spoken}>Rejouer</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {calls.map((call) => (
            <tr key={call.id}>
              <th scope="row" className={tableStyles.number}>
                {formatDayAndHour(call.endedAt)}
              </th>
              <td>{call.phases.map(({ number }) => number).join(' › ') || '—'}</td>
              <td>
                {closings[call.closing]}
                {call.reason && <small className={styles.reason}>{call.reason.label}</small>}
              </td>
              <td className={tableStyles.number}>{durationWords(call.durationMs)}</td>
              <td>{call.hasTicket ? 'oui' : 'non'}</td>
              <td>
                <Button
                  aria-label={`Rejouer l’appel du ${formatDayAndHour(call.endedAt)}`}
                  isDisabled={call.folding !== 'folded'}
                  onPress={() => openReplaying({ callId: call.id, length: 0 })}
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
