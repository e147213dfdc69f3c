import { type KeyboardEvent, type Ref, useEffect, useRef } from 'react'
import type { StepView } from '#shared/flow/step.ts'
import { TextArea, TextField } from '../../ui/text-field.tsx'
import { useCall } from '../use-call.tsx'
import { codeLength, isAddress, maxLengthOf } from '../value-limits.ts'
import styles from './step-fields.module.css'

interface StepFieldsProps {
  fields: StepView['fields']
  /** Keys that an answer just asked for: marked, and the first has the focus. */
  asked: readonly string[]
  /** Enter, in one of those or in any line: it is typed. */
  onTyped: (key: string) => void
  region: Ref<HTMLDivElement>
}

/**
 * What this step asks to write down, kept as it is typed; a code is held for the next check and kept nowhere.
 * In a line, and in a text that an answer asked for, Enter gives the answer: the hand does not leave the field for the number.
 */
export function StepFields({ fields, asked, onTyped, region }: StepFieldsProps) {
  const { player, state, canWrite } = useCall()
  const inputs = useRef(new Map<string, HTMLElement>())
  const keep = (key: string) => (element: HTMLElement | null) => {
    if (element) inputs.current.set(key, element)
  }

  useEffect(() => {
    inputs.current.get(asked[0] ?? '')?.focus()
  }, [asked])

  const giveByEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    const field = fields.find(({ key }) => inputs.current.get(key) === event.target)
    if (!field || (field.kind === 'text' && !asked.includes(field.key))) return
    event.preventDefault()
    onTyped(field.key)
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens for its fields
    <div ref={region} className={styles.fields} onKeyDown={giveByEnter}>
      {fields.map(({ key, label, kind, hint }) => {
        const value = (kind === 'code' ? state.secrets[key] : state.values[key]) ?? ''
        const isAsked = asked.includes(key)
        const error = isAsked ? lackOf(key, kind, value) : null
        const common = {
          ...{ label, error, value, placeholder: hint ?? '', isReadOnly: !canWrite },
          hint: isAsked && error === null ? 'Entrée donne la réponse.' : undefined,
        }
        if (kind === 'code')
          return (
            <div key={key} className={styles.code}>
              <TextField
                {...common}
                hint={
                  error === null && canWrite ? 'Entrée vérifie. Échap, puis un chiffre : autre réponse.' : undefined
                }
                inputMode="numeric"
                autoComplete="off"
                onChange={(typed) => player.setSecret(key, digitsOf(typed))}
                inputRef={keep(key)}
              />
            </div>
          )
        const typed = {
          ...common,
          maxLength: maxLengthOf(key),
          onChange: (text: string) => player.setValue(key, text),
        }
        return kind === 'text' ? (
          <div key={key} className={styles.wide}>
            <TextArea {...typed} rows={1} areaRef={keep(key)} />
          </div>
        ) : (
          <TextField key={key} {...typed} inputRef={keep(key)} />
        )
      })}
    </div>
  )
}

/** A code as it is read out, "638 994", without what is not of it. */
const digitsOf = (typed: string): string => typed.replace(/\D/g, '').slice(0, codeLength)

/** What a field that was asked for still lacks; null: nothing. */
function lackOf(key: string, kind: StepView['fields'][number]['kind'], value: string): string | null {
  if (value.trim() === '') return 'À renseigner d’abord.'
  if (kind === 'code' && value.length < codeLength) return `Un code a ${codeLength} chiffres.`
  return key === 'contact.email' && !isAddress(value) ? 'Cette adresse est incomplète.' : null
}
