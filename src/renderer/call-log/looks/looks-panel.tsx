import { useAgent } from '../../app/station-store.tsx'
import { MorePages } from '../../service/more-pages.tsx'
import { useService } from '../../service/use-service.ts'
import { useServicePages } from '../../service/use-service-pages.ts'
import { Button } from '../../ui/button.tsx'
import { formatDayAndHour } from '../../ui/dates.ts'
import { Empty, Failed, Loading } from '../../ui/screen-states.tsx'
import { Select } from '../../ui/select.tsx'
import table from '../../ui/table.module.css'
import { openLoggedCall, useCallLogPlace } from '../place.ts'
import styles from './looks-panel.module.css'

/** Which calls somebody has looked at, the latest first: one’s own to begin with. */
export function LooksPanel() {
  const self = useAgent()
  const chosen = useCallLogPlace(({ looker }) => looker) ?? { id: self.id, displayName: self.displayName }
  const choices = useService('readCallChoices', {})
  const everybody = new Map(
    [self, ...(choices.data?.agents ?? []), chosen].map(({ id, displayName }) => [id, displayName]),
  )
  return (
    <div className={styles.panel}>
      <div className={styles.who}>
        <Select
          label="Consultations de"
          words={Object.fromEntries(everybody)}
          value={chosen.id}
          onChange={(id) => useCallLogPlace.setState({ looker: { id, displayName: everybody.get(id) ?? '' } })}
        />
        <p className={styles.hint}>Ouvrir un appel laisse une trace, que les superviseurs peuvent lire.</p>
      </div>
      <LooksBy key={chosen.id} userId={chosen.id} />
    </div>
  )
}

function LooksBy({ userId }: { userId: string }) {
  const pages = useServicePages(
    'listLooksBy',
    { params: { id: userId }, query: {} },
    (input, after) => ({ ...input, query: { after } }),
    ({ next }) => next,
  )
  const { data, error, refetch } = pages
  if (!data)
    return error ? (
      <Failed title="Les consultations n’ont pas pu être lues" onRetry={() => void refetch()}>
        {error.message}
      </Failed>
    ) : (
      <Loading />
    )
  const looks = data.pages.flatMap((page) => page.looks)
  if (looks.length === 0) return <Empty title="Aucun appel consulté" />
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways in a narrow window. */}
      <section className={table.scroll} aria-label="Appels consultés" tabIndex={0}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Consulté le</th>
              <th scope="col">Appel du</th>
              <th scope="col">Mené par</th>
              <th scope="col">Appel</th>
            </tr>
          </thead>
          <tbody>
            {looks.map(({ id, at, callId, call }) => (
              <tr key={id}>
                <th scope="row" className={table.number}>
                  {formatDayAndHour(at)}
                </th>
                <td className={table.number}>{formatDayAndHour(call.startedAt)}</td>
                <td>{call.agent.displayName}</td>
                <td>
                  <Button
                    variant="quiet"
                    aria-label={`Ouvrir l’appel du ${formatDayAndHour(call.startedAt)}`}
                    onPress={() => openLoggedCall(callId)}
                  >
                    Ouvrir
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <MorePages of={pages} />
    </>
  )
}
