import { useState } from 'react'
import type { Incident } from '#shared/domain/incident.ts'
import { Button } from '../../ui/button.tsx'
import { formatDay, formatHour, formatShortDay } from '../../ui/dates.ts'
import { levelWord, StatusMark } from '../../ui/status-mark.tsx'
import { reportAnswerOf } from '../known-answers.ts'
import { useCall } from '../use-call.tsx'
import styles from './incident-alert.module.css'
import { IncidentDialog } from './incident-dialog.tsx'
import { PlatformNews } from './platform-news.tsx'
import type { ShownService } from './services-summary.ts'

interface IncidentAlertProps {
  incident: Incident
  /** The services that it touches. */
  touched: readonly ShownService[]
  /** How many other incidents are open. */
  others: number
  /** false: held, but the link is lost; it may be over. */
  isConfirmed: boolean
}

/** "00:45" today, "18/12 à 23:10" before. */
const when = (at: string): string =>
  formatDay(at) === formatDay(Date.now()) ? formatHour(at) : `${formatShortDay(at)} à ${formatHour(at)}`

/** The incident that matters most: what it is, since when, until when, and what the call can make of it. */
export function IncidentAlert({ incident, touched, others, isConfirmed }: IncidentAlertProps) {
  const { player, view } = useCall()
  const [isOpen, setIsOpen] = useState(false)
  const worst = (['down', 'degraded'] as const).find((of) => touched.some(({ level }) => level === of))
  const level = isConfirmed ? (worst ?? (incident.kind === 'maintenance' ? 'maintenance' : 'degraded')) : 'stale'
  const names = touched.map(({ service }) => service.name)
  const report = reportAnswerOf(view)

  return (
    <div className={styles.alert}>
      <StatusMark level={level}>
        {names.join(', ')} : {levelWord(level)}
      </StatusMark>
      <p>
        {incident.impact}, depuis {when(incident.startedAt)}.{' '}
        {incident.estimatedEndAt ? `Fin estimée ${when(incident.estimatedEndAt)}.` : 'Fin non estimée.'}
        {others > 0 && ` Et ${others} autre${others > 1 ? 's' : ''} incident${others > 1 ? 's' : ''}.`}
      </p>
      <Workarounds of={incident.workarounds} />
      <PlatformNews />
      <div className={styles.actions}>
        <Button onPress={() => setIsOpen(true)}>Voir détails</Button>
        {report && <Button onPress={() => player.answer(view.stepId, report.id)}>Créer ticket incident</Button>}
      </div>
      <IncidentDialog incident={incident} services={names} isOpen={isOpen} onClose={() => setIsOpen(false)} />
    </div>
  )
}

/** What callers can do meanwhile: said where it appears, politely, without taking the focus from what is being done. */
function Workarounds({ of }: { of: readonly string[] }) {
  const words = of.join(' ; ')
  const [atFirst] = useState(words)
  return (
    <div role="status">
      {words !== '' && (
        <p>
          {words !== atFirst && <small className={styles.fresh}>Nouveau pendant l’appel</small>} En attendant : {words}
        </p>
      )}
    </div>
  )
}
