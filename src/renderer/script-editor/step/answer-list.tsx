import { ArrowDown, ArrowRight, ArrowUp, Plus, Trash2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { changeAnswer, destinationOf, leadTo, moveAnswer, removeAnswer, waysOf } from '#shared/flow/editing/answers.ts'
import { stepTitle } from '../../flow-chart/step-title.ts'
import { drawnStep } from '../../script/drawn-step.ts'
import { stepChoices } from '../../script/step-choices.ts'
import { Button } from '../../ui/button.tsx'
import { ChoiceBox } from '../../ui/choice-box.tsx'
import { Section } from '../../ui/section.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { AddAnswer } from './add-answer.tsx'
import { InsertQuestion } from './insert-question.tsx'
import styles from './step-editor.module.css'
import type { StepEditorProps } from './step-editor.tsx'

/** The answers of a step, in the order of their keys: their words, where each leads. */
export function AnswerList(props: StepEditorProps) {
  const { definition, step } = props
  const answers = Object.keys(definition.script.steps[step.id]?.answers ?? {})
  const choices = useMemo(() => stepChoices(definition), [definition])
  return (
    <Section title="Le client répond">
      <ol className={styles.answers}>
        {answers.map((answerId, index) => (
          <Answer
            key={answerId}
            {...props}
            answerId={answerId}
            number={index + 1}
            isLast={index === answers.length - 1}
            choices={choices}
          />
        ))}
      </ol>
      <AddAnswer {...props} choices={choices} />
    </Section>
  )
}

interface AnswerProps extends StepEditorProps {
  answerId: string
  /** Its key. */
  number: number
  isLast: boolean
  choices: Readonly<Record<string, string>>
}

function Answer({ answerId, number, isLast, choices, ...props }: AnswerProps) {
  const { definition, step, onEdit, onSelect } = props
  const [inserting, setInserting] = useState(false)
  const words = definition.script.steps[step.id]?.answers?.[answerId]
  const ways = waysOf(definition, step.id, answerId)
  const leads = ways.map((_, index) => destinationOf(definition, { stepId: step.id, answerId, index }))
  const write = (change: { label?: string; hint?: string }) =>
    onEdit(changeAnswer(definition, step.id, answerId, change), `${answerId} ${Object.keys(change)}`)
  const name = `la réponse ${number}`
  return (
    <li className={styles.answer}>
      <TextField
        label={`Réponse ${number}`}
        value={words?.label ?? ''}
        maxLength={200}
        onChange={(label) => write({ label })}
      />
      <TextField
        label={`Indication de ${name}`}
        hint="Où elle mène, en quelques mots ; facultatif."
        value={words?.hint ?? ''}
        maxLength={200}
        onChange={(hint) => write({ hint })}
      />
      {leads.length === 1 && leads[0] ? (
        <ChoiceBox
          label={`Où mène ${name}`}
          words={choices}
          value={leads[0]}
          onChange={(to) => onEdit(leadTo(definition, { stepId: step.id, answerId, index: 0 }, to))}
        />
      ) : (
        <p className={styles.soft}>
          {leads.length > 1 ? 'Mène, selon la situation, à plusieurs étapes.' : 'Vaut pour plusieurs étapes.'}
        </p>
      )}
      <div className={styles.acts}>
        {leads.map((to) => {
          const next = to === null ? undefined : drawnStep(definition, to)
          return (
            next && (
              <Button
                key={next.id}
                variant="quiet"
                onPress={() => onSelect(next.id)}
                aria-label={`Ouvrir : ${stepTitle(next)}`}
              >
                <ArrowRight aria-hidden="true" />
                {leads.length > 1 ? stepTitle(next) : 'Ouvrir'}
              </Button>
            )
          )
        })}
        <Button
          variant="quiet"
          isDisabled={number === 1}
          aria-label={`Monter ${name}`}
          onPress={() => onEdit(moveAnswer(definition, step.id, answerId, -1))}
        >
          <ArrowUp aria-hidden="true" />
        </Button>
        <Button
          variant="quiet"
          isDisabled={isLast}
          aria-label={`Descendre ${name}`}
          onPress={() => onEdit(moveAnswer(definition, step.id, answerId, 1))}
        >
          <ArrowDown aria-hidden="true" />
        </Button>
        {leads.length === 1 && (
          <Button variant="quiet" aria-label={`Insérer une question après ${name}`} onPress={() => setInserting(true)}>
            <Plus aria-hidden="true" />
            Question après
          </Button>
        )}
        {leads.length > 0 && (
          <Button
            variant="quiet"
            aria-label={`Retirer ${name}`}
            onPress={() => onEdit(removeAnswer(definition, step.id, answerId))}
          >
            <Trash2 aria-hidden="true" />
          </Button>
        )}
      </div>
      {inserting && (
        <InsertQuestion
          {...props}
          after={{ stepId: step.id, answerId, index: 0 }}
          onClose={() => setInserting(false)}
        />
      )}
    </li>
  )
}
