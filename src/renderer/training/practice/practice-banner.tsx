import { GraduationCap, Unplug } from 'lucide-react'
import { useStationState } from '../../app/station-store.tsx'
import { Button } from '../../ui/button.tsx'
import { Mark } from '../../ui/mark.tsx'
import bannerStyles from '../banner-words.module.css'
import type { Session } from '../training-state.ts'
import styles from './practice-banner.module.css'

/** Says that nothing here is real, on screen and on paper; and what of it has failed, for the header tells of the real service. */
export function PracticeBanner({ session, onAbandon }: { session: Session; onAbandon: () => void }) {
  const isOffline = useStationState(({ link }) => link === 'offline')
  return (
    <div className={styles.banner}>
      <p className={bannerStyles.words}>
        <GraduationCap aria-hidden="true" />
        <strong>ENTRAÎNEMENT</strong>
        <span>{session.title}</span>
      </p>
      <div role="status">
        {isOffline && (
          <Mark tone="warn" shape={Unplug}>
            Panne simulée : le service ne répond plus
          </Mark>
        )}
      </div>
      <Button variant="quiet" onPress={onAbandon}>
        Abandonner
      </Button>
    </div>
  )
}
