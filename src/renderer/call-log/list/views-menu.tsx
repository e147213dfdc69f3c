import { Bookmark, Trash, Users } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { v7 as uuid } from 'uuid'
import type { CallView } from '#shared/domain/call-log.ts'
import { useAgent } from '../../app/station-store.tsx'
import { Answered } from '../../service/answered.tsx'
import { type ServiceProblem, useService, useServiceChange } from '../../service/use-service.ts'
import { Button } from '../../ui/button.tsx'
import { YesNo } from '../../ui/choices.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { type CallSearch, isNarrowed } from '../search.ts'
import styles from './views-menu.module.css'

interface ViewsMenuProps {
  search: CallSearch
  mayShare: boolean
  onChange: (search: CallSearch) => void
}

/** The searches that were given a name: taken up again, kept, forgotten. */
export function ViewsMenu({ search, mayShare, onChange }: ViewsMenuProps) {
  const [isOpen, setIsOpen] = useState(false)
  const kept = useService('listCallViews', {})
  const count = kept.data?.views.length ?? 0
  return (
    <>
      <Button onPress={() => setIsOpen(true)}>
        <Bookmark aria-hidden="true" />
        {count > 0 ? `Vues (${count})` : 'Vues'}
      </Button>
      <Dialog title="Vues enregistrées" isOpen={isOpen} onClose={() => setIsOpen(false)}>
        <Answered of={kept} failure="Les vues n’ont pas pu être lues">
          {({ views }) => (
            <>
              <Views
                views={views}
                onPick={({ filters, order }) => {
                  onChange({ filters, order })
                  setIsOpen(false)
                }}
              />
              <KeepSearch search={search} mayShare={mayShare} views={views} onClose={() => setIsOpen(false)} />
            </>
          )}
        </Answered>
      </Dialog>
    </>
  )
}

function Views({ views, onPick }: { views: readonly CallView[]; onPick: (view: CallView) => void }) {
  const { id: own } = useAgent()
  const { mutate: forget, error } = useServiceChange('deleteCallView', ['listCallViews'])
  if (views.length === 0) return <p className={styles.none}>Une vue garde une recherche et son tri sous un nom.</p>
  return (
    <>
      <ul className={styles.views}>
        {views.map((view) => (
          <li key={view.id}>
            <Button onPress={() => onPick(view)}>
              {view.isShared && <Users aria-hidden="true" />}
              {view.name}
              {view.owner.id !== own && <span className={styles.owner}>{view.owner.displayName}</span>}
            </Button>
            {view.owner.id === own && (
              <Button
                variant="quiet"
                aria-label={`Supprimer la vue ${view.name}`}
                onPress={() => forget({ params: { id: view.id } })}
              >
                <Trash aria-hidden="true" />
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Problem error={error} />
    </>
  )
}

interface KeepSearchProps {
  search: CallSearch
  mayShare: boolean
  views: readonly CallView[]
  onClose: () => void
}

function KeepSearch({ search: { filters, order }, mayShare, views, onClose }: KeepSearchProps) {
  const { id: own } = useAgent()
  const [name, setName] = useState('')
  const [isShared, setIsShared] = useState(false)
  const { mutate: save, error, isPending } = useServiceChange('saveCallView', ['listCallViews'])
  if (!isNarrowed({ filters, order }))
    return <p className={styles.none}>Cherchez ou filtrez d’abord pour garder une nouvelle vue.</p>

  const namesake = views.find((view) => view.owner.id === own && view.name === name.trim())
  const keep = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') return
    const params = { id: namesake?.id ?? uuid() }
    save({ params, body: { name, filters, order, isShared } }, { onSuccess: onClose })
  }
  return (
    <form onSubmit={keep} className={styles.keep}>
      <TextField
        label="Garder la recherche actuelle sous le nom"
        value={name}
        onChange={setName}
        maxLength={80}
        hint={namesake ? 'Votre vue de ce nom sera remplacée.' : undefined}
      />
      {mayShare && <YesNo label="Partager avec les autres superviseurs" isOn={isShared} onChange={setIsShared} />}
      <Problem error={error} />
      <DialogActions>
        <Button onPress={onClose}>Fermer</Button>
        <Button variant="primary" type="submit" isDisabled={name.trim() === ''} isPending={isPending}>
          Garder
        </Button>
      </DialogActions>
    </form>
  )
}

function Problem({ error }: { error: ServiceProblem | null }) {
  return error && <p role="alert">{error.message}</p>
}
