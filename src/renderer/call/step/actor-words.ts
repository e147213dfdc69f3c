import type { ActorName } from '#shared/flow/actors.ts'

/** What is under way while an actor works. */
export const pendingWords: Record<ActorName, string> = {
  'check-platform@1': 'Vérification du statut de la plateforme…',
  'read-account@1': 'Lecture de la fiche du compte…',
  'send-identity-code@1': 'Envoi du code à l’adresse du compte…',
  'verify-identity-code@1': 'Vérification du code…',
  'attest-callback@1': 'Enregistrement du rappel…',
  'unlock-account@1': 'Déblocage du compte…',
  'reset-password@1': 'Envoi de l’email de réinitialisation…',
  'resend-validation@1': 'Envoi de l’email de validation…',
  'file-ticket@1': 'Enregistrement du ticket, puis transmission…',
  'add-to-ticket@1': 'Ajout au ticket…',
  'subscribe@1': 'Abonnement du client à la résolution…',
}
