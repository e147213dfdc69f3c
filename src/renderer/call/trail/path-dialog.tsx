import { CircleCheck } from 'lucide-react'
import { useMemo } from 'react'
import { formatClock } from '../../ui/dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ScriptText } from '../step/script-text.tsx'
import { useCall } from '../use-call.tsx'
import { wordedPathOf } from './path.ts'
import styles from './path-dialog.module.css'

/** The steps already gone through, to read again; nothing here changes the call. */
export function PathDialog({ onClose }: { onClose: () => void }) {
  const { state, path } = useCall()
  const { flow, call, values } = state
  const entries = useMemo(
    () => wordedPathOf(flow, call.channel, path.taken, values),
    [flow, call.channel, path, values],
  )
  return (
    <Dialog title="Étapes de l’appel" isOpen onClose={onClose} width="wide">
      <ol className={styles.path}>
        {entries.map((entry) => (
          <li key={entry.key} className={styles.entry}>
            <time>{formatClock(entry.elapsedMs)}</time>
            {entry.kind === 'checked' ? (
              <p className={styles.checked}>
                <CircleCheck aria-hidden="true" />
                Vérifié : {entry.words}
              </p>
            ) : (
              <div className={styles.said}>
                {entry.say && (
                  <div className={styles.say}>
                    <ScriptText blocks={entry.say} />
                  </div>
                )}
                <p className={styles.answer}>{entry.answer}</p>
              </div>
            )}
          </li>
        ))}
      </ol>
    </Dialog>
  )
}
