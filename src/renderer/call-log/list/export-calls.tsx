import { Download } from 'lucide-react'
import { useState } from 'react'
import { saveFile } from '../../app/save-file.ts'
import { useExport } from '../../service/use-export.ts'
import { Button } from '../../ui/button.tsx'
import { notify } from '../../ui/notices.ts'
import type { CallSearch } from '../search.ts'
import styles from './export-calls.module.css'

interface ExportCallsProps {
  search: CallSearch
  /** How many calls there are, or more. */
  count: number
}

const number = new Intl.NumberFormat('fr-FR')

/** Keeps every call that is found as a CSV file: it says how far it is, and can be stopped. */
export function ExportCalls({ search: { filters, order }, count }: ExportCallsProps) {
  const calls = useExport()
  /** How many calls have come. */
  const [come, setCome] = useState(0)

  const start = async () => {
    setCome(0)
    // Its first line names the columns.
    let lines = -1
    const input = { query: { ...filters, ...order } }
    const pieces = await calls.read({ operation: 'exportCalls', input }, (piece) => {
      lines += piece.split('\r\n').length - 1
      setCome(Math.max(0, lines))
    })
    if (!pieces) return
    saveFile(`appels ${new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' })}.csv`, pieces, 'text/csv')
    notify('done', `${number.format(lines)} appel${lines > 1 ? 's' : ''} exporté${lines > 1 ? 's' : ''}.`)
  }

  if (!calls.isUnderWay)
    return (
      <Button variant="quiet" onPress={() => void start()}>
        <Download aria-hidden="true" />
        Exporter en CSV
      </Button>
    )
  return (
    <div className={styles.underWay}>
      <progress className={styles.progress} aria-label="Export" max={count} value={Math.min(come, count)} />
      <span className={styles.words}>{number.format(come)} appels</span>
      <Button onPress={calls.stop}>Arrêter</Button>
    </div>
  )
}
