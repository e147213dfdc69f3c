import { useState } from 'react'
import type { StationOutput } from '#shared/contracts/station.ts'
import { useStation } from '../../app/station-store.tsx'
import { Answered } from '../../service/answered.tsx'
import { useService } from '../../service/use-service.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { notify } from '../../ui/notices.ts'
import { Select } from '../../ui/select.tsx'
import styles from './give-dialog.module.css'

interface GiveDialogProps {
  /** A parked call. */
  listed: StationOutput<'calls.list'>['calls'][number]
  onClose: () => void
  onGiven: () => void
}

const anybody = 'anybody'

/** To whom a parked call is given: one colleague, or the first who takes it. */
export function GiveDialog({ listed: { call, clientName }, onClose, onGiven }: GiveDialogProps) {
  const station = useStation()
  const colleagues = useService('listColleagues', {})
  const [chosen, setChosen] = useState(anybody)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isGiving, setIsGiving] = useState(false)

  const give = async () => {
    const to = colleagues.data?.colleagues.find(({ id }) => id === chosen) ?? null
    // Gone from the list meanwhile: what was meant for one is not offered to all.
    if (chosen !== anybody && !to) {
      setRefusal('Ce collègue ne prend plus d’appels : choisissez-en un autre. Rien n’a été proposé.')
      return
    }
    setIsGiving(true)
    setRefusal(null)
    const given = await station.ask('handovers.give', { callId: call.id, to })
    setIsGiving(false)
    onGiven()
    if (!given.ok) {
      setRefusal(given.error.message)
      return
    }
    notify(
      'done',
      `Appel proposé à ${to?.displayName ?? 'vos collègues'} : il reste à vous tant que personne ne l’a pris.`,
    )
    onClose()
  }

  return (
    <Dialog title={`Confier l’appel de ${clientName || 'ce client'}`} isOpen onClose={onClose}>
      <div className={styles.give}>
        <p>
          Votre collègue le reprendra à la même étape, avec vos notes et les captures. Si l’identité du client a été
          vérifiée, elle le sera de nouveau : la preuve ne vaut que pour vous.
        </p>
        <Answered of={colleagues} failure="Vos collègues n’ont pas pu être lus">
          {({ colleagues: all }) => (
            <Select
              label="À qui"
              words={{
                [anybody]: 'N’importe quel collègue',
                ...Object.fromEntries(all.map(({ id, displayName }) => [id, displayName])),
              }}
              value={chosen}
              onChange={setChosen}
              autoFocus
            />
          )}
        </Answered>
        <p role="alert" className={styles.refusal}>
          {refusal}
        </p>
        <DialogActions>
          <Button onPress={onClose}>Garder l’appel</Button>
          <Button variant="primary" isPending={isGiving} isDisabled={!colleagues.data} onPress={give}>
            Confier à un collègue
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  )
}
