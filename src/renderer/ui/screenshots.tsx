import { useState } from 'react'
import type { StationError } from '#shared/contracts/station.ts'
import { Dialog } from './dialog.tsx'
import styles from './screenshots.module.css'
import { Section } from './section.tsx'

interface Attached {
  sha256: string
  name: string
}

interface Read {
  value: { type: string; bytes: string } | null
  error: StationError | null
}

/**
 * The screenshots that came with a report; each opens large.
 * @param useFile reads one from where it is kept
 */
export function Screenshots({ of, useFile }: { of: readonly Attached[]; useFile: (sha256: string) => Read }) {
  if (of.length === 0) return null
  return (
    <Section title="Captures d’écran">
      <ul className={styles.thumbnails}>
        {of.map((attached) => (
          <li key={attached.sha256}>
            <Thumbnail of={attached} useFile={useFile} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Thumbnail({ of: { sha256, name }, useFile }: { of: Attached; useFile: (sha256: string) => Read }) {
  const { value, error } = useFile(sha256)
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
