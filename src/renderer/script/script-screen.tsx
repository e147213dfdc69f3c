import { Flag, Pencil } from 'lucide-react'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import type { StationOutput } from '#shared/contracts/station.ts'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import { drawingOf } from '#shared/flow/drawing.ts'
import { useAsked } from '../app/asked.ts'
import { callFlowId } from '../app/call-flow.ts'
import { useCommands } from '../app/commands.ts'
import { useShortcuts } from '../app/shortcuts.ts'
import { WrongStepDialog } from '../feedback/wrong-step-dialog.tsx'
import { FlowChart } from '../flow-chart/flow-chart.tsx'
import { stepTitle } from '../flow-chart/step-title.ts'
import { matches } from '../ui/accents.ts'
import { Button } from '../ui/button.tsx'
import { Screen } from '../ui/screen.tsx'
import { Failed, Loading } from '../ui/screen-states.tsx'
import { TextField } from '../ui/text-field.tsx'
import { editScript, forgetTabs, showScriptTab, showStep, useScriptPlace } from './place.ts'
import styles from './script-screen.module.css'
import { ScriptTabs, useComparesScripts, useWritesScripts } from './script-tabs.tsx'
import { StepWords } from './step-words.tsx'

const OpenedEditor = lazy(() => import('../script-editor/opened-editor.tsx'))
const ComparisonPage = lazy(() => import('../script-comparison/comparison-page.tsx'))
const FeedbackPage = lazy(() => import('../feedback/feedback-page.tsx'))
const VersionsPage = lazy(() => import('../script-versions/versions-page.tsx'))

/** The script that the next call follows, drawn whole: any step can be found by its words and read, and for trainers changed. */
export default function ScriptScreen() {
  const place = useScriptPlace((state) => state.place)
  const mayWrite = useWritesScripts()
  const { value, error, askAgain } = useAsked('flows.current', { flowId: callFlowId }, place.at)
  const mayCompare = useComparesScripts()
  useEffect(() => forgetTabs, [])
  useCommands(useMemo(() => [...(mayWrite ? writing : []), ...(mayCompare ? comparing : [])], [mayWrite, mayCompare]))
  if (!value)
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
  return (
    <Suspense fallback={<Loading />}>
      {pageOf(mayWrite || (mayCompare && place.at === 'comparison') ? place : { at: 'script' }, value)}
    </Suspense>
  )
}

const writing = [
  { id: 'script.edit', label: 'Modifier le script', run: () => editScript() },
  { id: 'script.versions', label: 'Versions du script', run: () => showScriptTab('versions') },
  { id: 'script.feedback', label: 'Retours des agents', run: () => showScriptTab('feedback') },
]
const comparing = [
  { id: 'script.compare', label: 'Comparer deux versions du script', run: () => showScriptTab('comparison') },
]

function pageOf(place: ReturnType<typeof useScriptPlace.getState>['place'], current: StationOutput<'flows.current'>) {
  switch (place.at) {
    case 'script':
      return <Script current={current} />
    case 'versions':
      return <VersionsPage flowId={current.definition.machine.id} />
    case 'feedback':
      return <FeedbackPage current={current} />
    case 'comparison':
      return <ComparisonPage flowId={current.definition.machine.id} />
    case 'editor':
      return <OpenedEditor current={current} mends={place.mends} />
  }
}

function Script({ current: { definition, hash, refusal } }: { current: StationOutput<'flows.current'> }) {
  const { script, version } = definition
  const mayWrite = useWritesScripts()
  const steps = useMemo(() => drawingOf(definition).steps, [definition])
  const chosen = useScriptPlace(({ stepId }) => stepId)
  const [query, setQuery] = useState('')
  const found = query.trim() === '' ? [] : steps.filter(({ id }) => matches(wordsOf(definition, id), query))
  const step = steps.find(({ id }) => id === chosen) ?? steps[0]
  const selected = step?.id ?? null
  const [isWrong, setIsWrong] = useState(false)
  const sayWrong = () => setIsWrong(true)
  useShortcuts(step ? { wrongStep: sayWrong } : {})
  return (
    <Screen
      title={`Script : ${script.title}`}
      intro={`Version ${version} · ${Object.keys(script.steps).length} étapes. Une flèche suivie d’un numéro mène à une autre phase.`}
      actions={
        mayWrite && (
          <Button onPress={() => editScript()}>
            <Pencil aria-hidden="true" />
            Modifier
          </Button>
        )
      }
      asideLabel="Étape choisie"
      aside={
        step && (
          <StepWords definition={definition} step={step} onSelect={showStep}>
            <Button variant="quiet" onPress={sayWrong}>
              <Flag aria-hidden="true" />
              Cette étape est fausse
            </Button>
          </StepWords>
        )
      }
    >
      {refusal && <p role="status">{refusal}</p>}
      <ScriptTabs>
        <div className={styles.search}>
          <TextField label="Chercher dans le script" type="search" value={query} onChange={setQuery} />
          {query.trim() !== '' && <p role="status">{foundWords(found.length)}</p>}
        </div>
        {found.length > 0 && (
          <ul className={styles.found} aria-label="Étapes trouvées">
            {found.map((step) => (
              <li key={step.id}>
                <button type="button" aria-pressed={step.id === selected} onClick={() => showStep(step.id)}>
                  {stepTitle(step)}
                </button>
              </li>
            ))}
          </ul>
        )}
        <div className={styles.chart}>
          <FlowChart definition={definition} selected={selected} onSelect={showStep} />
        </div>
      </ScriptTabs>
      {isWrong && step && (
        <WrongStepDialog
          definition={definition}
          step={{ flowHash: hash, version, stepId: step.id, path: [] }}
          onClose={() => setIsWrong(false)}
        />
      )}
    </Screen>
  )
}

const foundWords = (count: number): string => {
  if (count === 0) return 'Aucune étape ne contient ces mots'
  return count === 1 ? '1 étape contient ces mots' : `${count} étapes contiennent ces mots`
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
