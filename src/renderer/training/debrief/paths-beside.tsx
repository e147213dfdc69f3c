import { Check, Minus, Triangle } from 'lucide-react'
import type { CompiledFlow } from '#shared/flow/compile.ts'
import { drawingOf } from '#shared/flow/drawing.ts'
import type { PathRow } from '#shared/training/paths.ts'
import { stepTitle } from '../../flow-chart/step-title.ts'
import tableStyles from '../../ui/table.module.css'
import styles from './debrief.module.css'

const shapes = {
  both: { shape: Check, words: 'comme attendu' },
  expected: { shape: Minus, words: 'attendu, pas suivi' },
  taken: { shape: Triangle, words: 'suivi, pas attendu' },
} as const

/** Two paths, line by line: what they have in common is on one line. */
export function PathsBeside({ flow, path }: { flow: CompiledFlow; path: readonly PathRow[] }) {
  const { script } = flow.definition
  const steps = new Map(drawingOf(flow.definition).steps.map((step) => [step.id, step]))
  const titleOf = (stepId: string) => {
    const step = steps.get(stepId)
    return step ? stepTitle(step) : 'Le client est retrouvé'
  }
  const answerOf = ({ stepId, answer }: PathRow) =>
    (script.steps[stepId]?.answers?.[answer] ?? script.anytime[answer])?.label ?? 'Client choisi'
  return (
    <div className={tableStyles.scroll}>
      <table className={`${tableStyles.table} ${styles.paths}`}>
        <thead>
          <tr>
            <th scope="col">Étape</th>
            <th scope="col">Attendu</th>
            <th scope="col">Suivi</th>
            <th scope="col">
              <span className={styles.spoken}>Comparaison</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {path.map((row, index) => {
            const { shape: Shape, words } = shapes[row.on]
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a step may come twice; its place tells it apart
              <tr key={`${index}-${row.stepId}`} className={styles[row.on]}>
                <th scope="row">{titleOf(row.stepId)}</th>
                <td>{row.on === 'taken' ? '—' : answerOf(row)}</td>
                <td>{row.on === 'expected' ? '—' : answerOf(row)}</td>
                <td className={styles.verdict}>
                  <Shape aria-hidden="true" />
                  {words}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
