import { Image, X } from 'lucide-react'
import type { Attachment } from '#shared/domain/attachment.ts'
import { useAsked } from '../../app/asked.ts'
import styles from './thumbnail.module.css'

const kilobytes = new Intl.NumberFormat('fr-FR', { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 })

interface ThumbnailProps {
  attachment: Attachment
  /** null: it can no longer be removed. */
  onRemove: (() => void) | null
}

/** One screenshot, small; its place is kept while it is read. */
export function Thumbnail({ attachment, onRemove }: ThumbnailProps) {
  const { value } = useAsked('attachments.read', { sha256: attachment.sha256 })
  const size = kilobytes.format(Math.max(1, attachment.bytes / 1000))
  return (
    <figure className={styles.thumbnail}>
      {value ? <img src={`data:${value.type};base64,${value.bytes}`} alt="" /> : <Image aria-hidden="true" />}
      <figcaption title={attachment.name}>
        <span>{attachment.name}</span> {size}
      </figcaption>
      {onRemove && (
        <button type="button" aria-label={`Retirer la capture ${attachment.name}`} onClick={onRemove}>
          <X aria-hidden="true" />
        </button>
      )}
    </figure>
  )
}
