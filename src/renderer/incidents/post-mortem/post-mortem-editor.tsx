import { useEffect, useRef, useState } from 'react'
import { z } from 'zod'
import {
  type PostMortem,
  type PostMortemSections,
  postMortemSections,
  postMortemTitles,
} from '#shared/domain/post-mortem.ts'
import { useDraft } from '../../app/draft.ts'
import { useServiceChange } from '../../service/use-service.ts'
import { Button } from '../../ui/button.tsx'
import { formatMoment } from '../../ui/dates.ts'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { KeptWords } from '../../ui/kept-words.tsx'
import { notify } from '../../ui/notices.ts'
import { Loading } from '../../ui/screen-states.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import { FormProblem, FoundDraft, SendKey } from '../form/form-parts.tsx'
import formStyles from '../form/incident-form.module.css'

const reads = ['readPostMortem', 'listPostMortemVersions', 'readTimeline'] as const
const keys = Object.keys(postMortemTitles) as (keyof PostMortemSections)[]

const hints: Partial<Record<keyof PostMortemSections, string>> = {
  causes: 'Pourquoi c’est arrivé, et pourquoi nous ne l’avons pas vu plus tôt.',
  measures: 'Ce qui est mis en place pour que cela n’arrive plus, par qui et pour quand.',
  lessons: 'Ce que l’équipe retient : ce qui a aidé, ce qui a manqué.',
}

const written = z.object({ base: postMortemSections, version: z.number().int(), sections: postMortemSections })

const pick = (sections: PostMortemSections, wanted: typeof keys): Partial<PostMortemSections> =>
  Object.fromEntries(wanted.map((key) => [key, sections[key]]))

const sectionsOf = (of: PostMortem): PostMortemSections => postMortemSections.parse(of)

/** The five parts, drafted from the timeline; each version is kept, and what is typed until it is sent. */
export function PostMortemEditor({ id, last }: { id: string; last: PostMortem }) {
  const draft = useDraft(`incident/${id}/post-mortem`, written, {
    ...{ base: sectionsOf(last), version: last.version, sections: sectionsOf(last) },
  })
  const edit = useServiceChange('editPostMortem', reads, draft.id)
  const publish = useServiceChange('publishPostMortem', reads)
  const [isPublishing, setIsPublishing] = useState(false)
  const latest = useRef(draft.value)
  useEffect(() => {
    latest.current = draft.value
  })
  if (draft.value === null) return <Loading />

  const { base, version, sections } = draft.value
  const mine = keys.filter((key) => sections[key] !== base[key])
  const isOutdated = last.version > version
  const theirs = sectionsOf(last)
  const isUnsaved = mine.length > 0 || version === 0
  /** Over the last version: theirs where nothing was typed, one's own where something was. */
  const goOn = () =>
    draft.set({
      ...{ base: theirs, version: last.version },
      sections: { ...theirs, ...pick(sections, mine) },
    })
  const keep = () => {
    if (edit.isPending || isOutdated || !isUnsaved) return
    edit.mutate(
      { params: { id }, body: { version, ...sections } },
      {
        onSuccess: async (kept) => {
          const now = latest.current?.sections ?? sections
          const since = keys.filter((key) => now[key] !== sections[key])
          const begun = { base: sectionsOf(kept), version: kept.version, sections: sectionsOf(kept) }
          if (since.length === 0) {
            await draft.forget()
            draft.begin(begun)
          } else draft.set({ ...begun, sections: { ...begun.sections, ...pick(now, since) } })
          notify('done', `La version ${kept.version} est gardée.`)
        },
      },
    )
  }
  return (
    <form
      className={formStyles.form}
      onSubmit={(event) => {
        event.preventDefault()
        keep()
      }}
    >
      {draft.wasFound && mine.length > 0 && (
        <FoundDraft
          onGiveUp={async () => {
            await draft.forget()
            draft.begin({ base: theirs, version: last.version, sections: theirs })
          }}
        />
      )}
      {isOutdated && (
        <div role="alert" className={formStyles.changed}>
          <p>
            <strong>{last.by}</strong> a écrit la version {last.version} {formatMoment(last.at)}, pendant votre saisie.
            {mine.length > 0 && ` Vous avez changé : ${mine.map((key) => postMortemTitles[key]).join(', ')}.`} Reprenez
            sur la sienne : ce que vous avez changé y remplace la sienne, le reste la suit.
          </p>
          <div>
            <Button variant="primary" onPress={goOn}>
              Reprendre ma saisie sur sa version
            </Button>
          </div>
        </div>
      )}
      {version === 0 && <p>Ébauche tirée du déroulement de l’incident : relisez-la, complétez-la, puis gardez-la.</p>}
      {keys.map((key) => (
        <TextArea
          key={key}
          label={postMortemTitles[key]}
          hint={hints[key]}
          rows={key === 'timeline' ? 8 : 4}
          maxLength={20_000}
          value={sections[key]}
          onChange={(text) => draft.set({ base, version, sections: { ...sections, [key]: text } })}
        />
      ))}
      <FormProblem error={edit.error ?? publish.error} />
      <div className={formStyles.foot}>
        <p className={formStyles.kept}>{mine.length > 0 && <KeptWords keeping={draft.keeping} />}</p>
        <SendKey onSend={keep} />
        {last.version > 0 && last.publishedAt === null && (
          <Button
            onPress={() => setIsPublishing(true)}
            isDisabled={isUnsaved || isOutdated}
            isPending={publish.isPending}
          >
            Publier à tous les agents
          </Button>
        )}
        <Button variant="primary" type="submit" isDisabled={!isUnsaved || isOutdated} isPending={edit.isPending}>
          Garder cette version
        </Button>
      </div>
      <ConfirmDialog
        title="Publier ce post-mortem ?"
        confirmLabel="Publier"
        isOpen={isPublishing}
        onCancel={() => setIsPublishing(false)}
        onConfirm={() => {
          setIsPublishing(false)
          publish.mutate(
            { params: { id }, body: { version: last.version } },
            { onSuccess: () => notify('done', 'Le post-mortem est publié : tous les agents peuvent le lire.') },
          )
        }}
      >
        <p>La version {last.version} sera lisible par tous les agents. Les clients ne la voient pas.</p>
      </ConfirmDialog>
    </form>
  )
}
