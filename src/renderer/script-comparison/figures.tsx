import type { ComparisonFigures, Effects } from '#shared/domain/flow-comparison.ts'
import { minutes } from '#shared/flow/proof.ts'
import styles from './comparison.module.css'

/** With fewer calls than this, one more or less changes the shares by some points. */
const smallSample = 100

/** How many calls go the same way, elsewhere, or cannot be told; then what that does to time and tickets. */
export function Figures({ figures }: { figures: ComparisonFigures }) {
  const { calls, same, elsewhere, unknown, unreadable, waiting, effects } = figures
  const share = (count: number) =>
    (count / calls).toLocaleString('fr-FR', { style: 'percent', maximumFractionDigits: 1 })
  const shown = [
    ['Même chemin', same, 'les mêmes étapes, jusqu’à la même fin'],
    ['Iraient ailleurs', elsewhere, 'à une étape au moins, les deux versions mènent à deux endroits'],
    ['Indéterminés', unknown, 'une réponse est venue qu’une des versions ne connaît pas'],
    ...(unreadable > 0
      ? ([['Illisibles', unreadable, 'même leur propre version ne peut pas les suivre']] as const)
      : []),
    ...(waiting > 0
      ? ([
          ['En attente', waiting, 'leur propre version n’est pas encore connue du service : ils sont laissés de côté'],
        ] as const)
      : []),
  ] as const
  return (
    <>
      <dl className={styles.figures}>
        {shown.map(([label, count, meaning]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <strong>{count.toLocaleString('fr-FR')}</strong> <span>{share(count)}</span>
              <small>{meaning}</small>
            </dd>
          </div>
        ))}
      </dl>
      {calls < smallSample && (
        <p role="note" className={styles.note}>
          Petit échantillon : {calls === 1 ? 'un seul appel' : `${calls} appels`}. Ces parts changent d’un appel à
          l’autre ; une période plus longue en dira plus.
        </p>
      )}
      <EffectsShown effects={effects} calls={calls} />
    </>
  )
}

function EffectsShown({ effects: { calls, seconds, tickets }, calls: all }: { effects: Effects; calls: number }) {
  if (calls === 0)
    return (
      <p className={styles.soft}>Aucun appel n’est mené à sa fin par les deux versions : nul effet ne se mesure.</p>
    )
  const [before, after] = [seconds.before / calls, seconds.after / calls]
  return (
    <div className={styles.effectsBox}>
      <dl className={styles.effects} aria-label="Effets">
        <div>
          <dt>Durée estimée d’un appel</dt>
          <dd>
            {minutes(before)} → {minutes(after)} <span>{signed(Math.round(after - before), 's')}</span>
          </dd>
        </div>
        <div>
          <dt>Appels qui créent un ticket</dt>
          <dd>
            {tickets.before.toLocaleString('fr-FR')} → {tickets.after.toLocaleString('fr-FR')}{' '}
            <span>{signed(tickets.after - tickets.before, '')}</span>
          </dd>
        </div>
      </dl>
      <p className={styles.soft}>
        Sur les {calls.toLocaleString('fr-FR')} appels (de {all.toLocaleString('fr-FR')}) que les deux versions mènent à
        leur fin. La durée est celle des mots à dire et du temps que chaque étape déclare, non celle qui fut mesurée.
      </p>
    </div>
  )
}

/** "+12 s", "−3", "inchangé". */
export function signed(difference: number, unit: string): string {
  if (difference === 0) return 'inchangé'
  const words = Math.abs(difference).toLocaleString('fr-FR')
  return `${difference > 0 ? '+' : '−'}${words}${unit && ` ${unit}`}`
}
