import { alikeWords } from '#shared/domain/incident-proposal.ts'
import { ticketKinds, ticketPriorities } from '#shared/domain/ticket.ts'
import { parisHour, parisMoment } from '../../paris.ts'
import type { Notification, NotificationOf } from '../notification.ts'

/** What the technical team is told, for a channel to dress. */
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
  switch (of.kind) {
    case 'team-alert':
      return incidentAlert(of.data)
    case 'report-alert':
      return reportAlert(of.data)
    case 'proposal-alert':
      return proposalAlert(of.data)
    default:
      throw new Error(`${of.kind} is not for the team.`)
  }
}

function incidentAlert(of: NotificationOf<'team-alert'>['data']): Alert {
  const { event, isMajor, number, services, nature, impact, startedAt, estimatedEndAt, notes } = of
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

function reportAlert({ number, kind, errorCode, priority, receivedAt }: NotificationOf<'report-alert'>['data']): Alert {
  const title = `${priority === 'critical' ? 'Signalement critique' : 'Signalement reçu'} – ${number}`
  const trouble = alikeWords({ kind, errorCode, page: null })
  return {
    title,
    facts: [
      ["Type d'incident", ticketKinds[kind]],
      ...(errorCode === null ? [] : [['Code d’erreur', errorCode] as [string, string]]),
      ['Priorité', ticketPriorities[priority]],
      ['Reçu le', parisMoment(receivedAt)],
    ],
    note: null,
    short: `${title} : ${trouble} (${parisHour(receivedAt)})`,
  }
}

function proposalAlert(of: NotificationOf<'proposal-alert'>['data']): Alert {
  const { reports, callsUnderWay, minutes, alike, firstAt } = of
  const title = `${reports} signalements semblables en ${minutes} minutes`
  return {
    title,
    facts: [
      ['En commun', alike],
      ['Depuis', parisMoment(firstAt)],
      ...(callsUnderWay === 0 ? [] : [['Dont appels en cours', String(callsUnderWay)] as [string, string]]),
    ],
    note: 'Aucun incident n’est encore déclaré pour eux.',
    short: `${title} : ${alike} (depuis ${parisHour(firstAt)}), aucun incident déclaré`,
  }
}
