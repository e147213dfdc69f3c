import type { Conditions } from './definition.ts'

/** What a fact is called, and its values where "oui", "non" and their like do not say them. */
const facts: Readonly<Record<string, { label: string; values?: Readonly<Record<string, string>> }>> = {
  channel: { label: 'canal', values: { phone: 'téléphone', written: 'écrit' } },
  client: { label: 'client', values: { none: 'pas encore cherché', known: 'connu', unknown: 'inconnu' } },
  address: { label: 'adresse email au dossier' },
  phone: { label: 'téléphone au dossier' },
  incident: {
    label: 'incident',
    values: { confirmed: 'confirmé', suspected: 'soupçonné', none: 'aucun', unknown: 'statut inconnu' },
  },
  liveIncident: {
    label: 'incident annoncé pendant l’appel',
    values: { unsaid: 'rien d’annoncé', confirmed: 'confirmé', suspected: 'soupçonné', none: 'aucun' },
  },
  workaround: { label: 'solution temporaire' },
  mobileApp: { label: 'application mobile', values: { up: 'disponible', 'not-up': 'indisponible' } },
  estimate: { label: 'fin estimée', values: { known: 'connue', none: 'inconnue' } },
  account: {
    label: 'compte',
    values: {
      unread: 'pas encore lu',
      active: 'actif',
      locked: 'bloqué',
      suspended: 'suspendu',
      unreachable: 'illisible',
    },
  },
  emailValidated: { label: 'email validé' },
  resetAsked: { label: 'réinitialisation demandée' },
  identityCode: { label: 'code d’identité' },
  identity: {
    label: 'identité',
    values: { verified: 'vérifiée', wrong: 'code faux', expired: 'code expiré', none: 'pas vérifiée' },
  },
  unlock: { label: 'déblocage' },
  reset: { label: 'réinitialisation' },
  validation: { label: 'validation de l’email' },
  browser: { label: 'navigateur' },
  triedCache: { label: 'cache vidé' },
  triedOtherBrowser: { label: 'autre navigateur essayé' },
  triedPasswordReset: { label: 'mot de passe réinitialisé' },
  triedConnection: { label: 'connexion vérifiée' },
  ticketKind: { label: 'genre du ticket' },
  priority: { label: 'priorité', values: { normal: 'normale', low: 'basse', high: 'haute', critical: 'critique' } },
  ticket: { label: 'ticket', values: { none: 'pas créé', numbered: 'numéroté', queued: 'en attente' } },
  subscription: { label: 'abonnement', values: { none: 'aucun', queued: 'demandé' } },
  addition: { label: 'ajout au ticket' },
}

const usual: Readonly<Record<string, string>> = {
  ...{ yes: 'oui', no: 'non', none: 'aucun', known: 'connu', unknown: 'incertain' },
  ...{ sent: 'envoyé', done: 'fait', refused: 'refusé', queued: 'en attente' },
}

/** "incident : confirmé" */
export const factWords = (fact: string, value: string): string =>
  `${facts[fact]?.label ?? fact} : ${facts[fact]?.values?.[value] ?? usual[value] ?? value}`

/** "incident : confirmé ou soupçonné, fin estimée : connue" */
export const conditionWords = (conditions: Conditions): string =>
  Object.entries(conditions)
    .map(([fact, values]) => {
      const said = values.map((value) => factWords(fact, value).slice(`${facts[fact]?.label ?? fact} : `.length))
      return `${facts[fact]?.label ?? fact} : ${said.join(' ou ')}`
    })
    .join(', ')
