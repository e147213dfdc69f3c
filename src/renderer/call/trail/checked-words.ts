/** What a lookup or an act came to, in a few words, by fact and value; what is not here is not told. */
const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  incident: {
    confirmed: 'incident confirmé',
    suspected: 'service dégradé, aucun incident déclaré',
    none: 'aucun incident connu',
    unknown: 'statut de la plateforme inconnu',
  },
  account: {
    active: 'compte actif',
    locked: 'compte bloqué',
    suspended: 'compte suspendu',
    unreachable: 'fiche du compte illisible',
  },
  identityCode: { sent: 'code envoyé', refused: 'envoi du code refusé', unknown: 'envoi du code incertain' },
  identity: {
    verified: 'identité vérifiée',
    wrong: 'code faux',
    expired: 'code expiré',
    refused: 'identité refusée',
    unknown: 'vérification sans réponse',
  },
  unlock: { done: 'compte débloqué', refused: 'déblocage refusé', unknown: 'déblocage incertain' },
  reset: {
    done: 'email de réinitialisation envoyé',
    refused: 'réinitialisation refusée',
    unknown: 'réinitialisation incertaine',
  },
  validation: { sent: 'validation renvoyée', refused: 'validation refusée', unknown: 'validation incertaine' },
  ticket: { numbered: 'ticket transmis', queued: 'ticket en attente de transmission' },
  addition: { queued: 'demande ajoutée au ticket' },
  subscription: { queued: 'client abonné à la résolution', none: 'client non abonné' },
}

/** "aucun incident connu", or null where an outcome is not worth telling. */
export function checkedWords(output: Readonly<Record<string, string>>): string | null {
  const told = Object.entries(output).flatMap(([fact, value]) => words[fact]?.[value] ?? [])
  return told.length > 0 ? told.join(', ') : null
}
