import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { ComparisonFigures, FlowComparison, Parting } from '#shared/domain/flow-comparison.ts'
import { eventWords } from '../script/event-words.ts'
import { stepName, type Versions } from '../script-editor/changes/change-words.ts'
import { Answered } from '../service/answered.tsx'
import { useService } from '../service/use-service.ts'
import { Section } from '../ui/section.tsx'
import styles from './comparison.module.css'
import { signed } from './figures.tsx'
import { PartedCalls } from './parted-calls.tsx'

interface PartingsProps {
  comparison: FlowComparison
  figures: ComparisonFigures
}

/** Where calls part, those with the most calls first, each with some of its calls. */
export function Partings({
  comparison: { id, beforeHash, afterHash },
  figures: { same, partings, unlisted },
}: PartingsProps) {
  const before = useService('readFlowDefinition', { params: { hash: beforeHash } })
  const after = useService('readFlowDefinition', { params: { hash: afterHash } })
  if (partings.length === 0) return same > 0 && <p>Aucun appel ne change de chemin.</p>
  return (
    <Section title="Où les appels se séparent">
      <Answered of={before} failure="La version d’avant n’a pas pu être lue">
        {(one) => (
          <Answered of={after} failure="La version d’après n’a pas pu être lue">
            {(other) => (
              <ol className={styles.partings}>
                {partings.map((parting) => (
                  <li key={parting.number}>
                    <PartingShown comparisonId={id} parting={parting} versions={{ before: one, after: other }} />
                  </li>
                ))}
              </ol>
            )}
          </Answered>
        )}
      </Answered>
      {unlisted > 0 && (
        <p className={styles.soft}>
          {unlisted.toLocaleString('fr-FR')} appels se séparent encore ailleurs, de trop de façons pour être montrées.
        </p>
      )}
    </Section>
  )
}

interface PartingShownProps {
  comparisonId: string
  parting: Parting
  versions: Versions
}

function PartingShown({ comparisonId, parting, versions }: PartingShownProps) {
  const [isOpen, setIsOpen] = useState(false)
  const { stepId, event, calls, kind, beforeStep, afterStep, effects } = parting
  const where = stepId === null ? 'Au début de l’appel' : stepName(versions, stepId)
  const leads = (to: string | null) => (to === null ? 'ne connaît pas cette réponse' : stepName(versions, to))
  const seconds = effects.calls > 0 ? Math.round((effects.seconds.after - effects.seconds.before) / effects.calls) : 0
  return (
    <article className={styles.parting} aria-label={where}>
      <div className={styles.place}>
        <p className={styles.step}>{where}</p>
        {event !== null && stepId !== null && (
          <p className={styles.event}>{eventWords([versions.before, versions.after], stepId, event)}</p>
        )}
      </div>
      <p className={styles.count}>
        <strong>{calls.toLocaleString('fr-FR')}</strong> {calls === 1 ? 'appel' : 'appels'}
        {kind === 'unknown' && <span className={styles.mark}>indéterminé</span>}
      </p>
      <dl className={styles.ways}>
        <dt>avant</dt>
        <dd>{leads(beforeStep)}</dd>
        <dt>après</dt>
        <dd>{leads(afterStep)}</dd>
      </dl>
      {kind === 'elsewhere' && (
        <p className={styles.soft}>
          {effects.calls === 0
            ? 'La suite n’est pas connue : nul n’a répondu à ce que demande l’autre version.'
            : `Sur ${effects.calls.toLocaleString('fr-FR')} menés à leur fin : durée ${signed(seconds, 's')}, tickets ${signed(effects.tickets.after - effects.tickets.before, '')}.`}
        </p>
      )}
      <button type="button" className={styles.more} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        <ChevronRight aria-hidden="true" />
        Des appels qui s’y séparent
      </button>
      {isOpen && <PartedCalls comparisonId={comparisonId} number={parting.number} />}
    </article>
  )
}
