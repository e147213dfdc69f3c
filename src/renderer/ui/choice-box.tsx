import { ChevronDown } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { ComboBox } from 'react-aria-components/ComboBox'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { matches } from './accents.ts'
import styles from './choice-box.module.css'
import fieldStyles from './field.module.css'
import selectStyles from './select.module.css'

interface ChoiceBoxProps<K extends string> {
  label: string
  /** The words of each choice, in the order they are shown. */
  words: Readonly<Record<K, string>>
  value: K
  onChange: (value: K) => void
}

/** One choice among many: found by typing some of its words. */
export function ChoiceBox<K extends string>({ label, words, value, onChange }: ChoiceBoxProps<K>) {
  return (
    <ComboBox
      value={value}
      onChange={(key) => key !== null && onChange(key as K)}
      defaultFilter={(text, typed) => matches(text, typed)}
      className={fieldStyles.field ?? ''}
    >
      <Label className={fieldStyles.label ?? ''}>{label}</Label>
      <div className={styles.box}>
        <Input className={`${fieldStyles.input} ${styles.input}`} onFocus={(event) => event.target.select()} />
        <Button className={styles.button ?? ''}>
          <ChevronDown aria-hidden="true" />
        </Button>
      </div>
      <Popover className={selectStyles.popover ?? ''}>
        <ListBox
          className={selectStyles.list ?? ''}
          renderEmptyState={() => <p className={styles.none}>Aucune étape.</p>}
        >
          {Object.entries<string>(words).map(([key, word]) => (
            <ListBoxItem key={key} id={key} textValue={word} className={selectStyles.item ?? ''}>
              {word}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
