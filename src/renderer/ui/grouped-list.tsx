import type { ReactNode } from 'react'
import { Header, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components/ListBox'
import styles from './grouped-list.module.css'

interface GroupedListProps<T> {
  label: string
  groups: readonly { title: string; items: readonly T[] }[]
  keyOf: (item: T) => string
  /** What is said of it, and found by typing. */
  titleOf: (item: T) => string
  subtitleOf: (item: T) => string
  /** What stands behind those two. */
  children: (item: T) => ReactNode
  /** How its columns share a line. */
  itemClass: string | undefined
  selectedKey: string | null
  onSelect: (key: string) => void
}

/** One of several things, in titled groups; arrows move through them. */
export function GroupedList<T>(props: GroupedListProps<T>) {
  const { label, groups, keyOf, titleOf, subtitleOf, children, itemClass, selectedKey, onSelect } = props
  return (
    <ListBox
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={selectedKey === null ? [] : [selectedKey]}
      onSelectionChange={(keys) => {
        for (const key of keys) onSelect(String(key))
      }}
      className={styles.list ?? ''}
    >
      {groups.map(({ title, items }) => (
        <ListBoxSection key={title} id={title} className={styles.group ?? ''}>
          <Header className={styles.title ?? ''}>
            {title} · {items.length}
          </Header>
          {items.map((item) => (
            <ListBoxItem
              key={keyOf(item)}
              id={keyOf(item)}
              textValue={titleOf(item)}
              className={`${styles.item} ${itemClass}`}
            >
              <span className={styles.what}>
                <strong>{titleOf(item)}</strong>
                <span>{subtitleOf(item)}</span>
              </span>
              {children(item)}
            </ListBoxItem>
          ))}
        </ListBoxSection>
      ))}
    </ListBox>
  )
}
