import { lazy, type ReactNode, Suspense } from 'react'
import { seesAll } from '../call-log/sees-all.ts'
import { goTo, type ScreenId, useNavigation } from './navigation.ts'
import styles from './rail.module.css'
import { screens, screensOf } from './screens.ts'
import { useKeys } from './shortcuts.ts'
import { useAgent, useStationState } from './station-store.tsx'

/** Read after the screen: nobody waits for it. */
const UnreadReviews = lazy(() => import('./unread-reviews.tsx'))

/** The screens, at the left; what needs the agent is counted on its screen. */
export function Rail() {
  const refused = useStationState((state) => state.outbox.refused)
  const { role } = useAgent()
  return (
    <nav aria-label="Écrans" className={styles.rail}>
      <p className={styles.brand}>numi</p>
      <ul className={styles.screens}>
        {screensOf(role).map((id) => (
          <RailItem key={id} id={id}>
            {id === 'tickets' && refused > 0 && (
              <span className={styles.count}>
                {refused} <span className={styles.spoken}>refusé{refused > 1 ? 's' : ''}</span>
              </span>
            )}
            {id === 'callLog' && !seesAll(role) && (
              <Suspense>
                <UnreadReviews />
              </Suspense>
            )}
          </RailItem>
        ))}
      </ul>
    </nav>
  )
}

function RailItem({ id, children }: { id: ScreenId; children: ReactNode }) {
  const isCurrent = useNavigation((navigation) => navigation.screen === id)
  const { label, icon: Icon } = screens[id]
  const keys = useKeys(id)
  return (
    <li className={id === 'settings' ? styles.foot : undefined}>
      <button
        type="button"
        className={styles.item}
        aria-current={isCurrent ? 'page' : undefined}
        aria-keyshortcuts={keys.join('+') || undefined}
        title={keys.join(' ')}
        onClick={() => goTo(id)}
      >
        <Icon aria-hidden="true" />
        {label} {children}
      </button>
    </li>
  )
}
