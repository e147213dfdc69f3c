import type { ReactNode } from 'react'
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components/Tabs'
import styles from './tabs.module.css'

interface TabsProps<K extends string> {
  label: string
  /** The words of each tab, in their order. */
  words: Readonly<Record<K, string>>
  selected: K
  onSelect: (tab: K) => void
  /** The tab that is selected takes the focus when it appears: it was moved to from another page's tabs. */
  takesFocus?: boolean
  /** Of the tab that is selected. */
  children: ReactNode
}

/** One place of a screen that shows one thing at a time. */
export function Tabs<K extends string>({
  label,
  words,
  selected,
  onSelect,
  takesFocus = false,
  children,
}: TabsProps<K>) {
  return (
    <AriaTabs selectedKey={selected} onSelectionChange={(key) => onSelect(key as K)} className={styles.tabs ?? ''}>
      <TabList aria-label={label} className={styles.list ?? ''}>
        {Object.entries<string>(words).map(([key, word]) => (
          <Tab key={key} id={key} ref={takesFocus && key === selected ? focus : null} className={styles.tab ?? ''}>
            {word}
          </Tab>
        ))}
      </TabList>
      <TabPanel id={selected} className={styles.panel ?? ''}>
        {children}
      </TabPanel>
    </AriaTabs>
  )
}

const focus = (tab: HTMLElement | null): void => tab?.focus()
