import styles from './trace-reference.module.css'

/** What finds a failed request in the service's log, to be joined to a report. */
export function TraceReference({ id }: { id: string }) {
  return (
    <p className={styles.reference}>
      Référence pour l’équipe technique : <code>{id}</code>
    </p>
  )
}
