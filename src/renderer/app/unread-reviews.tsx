import { useEffect } from 'react'
import { useService } from '../service/use-service.ts'
import styles from './rail.module.css'

/** A supervisor’s word may come at any time: asked for again this often, in milliseconds. */
const againMs = 300_000

/** How many reviews of one's own calls one has not read yet; nothing where there are none. */
export default function UnreadReviews() {
  const { data, refetch } = useService('listReviews', { query: { seen: 'unseen' } })
  useEffect(() => {
    const timer = setInterval(() => void refetch(), againMs)
    return () => clearInterval(timer)
  }, [refetch])
  const unseen = data?.unseen ?? 0
  if (unseen === 0) return null
  return (
    <span className={`${styles.count} ${styles.fresh}`}>
      {unseen} <span className={styles.spoken}>évaluation{unseen > 1 ? 's' : ''} à lire</span>
    </span>
  )
}
