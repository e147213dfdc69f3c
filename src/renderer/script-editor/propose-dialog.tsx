import { useState } from 'react'
import type { FlowVersion } from '#shared/domain/flow-version.ts'
import { useStation } from '../app/station-store.tsx'
import { askService, useServiceChange } from '../service/use-service.ts'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogActions } from '../ui/dialog.tsx'
import { TextArea } from '../ui/text-field.tsx'
import { ChangeList } from './changes/change-list.tsx'
import styles from './editor-page.module.css'
import type { ScriptDraft } from './script-draft.ts'

interface ProposeDialogProps {
  /** The same for as long as this draft is written. */
  id: string
  draft: ScriptDraft
  onNote: (note: string) => void
  onProposed: (version: FlowVersion) => void
  onClose: () => void
}

/** What is written goes to another person: what changes, and why. */
export function ProposeDialog({ id, draft, onNote, onProposed, onClose }: ProposeDialogProps) {
  const station = useStation()
  const submit = useServiceChange('submitFlowVersion', ['listFlowVersions'], id)
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const propose = async () => {
    if (draft.note.trim() === '' || isBusy) return
    setIsBusy(true)
    setProblem(null)
    try {
      // The service compares with what this was written from: it may never have seen it.
      await askService(station, 'keepFlow', { params: { hash: draft.baseHash }, body: draft.base })
      const { definition, baseHash, note, mends } = draft
      const params = { id: mends?.id ?? id }
      const body = { definition, baseHash, note, revision: mends?.revision ?? null }
      onProposed(await submit.mutateAsync({ params, body }))
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    } finally {
      setIsBusy(false)
    }
  }
  return (
    <Dialog title="Proposer à la relecture" width="wide" isOpen isDismissable={false} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          void propose()
        }}
      >
        <p>Une autre personne relit ce qui change. Trouvé bon, vous pourrez le publier.</p>
        <div className={styles.changes}>
          <ChangeList before={draft.base} after={draft.definition} />
        </div>
        <TextArea
          autoFocus
          label="Pourquoi ce changement"
          hint="Lu par qui relit, et gardé dans l’historique."
          value={draft.note}
          maxLength={2000}
          onChange={onNote}
        />
        {problem && (
          <p role="alert" className={styles.problem}>
            {problem} Ce que vous avez écrit est gardé sur ce poste.
          </p>
        )}
        <DialogActions>
          <Button onPress={onClose}>Continuer à écrire</Button>
          <Button variant="primary" type="submit" isDisabled={draft.note.trim() === ''} isPending={isBusy}>
            Proposer
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
