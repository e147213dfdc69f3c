import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { Button } from './button.tsx'
import styles from './dialog.module.css'

interface DialogProps {
  title: string
  isOpen: boolean
  onClose: () => void
  children: ReactNode
  /** `wide` holds a form. */
  width?: 'normal' | 'wide'
  /** false: a click outside does not close (something typed would be lost). */
  isDismissable?: boolean
}

/** A modal over the screen: focus stays inside, Escape closes, focus comes back where it was. */
export function Dialog({ title, isOpen, onClose, children, width = 'normal', isDismissable = true }: DialogProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      isDismissable={isDismissable}
      onOpenChange={(opens) => !opens && onClose()}
      className={styles.overlay ?? ''}
    >
      <Modal className={`${styles.modal} ${styles[width]}`}>
        <AriaDialog className={styles.dialog ?? ''}>
          <div className={styles.head}>
            <Heading slot="title" level={2} className={styles.title ?? ''}>
              {title}
            </Heading>
            <Button variant="quiet" aria-label="Fermer" onPress={onClose}>
              <X aria-hidden="true" />
            </Button>
          </div>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

interface ConfirmDialogProps {
  title: string
  /** What happens, and what is kept. */
  children: ReactNode
  confirmLabel: string
  cancelLabel?: string
  isOpen: boolean
  onConfirm: () => void
  onCancel: () => void
}

/** Asked before anything is discarded; the way back has the focus. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <ModalOverlay
      isOpen={props.isOpen}
      onOpenChange={(opens) => !opens && props.onCancel()}
      className={styles.overlay ?? ''}
    >
      <Modal className={`${styles.modal} ${styles.normal}`}>
        <AriaDialog role="alertdialog" className={styles.dialog ?? ''}>
          <Heading slot="title" level={2} className={styles.title ?? ''}>
            {props.title}
          </Heading>
          <div>{props.children}</div>
          <DialogActions>
            <Button autoFocus onPress={props.onCancel}>
              {props.cancelLabel ?? 'Annuler'}
            </Button>
            <Button variant="danger" onPress={props.onConfirm}>
              {props.confirmLabel}
            </Button>
          </DialogActions>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

/** The buttons at a dialog's foot, the one that goes on last. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>
}
