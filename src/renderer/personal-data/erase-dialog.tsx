import { useEffect, useState } from 'react'
import type { DataSubject, ErasureCounts, HeldCounts, HeldTable } from '#shared/domain/personal-data.ts'
import { ChangeProblem } from '../service/change-problem.tsx'
import { serviceErrors } from '../service/service-errors.ts'
import { useServiceChange } from '../service/use-service.ts'
import { Button } from '../ui/button.tsx'
import { YesNo } from '../ui/choices.tsx'
import { Dialog, DialogActions } from '../ui/dialog.tsx'
import { Loading } from '../ui/screen-states.tsx'
import { HeldCountsTable } from './held-table.tsx'
import { heldWords } from './held-words.ts'
import styles from './personal-data.module.css'

interface EraseDialogProps {
  subject: DataSubject
  name: string
  /** What is held on them now. */
  held: HeldCounts
  /** @param counts what was touched, as it had been told */
  onErased: (counts: ErasureCounts) => void
  onClose: () => void
}

/** Says exactly what an erasure would touch, then does it with the confirmation that came with it. */
export function EraseDialog({ subject, name, held, onErased, onClose }: EraseDialogProps) {
  const { mutate: tell, data: told, error: untold } = useServiceChange('erasePersonalData', [])
  const erase = useServiceChange('erasePersonalData', ['countPersonalData'])
  const [isAsked, setIsAsked] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once, as the dialog opens.
  useEffect(() => tell({ body: { subject } }), [])
  const confirmation = told?.confirmation ?? null
  const isPast = serviceErrors(erase.error).confirmation !== undefined
  const eraseNow = () => {
    if (confirmation === null || erase.isPending) return
    erase.mutate(
      { body: { subject, confirmation } },
      {
        onSuccess: ({ counts }) => onErased(touched(held, counts)),
        // Too old: what it would touch is told anew.
        onError: (error) => serviceErrors(error).confirmation !== undefined && tell({ body: { subject } }),
      },
    )
  }
  return (
    <Dialog title={`Effacer ce qui est gardé de ${name} ?`} width="wide" isOpen onClose={onClose} isDismissable={false}>
      {told ? (
        <>
          <p>
            <strong>C’est définitif</strong>, en une fois ou pas du tout : rien ne pourra être retrouvé. Voici les
            lignes qui seraient touchées.
          </p>
          <HeldCountsTable label="Ce qui serait touché" counts={touched(held, told.counts)} />
          <p className={styles.soft}>
            Ne partent pas d’ici : l’audit et les vérifications d’identité, qui ne nomment personne ; les emails déjà
            partis ; vos sauvegardes ; la copie qu’en ont les postes, 30 jours au plus. Une empreinte de l’adresse reste
            60 jours, pour que rien ne soit rattaché à lui quand un poste livre en retard ce qui fut écrit avant.
          </p>
          <YesNo
            label={`Je me suis assuré que la demande vient bien de ${name}`}
            isOn={isAsked}
            onChange={setIsAsked}
          />
          {isPast ? (
            <p role="alert" className={styles.past}>
              Un quart d’heure est passé : rien n’a été effacé. Relisez ce qui serait touché maintenant, puis effacez.
            </p>
          ) : (
            <ChangeProblem error={erase.error} />
          )}
        </>
      ) : untold ? (
        <ChangeProblem error={untold} />
      ) : (
        <Loading>Le service compte ce qui serait touché…</Loading>
      )}
      <DialogActions>
        <Button autoFocus onPress={onClose}>
          Annuler
        </Button>
        {untold && !told && <Button onPress={() => tell({ body: { subject } })}>Réessayer</Button>}
        <Button
          variant="danger"
          onPress={eraseNow}
          isDisabled={confirmation === null || !isAsked}
          isPending={erase.isPending}
        >
          Effacer définitivement
        </Button>
      </DialogActions>
    </Dialog>
  )
}

/** With what goes along with something else, which an erasure does not count by itself. */
const touched = (held: HeldCounts, counts: ErasureCounts): ErasureCounts =>
  Object.fromEntries(
    Object.entries(held).map(([of, count]) => [
      of,
      counts[of as HeldTable] ?? (heldWords[of as HeldTable].fate === 'kept' ? 0 : count),
    ]),
  )
