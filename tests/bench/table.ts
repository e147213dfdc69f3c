import type { Measured, Row } from './row.ts'

/** A row as it is printed and written. */
export interface Outcome extends Measured {
  name: string
  ratio: number
  bound: number
  holds: boolean
}

/** Compares what a row measured with its bound. */
export function outcomeOf({ name, bound, isAtLeast }: Row, { value, reference, samples }: Measured): Outcome {
  const ratio = value / reference
  const holds = isAtLeast ? ratio >= bound : ratio <= bound
  return { name, value, reference, ratio, bound, holds, ...(samples && { samples }) }
}

const columns = [22, 70, 13, 13, 9, 7]

/** The table's first line. */
export const heading = line(['nom', 'mesure', 'valeur', 'référence', 'rapport', 'borne'], '')

/** One row of the table. */
export function lineOf(
  { name, what, unit, isAtLeast }: Row,
  { value, reference, ratio, bound, holds }: Outcome,
): string {
  const measured = [value, reference].map((one) => `${figure(one)} ${unit}`)
  return line(
    [name, what, ...measured, figure(ratio), `${isAtLeast ? '≥' : '≤'} ${figure(bound)}`],
    holds ? 'tenu' : 'NON TENU',
  )
}

/** A row that has no figures, and why. */
export const lineWithout = ({ name, what }: Row, why: string): string => line([name, what], `non mesuré : ${why}`)

/** Words to the left, figures to the right. */
function line(cells: readonly string[], verdict: string): string {
  const padded = cells.map((cell, index) => {
    const width = columns[index] ?? 0
    return index < 2 ? cell.padEnd(width) : cell.padStart(width)
  })
  return [...padded, ` ${verdict}`].join('').trimEnd()
}

const figure = (value: number) => new Intl.NumberFormat('fr-FR', { maximumSignificantDigits: 3 }).format(value)
