import { useState } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Dialog } from 'react-aria-components/Dialog'
import { Input } from 'react-aria-components/Input'
import { Menu, MenuItem } from 'react-aria-components/Menu'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { SearchField } from 'react-aria-components/SearchField'
import { availableCommands, type Command } from '../app/commands.ts'
import { useKeys } from '../app/shortcuts.ts'
import { matches } from '../ui/accents.ts'
import { Keys } from '../ui/keycap.tsx'
import styles from './palette.module.css'

/** "Tout faire": every screen and every command of the screen, found by its words. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const [commands] = useState(availableCommands)
  const run = (command: Command) => {
    onClose()
    command.run()
  }
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(opens) => !opens && onClose()} className={styles.overlay ?? ''}>
      <Modal className={styles.modal ?? ''}>
        <Dialog aria-label="Tout faire" className={styles.dialog ?? ''}>
          <Autocomplete filter={matches}>
            <SearchField aria-label="Chercher une commande" autoFocus className={styles.search ?? ''}>
              <Input placeholder="Que voulez-vous faire ?" className={styles.input ?? ''} />
            </SearchField>
            <Menu
              aria-label="Commandes"
              items={commands}
              className={styles.commands ?? ''}
              renderEmptyState={() => <p className={styles.empty}>Aucune commande ne contient ces mots.</p>}
            >
              {(command) => (
                <MenuItem
                  id={command.id}
                  textValue={command.label}
                  onAction={() => run(command)}
                  className={styles.command ?? ''}
                >
                  <span>{command.label}</span>
                  {command.keys && <CommandKeys id={command.keys} />}
                </MenuItem>
              )}
            </Menu>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function CommandKeys({ id }: { id: NonNullable<Command['keys']> }) {
  return <Keys keys={useKeys(id)} />
}
