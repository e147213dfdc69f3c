import { useMemo, useState } from 'react'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import { drawingOf } from '#shared/flow/drawing.ts'
import { useAsked } from '../app/asked.ts'
import { FlowChart } from '../flow-chart/flow-chart.tsx'
import { stepTitle } from '../flow-chart/step-title.ts'
import { matches } from '../ui/accents.ts'
import { Screen } from '../ui/screen.tsx'
import { Failed, Loading } from '../ui/screen-states.tsx'
import { TextField } from '../ui/text-field.tsx'
import styles from './script-screen.module.css'
import { StepWords } from './step-words.tsx'

/** The script that the next call follows, drawn whole: any step can be found by its words and read. */
export default function ScriptScreen() {
  const { value, error, askAgain } = useAsked('flows.current', { flowId: 'bug-technique' })
  if (value) return <Script definition={value.definition} />
  return (
    <Screen title="Script">
      {error ? (
        <Failed title="Le script n’a pas pu être lu" onRetry={() => void askAgain()}>
          {error.message}
        </Failed>
      ) : (
        <Loading />
      )}
    </Screen>
  )
}

function Script({ definition }: { definition: FlowDefinition }) {
  const { script, version } = definition
  const steps = useMemo(() => drawingOf(definition).steps, [definition])
  const [selected, setSelected] = useState(steps[0]?.id ?? '')
  const [query, setQuery] = useState('')
  const found = query.trim() === '' ? [] : steps.filter(({ id }) => matches(wordsOf(definition, id), query))
  const step = steps.find(({ id }) => id === selected)
  return (
    <Screen
      title={`Script : ${script.title}`}
      intro={`Version ${version} · ${Object.keys(script.steps).length} étapes. Une flèche suivie d’un numéro mène à une autre phase.`}
      asideLabel="Étape choisie"
      aside={step && <StepWords definition={definition} step={step} onSelect={setSelected} />}
    >
      <div className={styles.search}>
        <TextField label="Chercher dans le script" type="search" value={query} onChange={setQuery} />
        {query.trim() !== '' && (
          <p role="status">{found.length === 1 ? '1 étape' : `${found.length} étapes`} contiennent ces mots</p>
        )}
      </div>
      {found.length > 0 && (
        <ul className={styles.found} aria-label="Étapes trouvées">
          {found.map((step) => (
            <li key={step.id}>
              <button type="button" aria-pressed={step.id === selected} onClick={() => setSelected(step.id)}>
                {stepTitle(step)}
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.chart}>
        <FlowChart definition={definition} selected={selected} onSelect={setSelected} />
      </div>
    </Screen>
  )
}

/** Everything that a step may say or offer. */
function wordsOf({ script }: FlowDefinition, stepId: string): string {
  const step = script.steps[stepId]
  if (!step) return ''
  const texts = [step.say, step.do].flatMap((sentence) =>
    typeof sentence === 'string' ? [sentence] : (sentence ?? []).map(({ text }) => text),
  )
  return [...texts, ...Object.values(step.answers ?? {}).map(({ label }) => label)].join(' ')
}
