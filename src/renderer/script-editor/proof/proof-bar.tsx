import { Check, Clock, Triangle } from 'lucide-react'
import { useState } from 'react'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import type { Checked, Problem } from '#shared/flow/editing/check.ts'
import { minutes } from '#shared/flow/proof.ts'
import { rules } from '#shared/flow/rules.ts'
import { stepTitle } from '../../flow-chart/step-title.ts'
import { drawnStep } from '../../script/drawn-step.ts'
import { Button } from '../../ui/button.tsx'
import { Mark } from '../../ui/mark.tsx'
import { PathPlayer } from './path-player.tsx'
import styles from './proof-bar.module.css'
import type { ProofState } from './use-proof.ts'

interface ProofBarProps {
  definition: FlowDefinition
  proof: ProofState
  onSelect: (stepId: string) => void
}

/** Whether what is written is proven; if not, every fault with its place, and the way there to be played. */
export function ProofBar({ definition, proof: { outcome, isCurrent }, onSelect }: ProofBarProps) {
  const [played, setPlayed] = useState<Problem | null>(null)
  const nameOf = (stepId: string | null): string => {
    const step = stepId === null ? undefined : drawnStep(definition, stepId)
    return step ? ` · ${stepTitle(step)}` : ''
  }
  const problems = outcome === null || outcome === 'late' ? [] : outcome.problems
  return (
    <section aria-label="Preuve du script" className={styles.proof}>
      <p role="status" className={styles.state}>
        <Verdict outcome={outcome} />
        {!isCurrent && outcome !== null && <span className={styles.soft}>vérification en cours…</span>}
      </p>
      {problems.length > 0 && (
        <ul className={styles.faults} aria-label="Fautes">
          {problems.map((problem) => (
            <li key={`${problem.rule} ${problem.message}`}>
              <div>
                <p>{problem.message}</p>
                <p className={styles.soft}>
                  {problem.rule === 'incomplete' ? 'à compléter' : rules[problem.rule]}
                  {nameOf(problem.stepId)}
                </p>
              </div>
              <div className={styles.acts}>
                {problem.stepId !== null && (
                  <Button
                    onPress={() => onSelect(problem.stepId ?? '')}
                    aria-label={`Voir l’étape : ${problem.message}`}
                  >
                    Voir l’étape
                  </Button>
                )}
                {problem.path.length > 0 && (
                  <Button onPress={() => setPlayed(problem)} aria-label={`Jouer le chemin : ${problem.message}`}>
                    Jouer le chemin
                  </Button>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
      {outcome !== null && outcome !== 'late' && outcome.more > 0 && (
        <p className={styles.soft}>et {outcome.more} autres, qui viennent souvent de celles-ci.</p>
      )}
      {played && <PathPlayer definition={definition} problem={played} onClose={() => setPlayed(null)} />}
    </section>
  )
}

function Verdict({ outcome }: { outcome: ProofState['outcome'] }) {
  if (outcome === null)
    return (
      <Mark tone="soft" shape={Clock}>
        Vérification en cours…
      </Mark>
    )
  if (outcome === 'late')
    return (
      <Mark tone="warn" shape={Clock}>
        La preuve n’aboutit pas dans son temps : le script est trop enchevêtré
      </Mark>
    )
  const { problems, more } = outcome
  const count = problems.length + more
  if (count > 0)
    return (
      <Mark tone="bad" shape={Triangle}>
        {count === 1 ? 'Une faute' : `${count} fautes`} : cette version ne peut pas être proposée
      </Mark>
    )
  return (
    <>
      <Mark tone="ok" shape={Check}>
        Prouvé
      </Mark>
      <span className={styles.soft}>{countWords(outcome)}</span>
    </>
  )
}

const countWords = ({ counts, durations }: Checked): string =>
  [
    counts && `${counts.states} états, ${counts.transitions} passages`,
    durations && `un appel sans détour dure de ${minutes(durations.shortest)} à ${minutes(durations.longest)}`,
  ]
    .filter(Boolean)
    .join(' · ')
