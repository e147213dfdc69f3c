import { parisHour, parisMoment } from '../../paris.ts'
import type { Notification, NotificationOf } from '../notification.ts'

/** What the technical team is told of an incident, for a channel to dress. */
export interface Alert {
  title: string
  facts: [name: string, value: string][]
  /** What was said of it; null: nothing yet. */
  note: string | null
  /** All of it in one line. */
  short: string
}

const titles = {
  declared: 'Incident détecté',
  updated: 'Incident mis à jour',
  escalated: 'Incident devenu majeur',
  resolved: 'Incident résolu',
  reopened: 'Incident rouvert',
} as const satisfies Record<NotificationOf<'team-alert'>['data']['event'], string>

/** @throws when it is not for the team: only that leaves by these channels */
export function alertOf(of: Notification): Alert {
  if (of.kind !== 'team-alert') throw new Error(`${of.kind} is not for the team.`)
  const { event, isMajor, number, services, nature, impact, startedAt, estimatedEndAt, notes } = of.data
  const names = services.map(({ name }) => name).join(', ')
  const word = event === 'declared' && isMajor ? 'Incident majeur détecté' : titles[event]
  const title = number === null ? word : `${word} – ${number}`
  return {
    title,
    facts: [
      [services.length > 1 ? 'Services affectés' : 'Service affecté', names],
      ['Nature', nature],
      ['Impact', impact],
      ['Début', parisMoment(startedAt)],
      ...(estimatedEndAt === null ? [] : [['Résolution estimée', parisMoment(estimatedEndAt)] as [string, string]]),
    ],
    note: notes.at(-1)?.text ?? null,
    short: `${title} : ${names}, ${nature} (début ${parisHour(startedAt)})`,
  }
}
