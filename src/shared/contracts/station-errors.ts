/**
 * Every error the station answers, with the words a screen shows when it has none of its own. Beside the operations: the
 * first screen says them, and has no use for a schema.
 */
export const stationErrors = {
  'invalid-input': 'La demande est mal formée.',
  'not-signed-in': 'Connectez-vous pour continuer.',
  'invalid-credentials': 'Adresse ou mot de passe incorrect.',
  'too-many-attempts': 'Trop de tentatives. Réessayez dans quelques minutes.',
  'offline-sign-in-refused':
    'Le service ne répond pas, et ce poste ne vous connaît pas assez pour ouvrir une session sans lui.',
  sealed:
    'La clé qui protège les données de ce poste a été perdue, et votre mot de passe ne la rend pas. Rien n’est effacé : ' +
    'un collègue qui s’est déjà connecté ici peut les rouvrir en se connectant.',
  unreachable: 'Le service ne répond pas. Ce que vous avez saisi est gardé sur ce poste.',
  refused: 'Le service a refusé la demande.',
  conflict: 'Quelqu’un d’autre a changé cela entre-temps. Ce que vous avez saisi est gardé.',
  'not-found': 'Introuvable.',
  'out-of-order': 'Cet appel a avancé dans une autre fenêtre.',
  'call-ended': 'Cet appel est terminé.',
  'handed-over': 'Cet appel est confié à un collègue.',
  'unexpected-event': 'Le script de cet appel ne permet pas cela à cette étape. Rien n’a été ajouté à l’appel.',
  'unsupported-type': 'Seules les images PNG et JPG sont acceptées.',
  'too-large': 'Le fichier dépasse 5 Mo.',
  'storage-failed':
    'Ce poste ne peut plus enregistrer (disque plein ou protégé). Rien de ce qui était enregistré n’est perdu.',
  'internal-error': 'Une erreur est survenue sur ce poste. Rien de ce qui était enregistré n’est perdu.',
} as const
export type StationErrorCode = keyof typeof stationErrors
