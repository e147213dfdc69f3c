import { useState } from 'react'
import type { NewTicket } from '#shared/domain/ticket.ts'
import { useAsked } from '../app/asked.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Section } from '../ui/section.tsx'
import styles from './attachments.module.css'

type Kept = NewTicket['attachments'][number]

/** A ticket's screenshots; each opens large. */
export function Attachments({ attachments }: { attachments: readonly Kept[] }) {
  if (attachments.length === 0) return null
  return (
    <Section title="Captures d’écran">
      <ul className={styles.thumbnails}>
        {attachments.map((kept) => (
          <li key={kept.sha256}>
            <Thumbnail kept={kept} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Thumbnail({ kept }: { kept: Kept }) {
  const { value, error } = useAsked('attachments.read', { sha256: kept.sha256 })
  const [isOpen, setIsOpen] = useState(false)
  if (error)
    return (
      <p className={styles.missing}>
        {kept.name} : {error.message}
      </p>
    )
  const source = value ? `data:${value.type};base64,${value.bytes}` : undefined
  return (
    <>
      <button
        type="button"
        className={styles.thumbnail}
        aria-label={`Agrandir ${kept.name}`}
        onClick={() => setIsOpen(true)}
      >
        {source && <img src={source} alt="" />}
      </button>
      <Dialog title={kept.name} width="wide" isOpen={isOpen} onClose={() => setIsOpen(false)}>
        <img src={source} alt={`Capture d’écran ${kept.name}`} className={styles.large} />
      </Dialog>
    </>
  )
}
