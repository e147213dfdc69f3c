import { Download } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { saveFile } from '../../app/save-file.ts'
import { useStation } from '../../app/station-store.tsx'
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
  const station = useStation()
  /** How many calls have come; null: none is asked for. */
  const [come, setCome] = useState<number | null>(null)
  /** The one that is wanted, from before the station has begun it. */
  const wanted = useRef<AbortController>(null)

  const stop = () => {
    wanted.current?.abort()
    setCome(null)
  }
  // Another screen, another search: nobody waits for it any more.
  useEffect(() => () => wanted.current?.abort(), [])

  const start = async () => {
    setCome(0)
    const own = new AbortController()
    wanted.current = own
    const { signal } = own
    const started = await station.ask('exports.start', { operation: 'exportCalls', query: { ...filters, ...order } })
    if (!started.ok) {
      if (signal.aborted) return
      setCome(null)
      return notify('bad', `L’export n’a pas commencé. ${started.error.message}`)
    }
    const letGo = () => void station.ask('exports.stop', started.value)
    if (signal.aborted) return letGo()
    signal.addEventListener('abort', letGo)
    const parts: string[] = []
    // Its first line names the columns.
    let lines = -1
    for (;;) {
      const piece = await station.ask('exports.read', started.value)
      if (signal.aborted) return
      if (!piece.ok) {
        setCome(null)
        return notify('bad', `L’export s’est arrêté, aucun fichier n’a été écrit. ${piece.error.message}`)
      }
      if (piece.value.text === null) break
      parts.push(piece.value.text)
      lines += piece.value.text.split('\r\n').length - 1
      setCome(Math.max(0, lines))
    }
    signal.removeEventListener('abort', letGo)
    setCome(null)
    saveFile(`appels ${new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' })}.csv`, parts, 'text/csv')
    notify('done', `${number.format(lines)} appel${lines > 1 ? 's' : ''} exporté${lines > 1 ? 's' : ''}.`)
  }

  if (come === null)
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
      <Button onPress={stop}>Arrêter</Button>
    </div>
  )
}
