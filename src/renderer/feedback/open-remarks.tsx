import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import type { GivenFeedback } from '#shared/domain/feedback.ts'
import { useDraft } from '../app/draft.ts'
import { useServiceChange } from '../service/use-service.ts'
import { Button } from '../ui/button.tsx'
import { YesNo } from '../ui/choices.tsx'
import { formatDayAndHour } from '../ui/dates.ts'
import { notify } from '../ui/notices.ts'
import { TextArea } from '../ui/text-field.tsx'
import styles from './feedback-page.module.css'
import { Remark } from './remark.tsx'

interface OpenRemarksProps {
  /** What they are about: the word to their authors is kept under it until it is sent. */
  about: string
  remarks: readonly GivenFeedback[]
  currentHash: string
}

/** What nobody has treated: all of it at once, or some of it, with a word to whoever wrote it. */
export function OpenRemarks({ about, remarks, currentHash }: OpenRemarksProps) {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const draft = useDraft(`treat-feedback/${about}`, z.string(), '')
  const answer = draft.value ?? ''
  const treat = useServiceChange('treatFeedback', ['tallyFeedback', 'listFeedback', 'listOwnFeedback'])
  const ids = remarks.map(({ id }) => id).filter((id) => !left.has(id))
  const choose = (id: string, isChosen: boolean) =>
    setLeft(new Set(isChosen ? [...left].filter((one) => one !== id) : [...left, id]))
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (ids.length === 0) return
    // Awaited here: the list is read again first, and this form goes with the last of what it held.
    const done = await treat.mutateAsync({ body: { ids, answer } }).catch(() => null)
    if (!done) return
    await draft.forget()
    notify('done', done.treated === 1 ? 'La remarque est traitée.' : `Les ${done.treated} remarques sont traitées.`)
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <ul className={styles.remarks} aria-label="À traiter">
        {remarks.map((remark) => (
          <li key={remark.id} className={styles.remark}>
            <YesNo
              label={`${remark.by.displayName}, ${formatDayAndHour(remark.at)}`}
              isOn={!left.has(remark.id)}
              onChange={(isOn) => choose(remark.id, isOn)}
            />
            <Remark remark={remark} currentHash={currentHash} isNamed={false} />
          </li>
        ))}
      </ul>
      <TextArea
        label="Un mot à qui l’a écrit (facultatif)"
        hint="Lu par chacun dans sa FAQ, sous « Vos remarques »."
        value={answer}
        maxLength={1000}
        onChange={draft.set}
      />
      {treat.error && (
        <p role="alert" className={styles.problem}>
          {treat.error.message} Relisez la liste.
        </p>
      )}
      <div>
        <Button variant="primary" type="submit" isDisabled={ids.length === 0} isPending={treat.isPending}>
          {ids.length > 1 ? `Marquer les ${ids.length} comme traitées` : 'Marquer comme traitée'}
        </Button>
      </div>
    </form>
  )
}
