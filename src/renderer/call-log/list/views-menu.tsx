import { Bookmark, Trash } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { type CallSearch, isNarrowed } from '../search.ts'
import { useSavedViews } from './saved-views.ts'
import styles from './views-menu.module.css'

/** The searches that were given a name: taken up again, kept, forgotten. */
export function ViewsMenu({ search, onChange }: { search: CallSearch; onChange: (search: CallSearch) => void }) {
  const [isOpen, setIsOpen] = useState(false)
  const { views, save, forget } = useSavedViews()
  const [name, setName] = useState('')
  const close = () => {
    setIsOpen(false)
    setName('')
  }
  const keep = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') return
    void save(name.trim(), search)
    close()
  }
  return (
    <>
      <Button onPress={() => setIsOpen(true)}>
        <Bookmark aria-hidden="true" />
        {views.length > 0 ? `Vues (${views.length})` : 'Vues'}
      </Button>
      <Dialog title="Vues enregistrées" isOpen={isOpen} onClose={close}>
        {views.length === 0 ? (
          <p className={styles.none}>Une vue garde une recherche sous un nom, sur ce poste, pour vous seul.</p>
        ) : (
          <ul className={styles.views}>
            {views.map((view) => (
              <li key={view.name}>
                <Button
                  onPress={() => {
                    onChange(view.search)
                    close()
                  }}
                >
                  {view.name}
                </Button>
                <Button
                  variant="quiet"
                  aria-label={`Supprimer la vue ${view.name}`}
                  onPress={() => void forget(view.name)}
                >
                  <Trash aria-hidden="true" />
                </Button>
              </li>
            ))}
          </ul>
        )}
        <form onSubmit={keep} className={styles.keep}>
          {isNarrowed(search) ? (
            <>
              <TextField
                label="Garder la recherche actuelle sous le nom"
                value={name}
                onChange={setName}
                maxLength={60}
              />
              <DialogActions>
                <Button onPress={close}>Fermer</Button>
                <Button variant="primary" type="submit" isDisabled={name.trim() === ''}>
                  Garder
                </Button>
              </DialogActions>
            </>
          ) : (
            <p className={styles.none}>Cherchez ou filtrez d’abord pour garder une nouvelle vue.</p>
          )}
        </form>
      </Dialog>
    </>
  )
}
