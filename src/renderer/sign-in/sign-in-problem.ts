import { type StationErrorCode, stationErrors } from '#shared/contracts/station-errors.ts'

const words: Partial<Record<StationErrorCode, string>> = {
  'invalid-credentials': 'Adresse ou mot de passe incorrect. Vérifiez les deux, puis réessayez.',
  'offline-sign-in-refused':
    'Le service ne répond pas, et ce poste ne peut pas vérifier ce mot de passe seul : il faut s’y être connecté dans les 72 dernières heures. Ce qui est enregistré ici est gardé.',
  conflict: 'L’adresse du service vient de changer sur ce poste. Vérifiez-la, puis connectez-vous à nouveau.',
  unreachable: 'Le service ne répond pas. Réessayez dans un instant ; ce qui est enregistré sur ce poste est gardé.',
}

/** Why a sign-in failed and what to do, in French. */
export const signInProblem = (code: StationErrorCode): string => words[code] ?? stationErrors[code]
