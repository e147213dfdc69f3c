// biome-ignore-all lint/suspicious/noArrayIndexKey: a text never reorders, and the same words may come twice

import type { Block, Span } from '#shared/flow/step.ts'
import styles from './script-text.module.css'

/** The words of a script: paragraphs and lists, what was filled in set apart. */
export function ScriptText({ blocks }: { blocks: readonly Block[] }) {
  return blocks.map((block, index) =>
    block.kind === 'paragraph' ? (
      <p key={`${index}-paragraph`}>
        <Spans spans={block.text} />
      </p>
    ) : (
      <ul key={`${index}-list`} className={styles.list}>
        {block.items.map((item) => (
          <li key={item.map(({ text }) => text).join('')}>
            <Spans spans={item} />
          </li>
        ))}
      </ul>
    ),
  )
}

function Spans({ spans }: { spans: readonly Span[] }) {
  return spans.map(({ text, isFilled }, index) =>
    isFilled ? (
      <mark key={`${index}-${text}`} className={`${styles.filled} ${isWhole(text) ? styles.whole : ''}`}>
        {text}
      </mark>
    ) : (
      text
    ),
  )
}

/** Whether it is one short word, such as a ticket's number: read aloud in one go, it must not break at its hyphens. */
const isWhole = (text: string): boolean => text.length <= 24 && !/\s/.test(text)

/** How many characters there are to read. */
export const lengthOf = (blocks: readonly Block[]): number =>
  blocks
    .flatMap((block) => (block.kind === 'paragraph' ? block.text : block.items.flat()))
    .reduce((length, { text }) => length + text.length, 0)
