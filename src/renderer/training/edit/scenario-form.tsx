import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { drills, type Scenario } from '#shared/flow/scenario.ts'
import { meantBy } from '#shared/training/caller.ts'
import type { SavedScenario } from '#shared/training/saved-scenario.ts'
import { useDraft } from '../../app/draft.ts'
import { FormProblem, FoundDraft } from '../../incidents/form/form-parts.tsx'
import { useServiceChange } from '../../service/use-service.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { KeptWords } from '../../ui/kept-words.tsx'
import { notify } from '../../ui/notices.ts'
import { Screen } from '../../ui/screen.tsx'
import { Loading } from '../../ui/screen-states.tsx'
import { Section } from '../../ui/section.tsx'
import { Select } from '../../ui/select.tsx'
import { TextArea, TextField } from '../../ui/text-field.tsx'
import { stepTitles } from '../step-titles.ts'
import type { Library } from '../use-library.ts'
import styles from './scenario-form.module.css'
import { typedFrom, typedScenario, writtenFrom } from './typed-scenario.ts'

interface ScenarioFormProps {
  library: Library
  scenario: Scenario
  /** The id of the one that it is, or is copied from. */
  from: string
  /** As the service keeps it; null: a copy, not saved yet. */
  saved: SavedScenario | null
  onLeave: () => void
}

const drillWords = { none: 'Appel ordinaire', ...drills }

/** The words of a scenario, a trainer's to change; the way it goes is that of the call it comes from. */
export function ScenarioForm({ library, scenario, from, saved, onLeave }: ScenarioFormProps) {
  const { flow } = library
  const draft = useDraft(`training/scenario/${from}`, typedScenario, typedFrom(scenario))
  const create = useServiceChange('createScenario', ['listScenarios'], draft.id)
  const change = useServiceChange('changeScenario', ['listScenarios'], draft.id)
  const remove = useServiceChange('deleteScenario', ['listScenarios'])
  const [problem, setProblem] = useState<string | null>(null)
  const [isRemoving, setIsRemoving] = useState(false)
  const heading = saved ? 'Modifier un scénario' : 'Nouveau scénario, d’après une copie'
  const typed = draft.value
  if (!typed)
    return (
      <Screen title={heading}>
        <Loading />
      </Screen>
    )

  const leave = async (words: string) => {
    await draft.forget()
    notify('done', words)
    onLeave()
  }
  const save = () => {
    const written = writtenFrom(scenario, typed, flow)
    if ('why' in written) return setProblem(written.why)
    setProblem(null)
    const body = { flowId: flow.definition.machine.id, scenario: written }
    const onSuccess = () => void leave(`Scénario enregistré : ${written.title}.`)
    if (saved) change.mutate({ params: { id: saved.id }, body: { ...body, version: saved.version } }, { onSuccess })
    else create.mutate({ body }, { onSuccess })
  }
  const field = (key: 'title' | 'name' | 'mood' | 'opening') => ({
    value: typed[key],
    onChange: (value: string) => draft.set({ ...typed, [key]: value }),
  })
  const titleOf = stepTitles(flow.definition)
  const { script } = flow.definition
  return (
    <Screen
      title={heading}
      intro="Une ligne par façon de le dire : chaque entraînement en tire une au sort. Sans rien, l’appelant dit ce que les autres disent."
      actions={
        saved && (
          <Button variant="danger" onPress={() => setIsRemoving(true)}>
            <Trash2 aria-hidden="true" />
            Supprimer
          </Button>
        )
      }
    >
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        {draft.wasFound && <FoundDraft onGiveUp={draft.forget} />}
        <TextField label="Titre" maxLength={120} autoFocus {...field('title')} />
        <div className={styles.pair}>
          <TextField label="Nom de l’appelant" maxLength={80} {...field('name')} />
          <TextField label="Humeur" maxLength={40} {...field('mood')} />
          <Select
            label="Exercice"
            words={drillWords}
            value={typed.drill}
            onChange={(drill) => draft.set({ ...typed, drill })}
          />
        </div>
        <TextArea label="Ce qu’il dit en premier" rows={2} {...field('opening')} />
        <Section title="Ce qu’il répond à chaque question">
          {scenario.turns.map((turn, at) => {
            const means = meantBy(turn)
            const label = (script.steps[turn.at]?.answers?.[means] ?? script.anytime[means])?.label
            return (
              <TextArea
                // biome-ignore lint/suspicious/noArrayIndexKey: turns never reorder, and a step may come twice
                key={`${at}-${turn.at}`}
                label={`${at + 1}. ${titleOf(turn.at)}`}
                hint={`Pour dire : ${label ?? (means === 'back' ? 'revenir en arrière' : 'qui il est')}`}
                rows={1}
                value={typed.says[at] ?? ''}
                onChange={(text) => draft.set({ ...typed, says: typed.says.with(at, text) })}
              />
            )
          })}
        </Section>
        {problem && (
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        )}
        <FormProblem error={create.error ?? change.error ?? remove.error} />
        <div className={styles.foot}>
          <p className={styles.kept}>
            <KeptWords keeping={draft.keeping} />
          </p>
          <Button onPress={onLeave}>Plus tard</Button>
          <Button variant="primary" type="submit" isPending={create.isPending || change.isPending}>
            Enregistrer le scénario
          </Button>
        </div>
      </form>
      <ConfirmDialog
        title="Supprimer ce scénario ?"
        confirmLabel="Supprimer"
        cancelLabel="Le garder"
        isOpen={isRemoving}
        onCancel={() => setIsRemoving(false)}
        onConfirm={() => {
          setIsRemoving(false)
          if (saved) remove.mutate({ params: { id: saved.id } }, { onSuccess: () => void leave('Scénario supprimé.') })
        }}
      >
        <p>Personne ne pourra plus s’y entraîner. Les entraînements déjà faits restent comptés.</p>
      </ConfirmDialog>
    </Screen>
  )
}
