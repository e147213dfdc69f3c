import { Info } from 'lucide-react'
import { useState } from 'react'
import type { AgentFigures, FigureDefinition } from '#shared/domain/agent-figures.ts'
import type { CallFilters } from '#shared/domain/call-log.ts'
import { durationWords } from '#shared/domain/duration.ts'
import { type UsualPeriod, usualPeriod } from '../../period/period.ts'
import { PeriodPicker } from '../../period/period-picker.tsx'
import { Answered } from '../../service/answered.tsx'
import { useService } from '../../service/use-service.ts'
import { Button } from '../../ui/button.tsx'
import { Details } from '../../ui/details.tsx'
import { Empty } from '../../ui/screen-states.tsx'
import { Section } from '../../ui/section.tsx'
import table from '../../ui/table.module.css'
import styles from './agents-panel.module.css'

interface AgentsPanelProps {
  /** Shows the calls that a figure is made of. */
  onLook: (filters: CallFilters) => void
}

/** What each agent handled in a period, by formulas that are declared; whoever leads calls sees their own. */
export function AgentsPanel({ onLook }: AgentsPanelProps) {
  const [usual, setUsual] = useState<UsualPeriod | 'own'>('month')
  const [period, setPeriod] = useState(() => usualPeriod('month', Date.now()))
  const read = useService('readAgentFigures', { query: period })
  return (
    <div className={styles.panel}>
      <PeriodPicker
        usual={usual}
        period={period}
        onChange={(nextUsual, next) => {
          setUsual(nextUsual)
          setPeriod(next)
        }}
      />
      <Answered of={read} failure="Les chiffres n’ont pas pu être lus">
        {({ definitions, agents, all }) =>
          agents.length === 0 ? (
            <Empty title="Aucun appel terminé dans cette période" />
          ) : (
            <>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways in a narrow window. */}
              <section className={table.scroll} aria-label="Chiffres par agent" tabIndex={0}>
                <table className={table.table}>
                  <thead>
                    <tr>
                      <th scope="col">Agent</th>
                      {definitions.map(({ id, name }) => (
                        <th key={id} scope="col">
                          {name}
                        </th>
                      ))}
                      <th scope="col">À savoir</th>
                    </tr>
                  </thead>
                  <tbody>
                    {agents.map(({ agent, ...figures }) => (
                      <tr key={agent.id}>
                        <th scope="row">
                          <Button
                            variant="quiet"
                            aria-label={`Voir les appels de ${agent.displayName}`}
                            onPress={() => onLook({ agentId: agent.id, ...period })}
                          >
                            {agent.displayName}
                          </Button>
                        </th>
                        <Cells definitions={definitions} figures={figures} />
                      </tr>
                    ))}
                  </tbody>
                  {agents.length > 1 && (
                    <tfoot>
                      <tr className={styles.all}>
                        <th scope="row">Ensemble</th>
                        <Cells definitions={definitions} figures={all} />
                      </tr>
                    </tfoot>
                  )}
                </table>
              </section>
              <Section title="Comment ces chiffres sont faits">
                <Details rows={definitions.map(({ name, formula }) => [name, formula] as const)} />
              </Section>
            </>
          )
        }
      </Answered>
    </div>
  )
}

/** How many calls each share is made of. */
const countOf = {
  'within-target': 'withinTarget',
  'resolved-without-ticket': 'resolvedWithoutTicket',
  escalated: 'escalated',
} as const

function Cells({ definitions, figures }: { definitions: readonly FigureDefinition[]; figures: AgentFigures }) {
  return (
    <>
      {definitions.map(({ id, unit }) => {
        const counted = id in countOf ? figures.counts[countOf[id as keyof typeof countOf]] : null
        return (
          <td key={id} className={table.number}>
            {valueWords(figures.values[id], unit)}
            {counted !== null && <span className={styles.counted}> ({counted.toLocaleString('fr-FR')})</span>}
          </td>
        )
      })}
      <td>
        {figures.caution && (
          <span className={styles.caution}>
            <Info aria-hidden="true" />
            {figures.caution}
          </span>
        )}
      </td>
    </>
  )
}

function valueWords(value: number | null | undefined, unit: FigureDefinition['unit']): string {
  if (value === null || value === undefined) return '—'
  if (unit === 'share') return `${(value * 100).toLocaleString('fr-FR', { maximumFractionDigits: 1 })} %`
  if (unit === 'minutes') return durationWords(value * 60_000)
  return value.toLocaleString('fr-FR')
}
