import type { Kpi } from '#shared/domain/kpi.ts'
import { Details } from '../ui/details.tsx'
import { quantityWords } from './curve.ts'
import styles from './kpi-formula.module.css'

/** An indicator's definition and formula, what was counted and what was left out. */
export function KpiFormula({ kpi: { definition, formula, target, counted, leftOut } }: { kpi: Kpi }) {
  return (
    <Details
      rows={[
        ['Définition', definition],
        ['Formule', formula],
        ['Cible', target === 'Tracking' ? 'Aucune : le taux est suivi (« Tracking »).' : target],
        ['Compté', <Quantities key="counted" of={counted} />],
        ['Écarté', leftOut.length === 0 ? 'rien' : <Quantities key="leftOut" of={leftOut} />],
      ]}
    />
  )
}

function Quantities({ of }: { of: Kpi['counted'] }) {
  return (
    <ul className={styles.quantities}>
      {of.map((quantity) => (
        <li key={quantity.what}>{quantityWords(quantity)}</li>
      ))}
    </ul>
  )
}
