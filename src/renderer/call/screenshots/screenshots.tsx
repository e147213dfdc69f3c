import { ImagePlus } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { type Attachment, attachmentType } from '#shared/domain/attachment.ts'
import { useStation } from '../../app/station-store.tsx'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { notify } from '../../ui/notices.ts'
import { useCall } from '../use-call.tsx'
import { detach } from './kept-screenshots.ts'
import styles from './screenshots.module.css'
import { Thumbnail } from './thumbnail.tsx'
import { useAddScreenshots } from './use-add-screenshots.ts'

/** The call's screenshots: added by paste, drop or file; removed only once confirmed. */
export function Screenshots({ beside }: { beside?: ReactNode }) {
  const station = useStation()
  const { player, state, facts, canWrite } = useCall()
  const input = useRef<HTMLInputElement>(null)
  const add = useAddScreenshots()
  const [removing, setRemoving] = useState<Attachment | null>(null)
  const isOpen = canWrite && facts.ticket !== 'numbered' && facts.ticket !== 'queued'
  const { attachments } = state
  if (!isOpen && attachments.length === 0) return null

  const remove = async (attachment: Attachment) => {
    setRemoving(null)
    const removed = await detach(station, player.store, attachment.sha256)
    if (!removed.ok) notify('bad', removed.error.message)
  }

  return (
    <fieldset className={styles.screenshots}>
      <legend className={styles.label}>Captures d’écran</legend>
      <p role="status" className={styles.spoken}>
        {attachments.length > 0 &&
          `${attachments.length} capture${attachments.length > 1 ? 's' : ''} jointe${attachments.length > 1 ? 's' : ''}`}
      </p>
      {attachments.length > 0 && (
        <ul className={styles.list}>
          {attachments.map((attachment) => (
            <li key={attachment.sha256}>
              <Thumbnail attachment={attachment} onRemove={isOpen ? () => setRemoving(attachment) : null} />
            </li>
          ))}
        </ul>
      )}
      {isOpen && (
        <div className={styles.add}>
          <Button onPress={() => input.current?.click()}>
            <ImagePlus aria-hidden="true" />
            Ajouter un fichier
          </Button>
          {beside}
          <small>ou collez, ou déposez l’image (PNG, JPG, 5 Mo)</small>
          <input
            ref={input}
            type="file"
            hidden
            multiple
            accept={attachmentType.options.join(',')}
            aria-label="Capture d’écran"
            onChange={(event) => {
              void add([...(event.target.files ?? [])])
              event.target.value = ''
            }}
          />
        </div>
      )}
      <ConfirmDialog
        title="Retirer cette capture ?"
        confirmLabel="Retirer la capture"
        cancelLabel="La garder"
        isOpen={removing !== null}
        onConfirm={() => removing && remove(removing)}
        onCancel={() => setRemoving(null)}
      >
        <p>« {removing?.name} » ne sera plus jointe au ticket.</p>
      </ConfirmDialog>
    </fieldset>
  )
}
