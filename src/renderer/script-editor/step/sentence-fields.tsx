import type { Sentence } from '#shared/flow/definition.ts'
import { withWords } from '#shared/flow/editing/states.ts'
import { conditionWords } from '#shared/flow/fact-words.ts'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/section.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import styles from './step-editor.module.css'
import type { StepEditorProps } from './step-editor.tsx'

interface SentenceFieldsProps extends StepEditorProps {
  part: 'say' | 'do'
  title: string
}

/** A sentence of a step, or its versions, each under the situation in which it is said. */
export function SentenceFields({ definition, step, onEdit, part, title }: SentenceFieldsProps) {
  const sentence = definition.script.steps[step.id]?.[part]
  const write = (next: Sentence | undefined, place = '') => {
    const changed = withWords(definition, step.id, ({ [part]: _, ...others }) =>
      next === undefined ? others : { ...others, [part]: next },
    )
    onEdit(changed, place && `${step.id} ${part} ${place}`)
  }
  if (sentence === undefined)
    return (
      <div>
        <Button onPress={() => write('')}>{part === 'say' ? 'Ajouter une phrase à dire' : 'Ajouter quoi faire'}</Button>
      </div>
    )
  if (typeof sentence === 'string')
    return (
      <div className={styles.fields}>
        <TextArea
          label={title}
          hint="Une ligne qui commence par « - » est un élément de liste."
          value={sentence}
          maxLength={4000}
          onChange={(text) => write(text, 'text')}
        />
        {sentence === '' && (
          <div>
            <Button variant="quiet" onPress={() => write(undefined)}>
              Laisser sans phrase
            </Button>
          </div>
        )}
      </div>
    )
  return (
    <Section title={`${title}, selon la situation`}>
      <div className={styles.fields}>
        {sentence.map(({ when, text }, index) => (
          <TextArea
            // biome-ignore lint/suspicious/noArrayIndexKey: a version is told by its place, the first that holds is said
            key={index}
            label={when ? conditionWords(when) : 'sinon'}
            value={text}
            maxLength={4000}
            onChange={(typed) =>
              write(
                sentence.map((one, i) => (i === index ? { ...one, text: typed } : one)),
                String(index),
              )
            }
          />
        ))}
      </div>
    </Section>
  )
}
