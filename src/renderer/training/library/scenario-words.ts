import type { CastMember } from '#shared/flow/cast.ts'
import type { ScenarioPlatform } from '#shared/flow/scenario.ts'

const states = { active: 'actif', locked: 'bloqué', suspended: 'suspendu' } as const

/** "actif, email validé": what the caller's account is. */
export function accountWords(caller: CastMember | null): string {
  if (!caller) return 'aucun compte'
  const { state, emailValidated, maskedEmail } = caller
  const address = maskedEmail === null ? 'sans adresse' : emailValidated ? 'email validé' : 'email non validé'
  return `${states[state]}, ${address}`
}

const incidents: Record<ScenarioPlatform['incident'], string> = {
  none: 'aucun incident',
  confirmed: 'incident confirmé',
  suspected: 'perturbation non confirmée',
  unknown: 'statut inconnu',
}

/** "incident confirmé, avec contournement": what the platform is. */
export const platformWords = ({ incident, workaround, mobileApp }: ScenarioPlatform): string =>
  [
    incidents[incident],
    incident === 'confirmed' && (workaround ? 'avec contournement' : 'sans contournement'),
    mobileApp === 'not-up' && 'application mobile indisponible',
  ]
    .filter(Boolean)
    .join(', ')
