import { Download } from 'lucide-react'
import { useId, useState } from 'react'
import type { ErasureCounts, HeldCounts } from '#shared/domain/personal-data.ts'
import { saveFile } from '../app/save-file.ts'
import { Answered } from '../service/answered.tsx'
import { useExport } from '../service/use-export.ts'
import { useService } from '../service/use-service.ts'
import { Button } from '../ui/button.tsx'
import { notify } from '../ui/notices.ts'
import { Empty } from '../ui/screen-states.tsx'
import { EraseDialog } from './erase-dialog.tsx'
import { HeldCountsTable } from './held-table.tsx'
import styles from './personal-data.module.css'
import type { ChosenSubject } from './subject.ts'

/** What is held on somebody, what it becomes if it is erased, and both things that they may ask. */
export function HeldPanel({ chosen: { subject, name, about } }: { chosen: ChosenSubject }) {
  const heading = useId()
  const read = useService('countPersonalData', { body: { subject } })
  const hand = useExport()
  const [isErasing, setIsErasing] = useState(false)
  const [erased, setErased] = useState<ErasureCounts | null>(null)
  const held = read.data?.counts
  const isNothing = held === undefined || total(held) === 0
  const handOver = async () => {
    const pieces = await hand.read({ operation: 'exportPersonalData', input: { body: { subject } } })
    if (!pieces) return
    const day = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' })
    saveFile(`données personnelles ${day}.json`, pieces, 'application/json')
    notify('done', 'Le fichier est prêt : remettez-le au client par un moyen sûr, puis supprimez-le d’ici.')
  }
  return (
    <section className={styles.held} aria-labelledby={heading}>
      <div className={styles.head}>
        <div>
          <h2 id={heading} className={styles.name}>
            {name}
          </h2>
          {!erased && <p className={styles.soft}>{about}</p>}
        </div>
        <div className={styles.actions}>
          {hand.isUnderWay ? (
            <Button onPress={hand.stop}>Arrêter l’export</Button>
          ) : (
            <Button onPress={() => void handOver()}>
              <Download aria-hidden="true" />
              Exporter en fichier
            </Button>
          )}
          <Button variant="danger" onPress={() => setIsErasing(true)} isDisabled={isNothing}>
            Effacer…
          </Button>
        </div>
      </div>
      {erased && (
        <p role="status" className={styles.done}>
          <strong>C’est effacé.</strong> {rowsWords(erased)}. Ce qui reste ne mène plus à personne.
        </p>
      )}
      <Answered of={read} failure="Ce qui est gardé n’a pas pu être lu">
        {({ counts }) =>
          isNothing ? (
            <Empty title={erased ? 'Plus rien ne mène à cette adresse' : 'Rien n’est gardé'}>
              {!erased &&
                'Aucun compte, signalement, appel, message ni abonnement n’y mène. S’il a appelé, essayez l’adresse qu’il a donnée alors.'}
            </Empty>
          ) : (
            <HeldCountsTable label={`Ce qui est gardé de ${name}`} counts={counts} />
          )
        }
      </Answered>
      {isErasing && held && (
        <EraseDialog
          subject={subject}
          name={name}
          held={held}
          onErased={(counts) => {
            setIsErasing(false)
            setErased(counts)
          }}
          onClose={() => setIsErasing(false)}
        />
      )}
    </section>
  )
}

const total = (counts: HeldCounts | ErasureCounts): number =>
  Object.values(counts).reduce((sum: number, count) => sum + (count ?? 0), 0)

const rowsWords = (counts: ErasureCounts): string => {
  const rows = total(counts)
  return rows > 1 ? `${rows} lignes effacées ou anonymisées` : `${rows} ligne effacée ou anonymisée`
}
