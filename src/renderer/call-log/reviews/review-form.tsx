import type { FormEvent } from 'react'
import { z } from 'zod'
import {
  type CallReview,
  type ReviewGrid,
  reviewMark,
  type Verdict,
  verdict,
  verdicts,
} from '#shared/domain/call-review.ts'
import { useDraft } from '../../app/draft.ts'
import { useServiceChange } from '../../service/use-service.ts'
import { Button } from '../../ui/button.tsx'
import { OneOf } from '../../ui/choices.tsx'
import { notify } from '../../ui/notices.ts'
import { Section } from '../../ui/section.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import { markWords } from './mark-words.ts'
import styles from './reviews.module.css'

interface ReviewFormProps {
  callId: string
  /** One's own review of this call, to be changed; undefined: there is none yet. */
  own: CallReview | undefined
  /** The grid of today; a review that is changed keeps its own. */
  grid: ReviewGrid
}

const typedReview = z.object({ verdicts: z.record(z.string(), verdict), comment: z.string() })

/** Reviews a call by the grid; what is typed is kept on this workplace until it is sent. */
export function ReviewForm({ callId, own, grid }: ReviewFormProps) {
  const criteria = own?.criteria ?? grid.criteria
  const initial = { verdicts: own?.verdicts ?? {}, comment: own?.comment ?? '' }
  const draft = useDraft(`review.${callId}.${own?.version ?? 0}`, typedReview, initial)
  const {
    mutate: send,
    error,
    isPending,
  } = useServiceChange('reviewCall', [
    ...(['listCallReviews', 'listReviews', 'searchCalls', 'countCalls', 'readCall'] as const),
  ])
  const { value } = draft
  if (value === null) return null

  const missing = criteria.filter(({ id }) => value.verdicts[id] === undefined)
  const mark = missing.length === 0 ? reviewMark(value.verdicts) : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = { ...value, gridVersion: own?.gridVersion ?? grid.version, version: own?.version ?? 0 }
    send(
      { params: { id: callId }, body },
      {
        onSuccess: () => {
          void draft.forget()
          notify('done', 'Évaluation enregistrée : l’agent la verra dans « Mes évaluations ».')
        },
      },
    )
  }
  return (
    <Section title={own ? 'Changer votre évaluation' : 'Évaluer cet appel'}>
      <form className={styles.form} onSubmit={submit}>
        {criteria.map(({ id, label, help }) => (
          <div key={id} className={styles.criterion}>
            <OneOf<Verdict>
              label={label}
              words={verdicts}
              value={value.verdicts[id] ?? null}
              onChange={(given) => draft.set({ ...value, verdicts: { ...value.verdicts, [id]: given } })}
            />
            {help && <p className={styles.caption}>{help}</p>}
          </div>
        ))}
        <TextArea
          label="Commentaire à l’agent"
          hint="Ce qui a été bien fait, ce qui peut l’être mieux. L’agent le lira tel quel."
          value={value.comment}
          onChange={(comment) => draft.set({ ...value, comment })}
          maxLength={4000}
          rows={4}
        />
        {error && <p role="alert">{error.message}</p>}
        <div className={styles.send}>
          <p role="status" className={styles.caption}>
            {mark === undefined
              ? `${missing.length} critère${missing.length > 1 ? 's' : ''} à évaluer`
              : `Note : ${markWords(mark)}`}
            {draft.keeping === 'failed' && ' · non gardé sur ce poste'}
          </p>
          <Button variant="primary" type="submit" isDisabled={missing.length > 0} isPending={isPending}>
            {own ? 'Enregistrer le changement' : 'Enregistrer l’évaluation'}
          </Button>
        </div>
      </form>
    </Section>
  )
}
