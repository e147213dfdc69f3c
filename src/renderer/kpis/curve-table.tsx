import table from '../ui/table.module.css'
import type { CurvePoint } from './curve.ts'
import { Verdict } from './verdict.tsx'

/** A curve as a table: what it shows, and what each point stands on. */
export function CurveTable({ name, points }: { name: string; points: readonly CurvePoint[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways in a narrow window, so the keyboard must reach it.
    <section className={table.scroll} aria-label={`${name} : tableau`} tabIndex={0}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">Quand</th>
            <th scope="col">Valeur</th>
            <th scope="col">Cible</th>
            <th scope="col">Compté</th>
            <th scope="col">À savoir</th>
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point.title}>
              <th scope="row" className={table.number}>
                {point.title}
              </th>
              <td className={table.number}>{point.words}</td>
              <td>
                <Verdict isReached={point.isReached} value={point.value} />
              </td>
              <td className={table.number}>{point.counted}</td>
              <td>{point.caution ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
