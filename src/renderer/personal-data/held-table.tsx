import { Eraser, Lock, type LucideIcon, UserX } from 'lucide-react'
import type { HeldTable } from '#shared/domain/personal-data.ts'
import { Mark, type Tone } from '../ui/mark.tsx'
import table from '../ui/table.module.css'
import { type Fate, fateWords, heldWords } from './held-words.ts'
import styles from './personal-data.module.css'

const marks: Record<Fate, { tone: Tone; shape: LucideIcon }> = {
  erased: { tone: 'bad', shape: Eraser },
  anonymised: { tone: 'warn', shape: UserX },
  kept: { tone: 'soft', shape: Lock },
}

interface HeldTableProps {
  label: string
  /** How many there are of each; what there is none of is not shown. */
  counts: Partial<Record<HeldTable, number>>
}

/** What is held on a client, how much of it, and what an erasure makes of each. */
export function HeldCountsTable({ label, counts }: HeldTableProps) {
  const held = (Object.keys(heldWords) as HeldTable[]).filter((of) => (counts[of] ?? 0) > 0)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways in a narrow window.
    <section className={table.scroll} aria-label={label} tabIndex={0}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.what}>
              Quoi
            </th>
            <th scope="col">Nombre</th>
            <th scope="col">Si on efface</th>
            <th scope="col">Ce qui part, ce qui reste, et pourquoi</th>
          </tr>
        </thead>
        <tbody>
          {held.map((of) => {
            const { what, fate, why } = heldWords[of]
            return (
              <tr key={of}>
                <th scope="row">{what}</th>
                <td className={table.number}>{counts[of]}</td>
                <td>
                  <Mark {...marks[fate]}>{fateWords[fate]}</Mark>
                </td>
                <td>{why}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
