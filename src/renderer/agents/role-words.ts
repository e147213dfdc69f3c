import type { Role } from '#shared/domain/user.ts'

export const roleWords: Record<Role, string> = {
  hotliner: 'Hotliner',
  supervisor: 'Superviseur',
  trainer: 'Formateur',
  technician: 'Équipe technique',
  admin: 'Administrateur',
}

/** What each role lets do. */
export const roleMeans: Record<Role, string> = {
  hotliner: 'Prend les appels, s’entraîne, relit les siens.',
  supervisor: 'Prend les appels, lit et évalue ceux de tous, suit les indicateurs.',
  trainer: 'Prend les appels, prépare les entraînements, écrit et publie les scripts.',
  technician: 'Tient les incidents et répond aux signalements. Ne prend pas d’appel.',
  admin: 'A tous les écrans, celui-ci compris.',
}
