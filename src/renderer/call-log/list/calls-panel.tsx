import { Answered } from '../../service/answered.tsx'
import { useService } from '../../service/use-service.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/screen-states.tsx'
import { type CallSearch, everything, isNarrowed } from '../search.ts'
import { CallList, type OpenedCall } from './call-list.tsx'
import styles from './calls-panel.module.css'
import { ExportCalls } from './export-calls.tsx'
import { FilterBar } from './filter-bar.tsx'
import { useCalls } from './use-calls.ts'
import { ViewsMenu } from './views-menu.tsx'

interface CallsPanelProps {
  /** Everybody's calls, or one's own alone. */
  seesAll: boolean
  search: CallSearch
  onSearch: (search: CallSearch) => void
  onOpen: (call: OpenedCall) => void
  lastOpened: OpenedCall | null
}

const number = new Intl.NumberFormat('fr-FR')

/** The list of the calls that are over, searched, filtered and sorted. */
export function CallsPanel({ seesAll, search, onSearch, onOpen, lastOpened }: CallsPanelProps) {
  const choices = useService('readCallChoices', {})
  const { count, pages } = useCalls(search.filters, search.order)
  return (
    <div className={styles.panel}>
      <FilterBar search={search} choices={choices.data} hasAgents={seesAll} onChange={onSearch}>
        <ViewsMenu search={search} mayShare={seesAll} onChange={onSearch} />
      </FilterBar>
      <Answered of={count} failure="Les appels n’ont pas pu être lus">
        {({ count: found, isExact }) =>
          found === 0 ? (
            <Nothing isNarrowed={isNarrowed(search)} onAll={() => onSearch(everything)} />
          ) : (
            <div className={styles.found}>
              <div className={styles.head}>
                <p role="status" className={styles.count}>
                  {isExact
                    ? `${number.format(found)} appel${found > 1 ? 's' : ''}`
                    : `Plus de ${number.format(found)} appels : les ${number.format(found)} premiers sont listés, affinez la recherche pour atteindre les autres.`}
                </p>
                {seesAll && <ExportCalls key={JSON.stringify(search)} search={search} count={found} />}
              </div>
              <CallList
                key={JSON.stringify(search)}
                count={found}
                pages={pages}
                order={search.order}
                onOrder={(order) => onSearch({ ...search, order })}
                onOpen={onOpen}
                lastOpened={lastOpened}
              />
            </div>
          )
        }
      </Answered>
    </div>
  )
}

function Nothing({ isNarrowed, onAll }: { isNarrowed: boolean; onAll: () => void }) {
  if (!isNarrowed)
    return (
      <Empty title="Aucun appel terminé">
        <p>Chaque appel arrive ici dès qu’il est terminé et transmis.</p>
      </Empty>
    )
  return (
    <Empty title="Aucun appel ne correspond">
      <p>Les accents, les majuscules et les élisions ne comptent pas. Retirez un filtre ou un mot.</p>
      <div>
        <Button onPress={onAll}>Voir tous les appels</Button>
      </div>
    </Empty>
  )
}
