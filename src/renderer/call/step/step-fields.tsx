import { useEffect, useRef } from 'react'
import type { StepView } from '#shared/flow/step.ts'
import { TextArea, TextField } from '../../ui/text-field.tsx'
import { useCall } from '../use-call.tsx'
import { codeLength, isAddress, maxLengthOf } from '../value-limits.ts'
import styles from './step-fields.module.css'

interface StepFieldsProps {
  fields: StepView['fields']
  /** Keys that an answer just asked for: marked, and the first has the focus. */
  asked: readonly string[]
}

/** What this step asks to write down, kept as it is typed; a code is held for the next check and kept nowhere. */
export function StepFields({ fields, asked }: StepFieldsProps) {
  const { player, state, canWrite } = useCall()
  const inputs = useRef(new Map<string, HTMLElement>())
  const keep = (key: string) => (element: HTMLElement | null) => {
    if (element) inputs.current.set(key, element)
  }

  useEffect(() => {
    inputs.current.get(asked[0] ?? '')?.focus()
  }, [asked])

  return (
    <div className={styles.fields}>
      {fields.map(({ key, label, kind, hint }) => {
        const value = (kind === 'code' ? state.secrets[key] : state.values[key]) ?? ''
        const error = asked.includes(key) ? lackOf(key, kind, value) : null
        const common = { label, error, value, placeholder: hint ?? '', isReadOnly: !canWrite }
        if (kind === 'code')
          return (
            <div key={key} className={styles.code}>
              <TextField
                {...common}
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
  if (value.trim() === '') return 'À renseigner avant de donner cette réponse.'
  if (kind === 'code' && value.length < codeLength) return `Un code a ${codeLength} chiffres.`
  return key === 'contact.email' && !isAddress(value) ? 'Cette adresse est incomplète.' : null
}
