import { type CastMember, cardOf } from './cast.ts'
import type { Facts } from './definition.ts'
import type { ScenarioPlatform } from './scenario.ts'

/** What the platform's lookup finds. */
export const readingOf = ({ incident, workaround, mobileApp, estimate }: ScenarioPlatform): Facts => ({
  incident,
  workaround: incident === 'confirmed' && workaround ? 'yes' : 'no',
  mobileApp,
  estimate: incident === 'confirmed' && estimate ? 'known' : 'none',
})

/** What is known of the platform while the backend does not answer. */
const unknownPlatform = { incident: 'unknown', workaround: 'no', mobileApp: 'not-up', estimate: 'none' }

/**
 * What an actor comes back with where the scenario does not say it: what the client's account, the platform and the
 * backend imply. An action done before counts: an account that was unlocked is active.
 */
export function impliedOutcome(
  caller: CastMember | null,
  actor: string,
  now: { platform: ScenarioPlatform; isBackendUp: boolean; facts: Facts },
): Facts {
  const { isBackendUp, facts } = now
  const direct = (fact: string, done: string) => ({ [fact]: isBackendUp ? done : 'unknown' })
  switch (actor) {
    case 'check-platform@1':
      return isBackendUp ? readingOf(now.platform) : unknownPlatform
    case 'read-account@1': {
      if (!isBackendUp || caller === null) return { account: 'unreachable', emailValidated: 'no', address: 'no' }
      return facts.unlock === 'done' ? { ...cardOf(caller), account: 'active' } : cardOf(caller)
    }
    case 'send-identity-code@1':
      return direct('identityCode', 'sent')
    case 'verify-identity-code@1':
    case 'attest-callback@1':
      return direct('identity', 'verified')
    case 'unlock-account@1':
      return direct('unlock', 'done')
    case 'reset-password@1':
      return direct('reset', 'done')
    case 'resend-validation@1':
      return direct('validation', 'sent')
    case 'file-ticket@1':
      return { ticket: isBackendUp ? 'numbered' : 'queued' }
    case 'add-to-ticket@1':
      return { addition: 'queued' }
    case 'subscribe@1':
      return { subscription: facts.client === 'known' && facts.address === 'yes' ? 'queued' : 'none' }
    default:
      throw new Error(`« ${actor} » n’est pas dans le registre.`)
  }
}
