import { useMemo, useState } from 'react'
import type { CallFilters, FlowHeat } from '#shared/domain/call-log.ts'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import { type DrawnStep, drawingOf } from '#shared/flow/drawing.ts'
import { FlowChart } from '../../flow-chart/flow-chart.tsx'
import { stepTitle } from '../../flow-chart/step-title.ts'
import { Answered } from '../../service/answered.tsx'
import { useService } from '../../service/use-service.ts'
import { OneOf } from '../../ui/choices.tsx'
import table from '../../ui/table.module.css'
import styles from './heat-panel.module.css'
import { type Measure, measures, medianWords, paintingOf, shareWords } from './measures.ts'
import { StepHeat } from './step-heat.tsx'

interface HeatChartProps {
  heat: FlowHeat
  /** The version that is drawn: the latest of those whose calls are counted. */
  drawn: FlowHeat['versions'][number]
  onLook: (filters: CallFilters) => void
}

const number = new Intl.NumberFormat('fr-FR')

/** The drawn script, warmed by what calls did there; any step opens; the same figures as a table. */
export function HeatChart({ heat, drawn, onLook }: HeatChartProps) {
  const definition = useService('readFlowDefinition', { params: { hash: drawn.hash } })
  return (
    <Answered of={definition} failure="Le script n’a pas pu être lu">
      {(flow) => <Drawn heat={heat} drawn={drawn} definition={flow} onLook={onLook} />}
    </Answered>
  )
}

function Drawn({ heat, drawn, definition, onLook }: HeatChartProps & { definition: FlowDefinition }) {
  const [measure, setMeasure] = useState<Measure>('visits')
  const drawing = useMemo(() => drawingOf(definition), [definition])
  const [selected, setSelected] = useState<string | null>(drawing.steps[0]?.id ?? null)
  const painting = useMemo(() => paintingOf(heat, measure), [heat, measure])
  const steps = new Map(drawing.steps.map((step) => [step.id, step]))
  return (
    <div className={styles.drawn}>
      <OneOf label="Montrer" words={measures} value={measure} onChange={setMeasure} />
      <p className={styles.legend}>
        {number.format(heat.calls)} appel{heat.calls > 1 ? 's' : ''}, sur le dessin de la version {drawn.version}. Plus
        une étape est teintée, plus elle compte ; son chiffre est écrit.
      </p>
      <div className={styles.beside}>
        <div className={styles.chart}>
          <FlowChart definition={definition} selected={selected} onSelect={setSelected} painting={painting} />
        </div>
        {selected && <StepHeat heat={heat} definition={definition} steps={steps} stepId={selected} onLook={onLook} />}
      </div>
      <details>
        <summary className={styles.summary}>Les chiffres en tableau</summary>
        <HeatTable heat={heat} steps={steps} />
      </details>
    </div>
  )
}

function HeatTable({ heat, steps }: { heat: FlowHeat; steps: ReadonlyMap<string, DrawnStep> }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways in a narrow window.
    <section className={table.scroll} aria-label="Passages par étape : tableau" tabIndex={0}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">Étape</th>
            <th scope="col">Appels</th>
            <th scope="col">Passages</th>
            <th scope="col">Temps médian</th>
            <th scope="col">Abandons</th>
            <th scope="col">Avec ticket</th>
          </tr>
        </thead>
        <tbody>
          {heat.steps.map((step) => {
            const known = steps.get(step.stepId)
            return (
              <tr key={step.stepId}>
                <th scope="row">{known ? stepTitle(known) : `${step.stepId} (autre version)`}</th>
                <td className={table.number}>{number.format(step.calls)}</td>
                <td className={table.number}>{number.format(step.visits)}</td>
                <td className={table.number}>{medianWords(step.medianMs)}</td>
                <td className={table.number}>{number.format(step.abandoned)}</td>
                <td className={table.number}>{shareWords(step.ticketCalls, step.calls)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
