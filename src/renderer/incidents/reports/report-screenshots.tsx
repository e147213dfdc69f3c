import { useState } from 'react'
import type { Ticket } from '#shared/domain/ticket.ts'
import { useAsked } from '../../app/asked.ts'
import styles from '../../tickets/attachments.module.css'
import { Dialog } from '../../ui/dialog.tsx'
import { Section } from '../../ui/section.tsx'

type Sent = Ticket['attachments'][number]

/** The screenshots that came with a report, from the service; each opens large. */
export function ReportScreenshots({ attachments }: { attachments: readonly Sent[] }) {
  if (attachments.length === 0) return null
  return (
    <Section title="Captures d’écran">
      <ul className={styles.thumbnails}>
        {attachments.map((sent) => (
          <li key={sent.sha256}>
            <Screenshot sent={sent} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Screenshot({ sent: { sha256, name } }: { sent: Sent }) {
  const { value, error } = useAsked('service.file', { operation: 'readAttachment', params: { sha256 } })
  const [isOpen, setIsOpen] = useState(false)
  if (error)
    return (
      <p className={styles.missing}>
        {name} : {error.message}
      </p>
    )
  const source = value ? `data:${value.type};base64,${value.bytes}` : undefined
  return (
    <>
      <button
        type="button"
        className={styles.thumbnail}
        aria-label={`Agrandir ${name}`}
        onClick={() => setIsOpen(true)}
      >
        {source && <img src={source} alt="" />}
      </button>
      <Dialog title={name} width="wide" isOpen={isOpen} onClose={() => setIsOpen(false)}>
        <img src={source} alt={`Capture d’écran ${name}`} className={styles.large} />
      </Dialog>
    </>
  )
}
