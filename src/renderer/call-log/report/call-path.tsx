import { useMemo, useState } from 'react'
import type { CallReport } from '#shared/domain/call-log.ts'
import type { SpokenStep } from '#shared/flow/spoken.ts'
import { FlowChart, type Painting } from '../../flow-chart/flow-chart.tsx'
import { Answered } from '../../service/answered.tsx'
import { useService } from '../../service/use-service.ts'
import styles from './call-path.module.css'
import { StepTold } from './dialogue.tsx'

/** The way that a call went, on the drawing of the very version that it was led with. */
export function CallPath({ report }: { report: CallReport }) {
  const definition = useService('readFlowDefinition', { params: { hash: report.flowHash } })
  const [selected, setSelected] = useState(report.steps[0]?.stepId ?? null)
  const painting = useMemo(() => paintingOf(report.steps), [report.steps])
  const visits = report.steps.filter(({ stepId }) => stepId === selected)
  return (
    <Answered of={definition} failure="Le script de cet appel n’a pas pu être lu">
      {(flow) => (
        <div className={styles.path}>
          <p className={styles.legend}>
            Chaque étape atteinte porte son rang dans l’appel ; les autres sont restées de côté.
          </p>
          <div className={styles.chart}>
            <FlowChart definition={flow} selected={selected} onSelect={setSelected} painting={painting} />
          </div>
          {visits.length === 0 ? (
            <p className={styles.legend}>L’appel n’est pas passé par cette étape.</p>
          ) : (
            visits.map((step) => <StepTold key={step.position} step={step} agents={report.handedOver} />)
          )}
        </div>
      )}
    </Answered>
  )
}

function paintingOf(steps: readonly SpokenStep[]): Painting {
  const ranks = Map.groupBy(steps, ({ stepId }) => stepId)
  return {
    steps: new Map(
      [...ranks].map(([stepId, visits]) => {
        const places = visits.map(({ position }) => position)
        return [stepId, { heat: 1, badge: places.join(' '), words: `étape ${places.join(' et ')} de l’appel` }]
      }),
    ),
    ways: new Map(steps.slice(1).map((step, index) => [`${steps[index]?.stepId}>${step.stepId}`, 0.4])),
  }
}
