import { Check, Clock } from 'lucide-react'
import { useState } from 'react'
import type { StationOutput } from '#shared/contracts/station.ts'
import type { FeedbackTally } from '#shared/domain/feedback.ts'
import listStyles from '../script/chosen-list.module.css'
import { ScriptTabs } from '../script/script-tabs.tsx'
import { Answered } from '../service/answered.tsx'
import { useService } from '../service/use-service.ts'
import { OneOf } from '../ui/choices.tsx'
import { Mark } from '../ui/mark.tsx'
import { Screen } from '../ui/screen.tsx'
import { Empty } from '../ui/screen-states.tsx'
import { Section } from '../ui/section.tsx'
import styles from './feedback-page.module.css'
import { Remarks } from './remarks.tsx'
import { subjectWords, usefulWords } from './subject-words.ts'

const states = { open: 'À traiter', treated: 'Traitées', all: 'Toutes' } as const
export type FeedbackState = keyof typeof states
const noSteps = { open: 'Rien à traiter.', treated: 'Rien n’a encore été traité.', all: 'Aucune remarque encore.' }

const keyOf = ({ subject, stepId }: FeedbackTally) => `${subject} ${stepId}`

/** What agents say of the steps and of the articles, for whoever writes them. */
export default function FeedbackPage({ current }: { current: StationOutput<'flows.current'> }) {
  const read = useService('tallyFeedback', {})
  const [state, setState] = useState<FeedbackState>('open')
  const [chosen, setChosen] = useState<string | null>(null)
  const tallies = read.data?.tallies ?? []
  const steps = tallies.filter((tally) => tally.stepId !== null && isIn(tally, state))
  // Their rates are worth reading when nothing waits.
  const wholes = tallies.filter(({ stepId }) => stepId === null)
  const listed = [...steps, ...wholes]
  const selected = listed.find((tally) => keyOf(tally) === chosen) ?? listed[0]
  const lines = (some: readonly FeedbackTally[]) => (
    <ul className={listStyles.list}>
      {some.map((tally) => (
        <li key={keyOf(tally)}>
          <Line
            tally={tally}
            title={subjectWords(tally, current.definition)}
            isSelected={tally === selected}
            onSelect={() => setChosen(keyOf(tally))}
          />
        </li>
      ))}
    </ul>
  )
  return (
    <Screen
      title="Retours des agents"
      isWide
      intro="Ce que les agents disent des étapes du script et des articles de la FAQ. Aucun appel ni aucun client n’y est nommé."
    >
      <ScriptTabs>
        <Answered of={read} failure="Les retours n’ont pas pu être lus">
          {() =>
            tallies.length === 0 ? (
              <Empty title="Aucun retour encore">
                Pendant un appel, « Cette étape est fausse » envoie une remarque ici ; sous un article de la FAQ, «
                utile ? » aussi.
              </Empty>
            ) : (
              <>
                <OneOf label="Remarques" words={states} value={state} onChange={setState} />
                <div className={styles.columns}>
                  <div className={styles.groups}>
                    <Section title="Étapes du script">
                      {steps.length > 0 ? lines(steps) : <p className={styles.soft}>{noSteps[state]}</p>}
                    </Section>
                    <Section title="Articles et script entier">
                      {wholes.length > 0 ? lines(wholes) : <p className={styles.soft}>Aucun avis encore.</p>}
                    </Section>
                  </div>
                  {selected && (
                    <Remarks
                      key={`${keyOf(selected)} ${state}`}
                      tally={selected}
                      title={subjectWords(selected, current.definition)}
                      state={state}
                      current={current}
                    />
                  )}
                </div>
              </>
            )
          }
        </Answered>
      </ScriptTabs>
    </Screen>
  )
}

function isIn({ open, notUseful }: FeedbackTally, state: FeedbackState): boolean {
  if (state === 'all') return true
  return state === 'open' ? open > 0 : notUseful > open
}

interface LineProps {
  tally: FeedbackTally
  title: string
  isSelected: boolean
  onSelect: () => void
}

function Line({ tally, title, isSelected, onSelect }: LineProps) {
  const { open } = tally
  return (
    <button type="button" className={listStyles.line} aria-pressed={isSelected} onClick={onSelect}>
      <span className={styles.title}>{title}</span>
      <span className={styles.soft}>{usefulWords(tally)}</span>
      {open > 0 ? (
        <Mark tone="warn" shape={Clock}>
          {open} à traiter
        </Mark>
      ) : (
        <Mark tone="ok" shape={Check}>
          Rien à traiter
        </Mark>
      )}
    </button>
  )
}
