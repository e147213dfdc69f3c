import type { Ref } from 'react'
import { FieldError } from 'react-aria-components/FieldError'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { TextArea as AriaTextArea } from 'react-aria-components/TextArea'
import { TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from 'react-aria-components/TextField'
import styles from './field.module.css'

interface FieldProps extends Omit<AriaTextFieldProps, 'className' | 'style' | 'children'> {
  label: string
  /** Said under the field, and read with it. */
  hint?: string | undefined
  /** What is wrong and what to do; null or absent: nothing is. */
  error?: string | null | undefined
  placeholder?: string
}

export interface TextFieldProps extends FieldProps {
  inputRef?: Ref<HTMLInputElement>
}

/** One line to type, with its label, hint and error. */
export function TextField({ label, hint, error, placeholder = '', inputRef = null, ...props }: TextFieldProps) {
  return (
    <AriaTextField {...props} isInvalid={Boolean(error)} className={styles.field ?? ''}>
      <Label className={styles.label ?? ''}>{label}</Label>
      <Input className={styles.input ?? ''} placeholder={placeholder} ref={inputRef} />
      <Around hint={hint} error={error} />
    </AriaTextField>
  )
}

export interface TextAreaProps extends FieldProps {
  rows?: number
  /** Heard but not shown: the title above says the same. */
  isLabelHidden?: boolean
  areaRef?: Ref<HTMLTextAreaElement>
}

/** Several lines to type; grows with what is typed where the browser can. */
export function TextArea(of: TextAreaProps) {
  const { label, isLabelHidden = false, hint, error, placeholder = '', rows = 3, areaRef = null, ...props } = of
  return (
    <AriaTextField {...props} isInvalid={Boolean(error)} className={styles.field ?? ''}>
      <Label className={`${styles.label} ${isLabelHidden ? styles.spoken : ''}`}>{label}</Label>
      <AriaTextArea className={`${styles.input} ${styles.area}`} placeholder={placeholder} rows={rows} ref={areaRef} />
      <Around hint={hint} error={error} />
    </AriaTextField>
  )
}

function Around({ hint, error }: { hint: string | undefined; error: string | null | undefined }) {
  return (
    <>
      {hint && (
        <Text slot="description" className={styles.hint ?? ''}>
          {hint}
        </Text>
      )}
      <FieldError className={styles.error ?? ''}>{error}</FieldError>
    </>
  )
}
