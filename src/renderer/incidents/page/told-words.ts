import type { ToldNews } from '#shared/domain/incident-timeline.ts'
import { formatHour } from '../../ui/dates.ts'

export const channelWords: Record<ToldNews['channel'], string> = { email: 'Email', slack: 'Slack', sms: 'SMS' }

export const audienceWords: Record<ToldNews['audience'], string> = {
  attached: 'clients rattachés',
  subscriber: 'abonnés',
  client: 'clients',
  team: 'équipe technique',
}

export const eventWords: Record<ToldNews['event'], string> = {
  declared: 'déclaration',
  updated: 'mise à jour',
  escalated: 'devenu majeur',
  resolved: 'résolution',
  reopened: 'réouverture',
}

/** What a message that is no incident's news was about. */
export const kindWords: Readonly<Record<string, string>> = {
  'ticket-confirmation': 'confirmation d’un signalement',
  'ticket-answer': 'réponse à un signalement',
  'ticket-solved': 'signalement résolu',
  'password-reset': 'lien de réinitialisation',
  'email-validation': 'validation d’une adresse',
  'identity-code': 'code d’identité',
  'subscription-confirmation': 'confirmation d’un abonnement',
  'report-alert': 'signalement reçu',
  'proposal-alert': 'signalements semblables',
}

/** "Email, clients rattachés (résolution) : 12 partis à 01:31, 1 en échec" */
export function toldWords({ channel, audience, event, sentAt, sent, waiting, failed, dropped }: ToldNews): string {
  const parts = [
    sent > 0 && `${sent} parti${sent > 1 ? 's' : ''}${sentAt ? ` à partir de ${formatHour(sentAt)}` : ''}`,
    waiting > 0 && `${waiting} en attente`,
    failed > 0 && `${failed} en échec`,
    dropped > 0 && `${dropped} sans objet`,
  ].filter((part) => part !== false)
  return `${channelWords[channel]}, ${audienceWords[audience]} (${eventWords[event]}) : ${parts.join(', ') || 'personne à prévenir'}`
}
