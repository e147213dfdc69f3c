import type { StationState } from '#shared/contracts/station.ts'
import { Button } from '../ui/button.tsx'
import { notify } from '../ui/notices.ts'
import { useStation, useStationState } from './station-store.tsx'
import styles from './workplace-notices.module.css'

type Damage = NonNullable<StationState['damage']>

/** What happened to this workplace's data, until somebody has read it. */
export function DamageNotice() {
  const station = useStation()
  const damage = useStationState((state) => state.damage)
  if (!damage) return null
  const dismiss = async () => {
    const done = await station.ask('station.damageRead', {})
    if (!done.ok) notify('bad', done.error.message)
  }
  return (
    <div className={styles.notice}>
      <p>
        <strong>{damageTitle(damage)}</strong> {damageWords(damage)}
      </p>
      <div className={styles.choices}>
        <Button onPress={dismiss}>J’ai lu</Button>
      </div>
    </div>
  )
}

const damageTitle = ({ setAsideAs }: Damage) =>
  setAsideAs === null ? 'La base de ce poste est abîmée.' : 'La base de ce poste était abîmée : elle a été réparée.'

function damageWords({ setAsideAs, recovered, lost }: Damage): string {
  if (setAsideAs === null)
    return 'Terminez votre appel, puis fermez et rouvrez numi Hotliner : elle sera réparée au démarrage, rien n’est effacé.'
  const kept = `L’ancienne est gardée telle quelle (${setAsideAs}).`
  if (lost === 0) return `Tout a été retrouvé (${count(recovered)}). ${kept}`
  return `${count(recovered)} retrouvé${recovered > 1 ? 's' : ''} ; ${lost > 1 ? `jusqu’à ${lost} n’ont pas pu l’être` : 'un seul n’a pas pu l’être'} : vérifiez vos appels et vos tickets. ${kept}`
}

const count = (rows: number) => `${new Intl.NumberFormat('fr-FR').format(rows)} enregistrement${rows > 1 ? 's' : ''}`
