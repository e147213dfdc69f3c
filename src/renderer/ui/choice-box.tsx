import { ChevronDown } from 'lucide-react'
import { type ReactNode, type RefObject, useContext, useLayoutEffect, useRef } from 'react'
import { Button } from 'react-aria-components/Button'
import { ComboBox, ComboBoxStateContext } from 'react-aria-components/ComboBox'
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
  const field = useRef<HTMLInputElement>(null)
  return (
    <ComboBox
      value={value}
      onChange={(key) => key !== null && onChange(key as K)}
      defaultFilter={(text, typed) => matches(text, typed)}
      className={fieldStyles.field ?? ''}
    >
      <Label className={fieldStyles.label ?? ''}>{label}</Label>
      <div className={styles.box}>
        <Input
          ref={field}
          className={`${fieldStyles.input} ${styles.input}`}
          onFocus={(event) => event.target.select()}
        />
        <Button className={styles.button ?? ''}>
          <ChevronDown aria-hidden="true" />
        </Button>
      </div>
      <ListPopover field={field}>
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
      </ListPopover>
    </ComboBox>
  )
}

/**
 * Where the list shows. It closes on a scroll that takes the field from beside it, and on no other: the scroll that brings
 * a field into view as it takes the focus is told a frame later, when whoever is quick has begun to type in it; and what
 * comes in above, such as a proof's faults, may scroll the page without moving the field.
 */
function ListPopover({ field, children }: { field: RefObject<HTMLInputElement | null>; children: ReactNode }) {
  const state = useContext(ComboBoxStateContext)
  const isOpen = state?.isOpen ?? false
  const openedAt = useRef<number>(undefined)
  useLayoutEffect(() => {
    if (isOpen) openedAt.current = topOf(field)
  }, [isOpen, field])
  const close = () => {
    const isDismissed = document.activeElement !== field.current
    if (isDismissed || topOf(field) !== openedAt.current) state?.close()
  }
  return (
    <Popover isOpen={isOpen} onOpenChange={close} className={selectStyles.popover ?? ''}>
      {children}
    </Popover>
  )
}

const topOf = ({ current }: RefObject<HTMLElement | null>) => current?.getBoundingClientRect().top
