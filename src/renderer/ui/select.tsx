import { ChevronDown } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select'
import fieldStyles from './field.module.css'
import styles from './select.module.css'

interface SelectProps<K extends string> {
  label: string
  /** Heard but not shown: what stands beside it says the same. */
  isLabelHidden?: boolean
  /** The words of each choice, in the order they are shown. */
  words: Readonly<Record<K, string>>
  value: K
  onChange: (value: K) => void
  autoFocus?: boolean
}

/** One choice among more than a few, behind its present one. */
export function Select<K extends string>(of: SelectProps<K>) {
  const { label, isLabelHidden = false, words, value, onChange, autoFocus = false } = of
  return (
    <AriaSelect
      autoFocus={autoFocus}
      value={value}
      onChange={(key) => onChange(key as K)}
      className={fieldStyles.field ?? ''}
    >
      <Label className={`${fieldStyles.label} ${isLabelHidden ? fieldStyles.spoken : ''}`}>{label}</Label>
      <Button className={styles.button ?? ''}>
        <SelectValue className={styles.value ?? ''} />
        <ChevronDown aria-hidden="true" />
      </Button>
      <Popover className={styles.popover ?? ''}>
        <ListBox className={styles.list ?? ''}>
          {Object.entries<string>(words).map(([key, word]) => (
            <ListBoxItem key={key} id={key} textValue={word} className={styles.item ?? ''}>
              {word}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
