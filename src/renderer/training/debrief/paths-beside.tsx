import { Check, Minus, Triangle } from 'lucide-react'
import type { CompiledFlow } from '#shared/flow/compile.ts'
import { clientPickedType } from '#shared/flow/events.ts'
import type { PathRow } from '#shared/training/paths.ts'
import tableStyles from '../../ui/table.module.css'
import { stepTitles } from '../step-titles.ts'
import styles from './debrief.module.css'

const shapes = { both: Check, expected: Minus, taken: Triangle } as const

/** What the two paths are called, and what is said of each line. */
const practised = {
  expected: 'Attendu',
  taken: 'Suivi',
  both: 'comme attendu',
  onlyExpected: 'attendu, pas suivi',
  onlyTaken: 'suivi, pas attendu',
}

interface PathsBesideProps {
  flow: CompiledFlow
  path: readonly PathRow[]
  words?: typeof practised
}

/** Two paths, line by line: what they have in common is on one line. */
export function PathsBeside({ flow, path, words = practised }: PathsBesideProps) {
  const { script } = flow.definition
  const titleOf = stepTitles(flow.definition)
  const answerOf = ({ stepId, answer }: PathRow) =>
    (script.steps[stepId]?.answers?.[answer] ?? script.anytime[answer])?.label ?? 'Client choisi'
  return (
    <div className={tableStyles.scroll}>
      <table className={`${tableStyles.table} ${styles.paths}`}>
        <thead>
          <tr>
            <th scope="col">Étape</th>
            <th scope="col">{words.expected}</th>
            <th scope="col">{words.taken}</th>
            <th scope="col">
              <span className={styles.spoken}>Comparaison</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {path.map((row, index) => {
            const Shape = shapes[row.on]
            const verdict = { both: words.both, expected: words.onlyExpected, taken: words.onlyTaken }[row.on]
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a step may come twice; its place tells it apart
              <tr key={`${index}-${row.stepId}`} className={styles[row.on]}>
                <th scope="row">{row.answer === clientPickedType ? 'Le client est retrouvé' : titleOf(row.stepId)}</th>
                <td>{row.on === 'taken' ? '—' : answerOf(row)}</td>
                <td>{row.on === 'expected' ? '—' : answerOf(row)}</td>
                <td className={styles.verdict}>
                  <Shape aria-hidden="true" />
                  {verdict}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
