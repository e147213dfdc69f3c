import { ListChecks, Plus, Trash } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { v4 as uuid } from 'uuid'
import type { Criterion, ReviewGrid } from '#shared/domain/call-review.ts'
import { Answered } from '../../service/answered.tsx'
import { useService, useServiceChange } from '../../service/use-service.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './reviews.module.css'

/** The criteria that calls are reviewed by: read, changed, added, taken away. */
export function GridEditor() {
  const [isOpen, setIsOpen] = useState(false)
  const grid = useService('readReviewGrid', {})
  return (
    <>
      <Button onPress={() => setIsOpen(true)}>
        <ListChecks aria-hidden="true" />
        Grille d’évaluation
      </Button>
      <Dialog
        title="Grille d’évaluation"
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        width="wide"
        isDismissable={false}
      >
        <Answered of={grid} failure="La grille n’a pas pu être lue">
          {(read) => <Criteria key={read.version} grid={read} onClose={() => setIsOpen(false)} />}
        </Answered>
      </Dialog>
    </>
  )
}

function Criteria({ grid, onClose }: { grid: ReviewGrid; onClose: () => void }) {
  const [criteria, setCriteria] = useState(grid.criteria)
  const { mutate: save, error, isPending } = useServiceChange('changeReviewGrid', ['readReviewGrid'])
  const change = (id: string, by: Partial<Criterion>) =>
    setCriteria((all) => all.map((one) => (one.id === id ? { ...one, ...by } : one)))
  const isWhole = criteria.length > 0 && criteria.every(({ label }) => label.trim() !== '')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save({ body: { version: grid.version, criteria } }, { onSuccess: onClose })
  }
  return (
    <form className={styles.editor} onSubmit={submit}>
      <p className={styles.caption}>
        Les évaluations déjà faites gardent leur grille. Chaque critère reçoit Oui, En partie, Non ou Sans objet.
      </p>
      {criteria.map(({ id, label, help }, index) => (
        <div key={id} className={styles.edited}>
          <TextField
            label={`Critère ${index + 1}`}
            value={label}
            maxLength={120}
            onChange={(words) => change(id, { label: words })}
          />
          <TextField
            label="Ce qu’il demande"
            value={help}
            maxLength={400}
            onChange={(words) => change(id, { help: words })}
          />
          <Button
            variant="quiet"
            aria-label={`Retirer le critère ${label || index + 1}`}
            onPress={() => setCriteria(criteria.filter((one) => one.id !== id))}
          >
            <Trash aria-hidden="true" />
          </Button>
        </div>
      ))}
      {criteria.length < 20 && (
        <div>
          <Button onPress={() => setCriteria([...criteria, { id: `c-${uuid()}`, label: '', help: '' }])}>
            <Plus aria-hidden="true" />
            Ajouter un critère
          </Button>
        </div>
      )}
      {error && <p role="alert">{error.message}</p>}
      <DialogActions>
        <Button onPress={onClose}>Annuler</Button>
        <Button variant="primary" type="submit" isDisabled={!isWhole} isPending={isPending}>
          Enregistrer la grille
        </Button>
      </DialogActions>
    </form>
  )
}
