import { Check } from 'lucide-react'
import { Checkbox } from 'react-aria-components/Checkbox'
import { CheckboxGroup } from 'react-aria-components/CheckboxGroup'
import { Label } from 'react-aria-components/Label'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import styles from './choices.module.css'
import fieldStyles from './field.module.css'

/** The words of each choice, in the order they are shown. */
type Words<K extends string> = Readonly<Record<K, string>>

interface OneOfProps<K extends string> {
  label: string
  words: Words<K>
  /** null: nothing is chosen yet. */
  value: K | null
  onChange: (value: K) => void
  /** `line`: side by side while there is room. */
  layout?: 'column' | 'line'
}

/** One choice among a few. */
export function OneOf<K extends string>({ label, words, value, onChange, layout = 'line' }: OneOfProps<K>) {
  return (
    <RadioGroup value={value} onChange={(key) => onChange(key as K)} className={fieldStyles.field ?? ''}>
      <Label className={fieldStyles.label ?? ''}>{label}</Label>
      <div className={styles[layout]}>
        {Object.entries<string>(words).map(([key, word]) => (
          <Radio key={key} value={key} className={styles.choice ?? ''}>
            <span className={`${styles.box} ${styles.round}`} aria-hidden="true" />
            {word}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}

interface AnyOfProps<K extends string> {
  label: string
  words: Words<K>
  value: readonly K[]
  onChange: (value: K[]) => void
  layout?: 'column' | 'line'
}

/** Any of a few choices. */
export function AnyOf<K extends string>({ label, words, value, onChange, layout = 'column' }: AnyOfProps<K>) {
  return (
    <CheckboxGroup value={[...value]} onChange={(keys) => onChange(keys as K[])} className={fieldStyles.field ?? ''}>
      <Label className={fieldStyles.label ?? ''}>{label}</Label>
      <div className={styles[layout]}>
        {Object.entries<string>(words).map(([key, word]) => (
          <Checkbox key={key} value={key} className={styles.choice ?? ''}>
            <Tick />
            {word}
          </Checkbox>
        ))}
      </div>
    </CheckboxGroup>
  )
}

interface YesNoProps {
  label: string
  isOn: boolean
  onChange: (isOn: boolean) => void
}

/** One thing that is on or off. */
export function YesNo({ label, isOn, onChange }: YesNoProps) {
  return (
    <Checkbox isSelected={isOn} onChange={onChange} className={styles.choice ?? ''}>
      <Tick />
      {label}
    </Checkbox>
  )
}

const Tick = () => (
  <span className={styles.box} aria-hidden="true">
    <Check />
  </span>
)
