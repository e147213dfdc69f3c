import type { FormEvent, Ref } from 'react'
import { z } from 'zod'
import { useDraft } from '../../app/draft.ts'
import { useServiceChange } from '../../service/use-service.ts'
import { Button } from '../../ui/button.tsx'
import { KeptWords } from '../../ui/kept-words.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import styles from './internal-note.module.css'

/** A note for the team alone: kept as it is typed, and until it is received. */
export function InternalNote({ id, areaRef }: { id: string; areaRef: Ref<HTMLTextAreaElement> }) {
  const draft = useDraft(`incident/${id}/internal-note`, z.string(), '')
  const add = useServiceChange('addInternalNote', ['readTimeline'], draft.id)
  const text = draft.value?.trim() ?? ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text === '' || add.isPending) return
    add.mutate(
      { params: { id }, body: { text } },
      {
        onSuccess: draft.forget,
      },
    )
  }
  return (
    <form onSubmit={submit} className={styles.form}>
      <TextArea
        label="Note interne"
        hint="Pour l’équipe seule : aucun client ne la lit."
        rows={2}
        maxLength={2000}
        value={draft.value ?? ''}
        onChange={draft.set}
        // What is typed while it is on its way would go with it, unsent.
        isReadOnly={add.isPending}
        error={add.error?.message}
        areaRef={areaRef}
      />
      <div className={styles.foot}>
        <small>{text !== '' && <KeptWords keeping={draft.keeping} />}</small>
        <Button type="submit" isDisabled={text === ''} isPending={add.isPending}>
          Noter
        </Button>
      </div>
    </form>
  )
}
