import { ArrowRight } from 'lucide-react'
import type { CallFilters, FlowHeat } from '#shared/domain/call-log.ts'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import type { DrawnStep } from '#shared/flow/drawing.ts'
import { stepTitle } from '../../flow-chart/step-title.ts'
import { Button } from '../../ui/button.tsx'
import { Details } from '../../ui/details.tsx'
import { Section } from '../../ui/section.tsx'
import table from '../../ui/table.module.css'
import styles from './heat-panel.module.css'
import { medianWords, shareWords } from './measures.ts'

interface StepHeatProps {
  heat: FlowHeat
  definition: FlowDefinition
  steps: ReadonlyMap<string, DrawnStep>
  stepId: string
  onLook: (filters: CallFilters) => void
}

const number = new Intl.NumberFormat('fr-FR')

/** One step from above: how many came, how long they stayed, by what they left. */
export function StepHeat({ heat, definition, steps, stepId, onLook }: StepHeatProps) {
  const step = heat.steps.find((one) => one.stepId === stepId)
  const drawn = steps.get(stepId)
  const ways = heat.ways.filter(({ from }) => from === stepId).toSorted((a, b) => b.visits - a.visits)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by itself, so the keyboard must reach it.
    <section className={styles.step} aria-label="Étape choisie" tabIndex={0}>
      <p className={styles.title}>{drawn ? stepTitle(drawn) : stepId}</p>
      {step ? (
        <>
          <Details
            rows={[
              ['Appels', `${number.format(step.calls)} (${shareWords(step.calls, heat.calls)})`],
              ['Passages', number.format(step.visits)],
              ['Temps médian', medianWords(step.medianMs)],
              ['Abandons', `${number.format(step.abandoned)} (${shareWords(step.abandoned, step.visits)})`],
              ['Avec ticket', shareWords(step.ticketCalls, step.calls)],
            ]}
          />
          {ways.length > 0 && (
            <Section title="Quittée par">
              <table className={table.table}>
                <thead>
                  <tr>
                    <th scope="col">Réponse</th>
                    <th scope="col">Passages</th>
                    <th scope="col">Ticket</th>
                  </tr>
                </thead>
                <tbody>
                  {ways.map(({ to, by, visits, ticketVisits }) => (
                    <tr key={`${by} ${to}`}>
                      <th scope="row">{wayWords(definition, stepId, by, steps.get(to))}</th>
                      <td className={table.number}>{shareWords(visits, step.visits)}</td>
                      <td className={table.number}>{shareWords(ticketVisits, visits)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Section>
          )}
          <div>
            <Button onPress={() => onLook({ stepId })}>
              <ArrowRight aria-hidden="true" />
              Voir ces appels
            </Button>
          </div>
        </>
      ) : (
        <p className={styles.none}>Aucun appel n’y est passé.</p>
      )}
    </section>
  )
}

/** The answer's words, or where it leads by itself. */
function wayWords({ script }: FlowDefinition, stepId: string, by: string, to: DrawnStep | undefined): string {
  const label = (script.steps[stepId]?.answers?.[by] ?? script.anytime[by])?.label
  if (label) return label
  if (by === 'back') return 'Retour en arrière'
  return to ? `→ ${stepTitle(to)}` : by
}
