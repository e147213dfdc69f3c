import { useState } from 'react'
import type { PostMortem } from '#shared/domain/post-mortem.ts'
import { Answered } from '../../service/answered.tsx'
import { useService } from '../../service/use-service.ts'
import { formatDayAndHour } from '../../ui/dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Section } from '../../ui/section.tsx'
import styles from './post-mortem.module.css'
import { PostMortemText } from './post-mortem-text.tsx'

/** Every version that was kept, the last first; each can be read. */
export function Versions({ id }: { id: string }) {
  const read = useService('listPostMortemVersions', { params: { id } })
  const [shown, setShown] = useState<PostMortem | null>(null)
  return (
    <Section title="Versions">
      <Answered of={read} failure="Les versions n’ont pas pu être lues">
        {({ versions }) =>
          versions.length === 0 ? (
            <p className={styles.none}>Aucune encore : l’ébauche n’est à personne.</p>
          ) : (
            <ol className={styles.versions}>
              {versions.map((version) => (
                <li key={version.version}>
                  <button type="button" className={styles.version} onClick={() => setShown(version)}>
                    <strong>Version {version.version}</strong>
                    <span>
                      {version.by}, {formatDayAndHour(version.at)}
                    </span>
                    {version.publishedAt && (
                      <span>
                        publiée le {formatDayAndHour(version.publishedAt)} par {version.publishedBy}
                      </span>
                    )}
                  </button>
                </li>
              ))}
            </ol>
          )
        }
      </Answered>
      {shown && (
        <Dialog title={`Version ${shown.version}`} width="wide" isOpen onClose={() => setShown(null)}>
          <div className={styles.read}>
            <PostMortemText postMortem={shown} />
          </div>
        </Dialog>
      )}
    </Section>
  )
}
