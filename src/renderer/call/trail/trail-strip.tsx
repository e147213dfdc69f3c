import { Flag, History, PhoneOff } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { formatHour } from '../../ui/dates.ts'
import { useCall } from '../use-call.tsx'
import { type PathEntry, pathOf } from './path.ts'
import { PathDialog } from './path-dialog.tsx'
import styles from './trail-strip.module.css'

interface TrailStripProps {
  /** The caller has hung up; null: it makes no sense now. */
  onGone: (() => void) | null
  /** The step is wrong; null: it cannot be said here. */
  onWrong: (() => void) | null
}

/** What the client said last and what was checked last; everything before is one press away, without going back. */
export function TrailStrip({ onGone, onWrong }: TrailStripProps) {
  const { state, path } = useCall()
  const [isOpen, setIsOpen] = useState(false)
  const { flow, call } = state
  const entries = useMemo(() => pathOf(flow, path.taken), [flow, path])
  const said = entries.findLast(
    (entry): entry is Extract<PathEntry, { kind: 'said' }> => entry.kind === 'said' && entry.isChoice,
  )
  const checked = entries.findLast((entry) => entry.kind === 'checked')

  return (
    <div className={styles.strip}>
      <p className={styles.words}>
        {said && (
          <span>
            Dernière réponse : <em>{said.answer}</em>
          </span>
        )}
        {checked && (
          <span>
            Vérifié à {formatHour(checked.at)} : <em>{checked.words}</em>
          </span>
        )}
        {entries.length === 0 && <span>Appel commencé à {formatHour(call.startedAt)}</span>}
      </p>
      <div className={styles.actions}>
        {entries.length > 0 && (
          <Button variant="quiet" onPress={() => setIsOpen(true)}>
            <History aria-hidden="true" />
            Revoir les étapes
          </Button>
        )}
        {onWrong && (
          <Button variant="quiet" onPress={onWrong}>
            <Flag aria-hidden="true" />
            Cette étape est fausse
          </Button>
        )}
        {onGone && (
          <Button variant="quiet" onPress={onGone}>
            <PhoneOff aria-hidden="true" />
            Le client est parti
          </Button>
        )}
      </div>
      {isOpen && <PathDialog onClose={() => setIsOpen(false)} />}
    </div>
  )
}
