import { ArrowLeft, Undo2 } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import { differences } from '#shared/flow/difference.ts'
import { drawingOf } from '#shared/flow/drawing.ts'
import { type Draft, useDraft } from '../app/draft.ts'
import { FlowChart } from '../flow-chart/flow-chart.tsx'
import { showScriptTab, showStep, showVersion, useScriptPlace } from '../script/place.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { KeptWords } from '../ui/kept-words.tsx'
import { notify } from '../ui/notices.ts'
import { Screen } from '../ui/screen.tsx'
import { Loading } from '../ui/screen-states.tsx'
import styles from './editor-page.module.css'
import { useHistory } from './history.ts'
import { ProofBar } from './proof/proof-bar.tsx'
import { useProof } from './proof/use-proof.ts'
import { ProposeDialog } from './propose-dialog.tsx'
import { draftKey, type ScriptDraft, scriptDraft } from './script-draft.ts'
import { StepEditor } from './step/step-editor.tsx'

interface EditorPageProps {
  /** What the edition begins with, unless something is being written already. */
  start: ScriptDraft
}

/** A script being written: its drawing, the step looked at, the proof as it is typed; kept on this workplace. */
export function EditorPage({ start }: EditorPageProps) {
  const draft = useDraft(draftKey(start), scriptDraft, start)
  if (draft.value === null)
    return (
      <Screen title="Modifier le script">
        <Loading />
      </Screen>
    )
  return <Editor draft={draft} value={draft.value} start={start} />
}

function Editor({ draft, value, start }: { draft: Draft<ScriptDraft>; value: ScriptDraft; start: ScriptDraft }) {
  const { definition, base } = value
  const { set } = draft
  const proof = useProof(definition)
  const restore = useCallback((definition: FlowDefinition) => set({ ...value, definition }), [set, value])
  const history = useHistory(restore)
  const changes = useMemo(() => differences(base, definition).length, [base, definition])
  const [asks, setAsks] = useState<'propose' | 'give-up' | null>(null)
  const steps = drawingOf(definition).steps
  const stepId = useScriptPlace((place) => place.stepId)
  const step = steps.find(({ id }) => id === stepId) ?? steps[0]
  const edit = (next: FlowDefinition, place = '') => {
    history.record(definition, place)
    set({ ...value, definition: next })
  }
  const isProven =
    proof.isCurrent && proof.outcome !== null && proof.outcome !== 'late' && proof.outcome.problems.length === 0
  const giveUp = async () => {
    setAsks(null)
    await draft.forget()
    showScriptTab('script')
  }
  return (
    <Screen
      title="Modifier le script"
      isWide
      intro={
        <span className={styles.standing}>
          {changes === 0 ? 'Rien n’est encore changé' : changes === 1 ? '1 changement' : `${changes} changements`}{' '}
          depuis la version {base.version} · <KeptWords keeping={draft.keeping} />
        </span>
      }
      actions={
        <div className={styles.acts}>
          <Button onPress={() => showScriptTab('script')}>
            <ArrowLeft aria-hidden="true" />
            Retour
          </Button>
          <Button onPress={history.undo} isDisabled={!history.canUndo}>
            <Undo2 aria-hidden="true" />
            Annuler le dernier
          </Button>
          <Button onPress={() => setAsks('give-up')} isDisabled={changes === 0}>
            Abandonner
          </Button>
          <Button variant="primary" isDisabled={changes === 0 || !isProven} onPress={() => setAsks('propose')}>
            Proposer à la relecture
          </Button>
        </div>
      }
      asideLabel="Étape choisie"
      aside={
        step && (
          <StepEditor key={step.id} definition={definition} base={base} step={step} onEdit={edit} onSelect={showStep} />
        )
      }
    >
      {draft.wasFound && value.baseHash !== start.baseHash && (
        <p role="status" className={styles.old}>
          Ce brouillon part d’une autre version que celle des postes aujourd’hui : relisez ce qui change avant de
          publier.
        </p>
      )}
      <ProofBar definition={definition} proof={proof} onSelect={showStep} />
      <div className={styles.chart}>
        <FlowChart definition={definition} selected={step?.id ?? null} onSelect={showStep} />
      </div>
      {asks === 'propose' && (
        <ProposeDialog
          id={draft.id}
          draft={value}
          onNote={(note) => set({ ...value, note })}
          onProposed={async ({ id, number }) => {
            await draft.forget()
            notify('done', `La version ${number} est proposée à la relecture.`)
            showVersion(id)
          }}
          onClose={() => setAsks(null)}
        />
      )}
      <ConfirmDialog
        title="Abandonner ce brouillon ?"
        confirmLabel="Abandonner"
        isOpen={asks === 'give-up'}
        onConfirm={() => void giveUp()}
        onCancel={() => setAsks(null)}
      >
        <p>Tout ce que vous avez changé depuis la version {base.version} est effacé de ce poste.</p>
      </ConfirmDialog>
    </Screen>
  )
}
