import { Check, Triangle, X } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { Button } from './button.tsx'
import styles from './notice-region.module.css'
import { dismissNotice, type Notice, useNotices } from './notices.ts'

const readingMs = 8000

/**
 * Where notices show: a polite live region that is always there. What is only said lies over the footer, which holds nothing
 * but keys; what waits for an answer, its children, above it.
 */
export function NoticeRegion({ children }: { children?: ReactNode }) {
  const notices = useNotices((state) => state.notices)
  return (
    <div role="status" aria-label="Messages">
      <div className={styles.waiting}>{children}</div>
      <div className={styles.said}>
        {notices.map((notice) => (
          <NoticeLine key={notice.id} notice={notice} />
        ))}
      </div>
    </div>
  )
}

function NoticeLine({ notice }: { notice: Notice }) {
  useEffect(() => {
    if (notice.kind === 'bad') return
    const timer = setTimeout(() => dismissNotice(notice.id), readingMs)
    return () => clearTimeout(timer)
  }, [notice])
  const Shape = notice.kind === 'done' ? Check : Triangle
  return (
    <div className={`${styles.notice} ${styles[notice.kind]}`}>
      <Shape aria-hidden="true" />
      <p>{notice.text}</p>
      <Button variant="quiet" aria-label="Fermer ce message" onPress={() => dismissNotice(notice.id)}>
        <X aria-hidden="true" />
      </Button>
    </div>
  )
}
