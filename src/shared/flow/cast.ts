import type { AccountSummary } from '../domain/account.ts'
import type { Facts } from './definition.ts'
import type { Scenario, ScenarioClient, ScenarioPlatform } from './scenario.ts'

/** A client of the demonstration as a rehearsal plays them: what the search shows and what their card says. */
interface CastMember {
  summary: AccountSummary
  card: Facts
}

const member = (
  index: number,
  [firstName, initial]: [string, string],
  mail: string | null,
  phone: string,
  card: Facts,
): CastMember => ({
  summary: {
    id: `00000000-0000-4000-8000-00000000000${index}`,
    firstName,
    displayName: `${firstName} ${initial}.`,
    maskedEmail: mail,
    maskedPhone: `•• •• •• •• ${phone}`,
  },
  card,
})

const fine = { account: 'active', emailValidated: 'yes', address: 'yes' }

/** Those who have an account, each with what is particular to them. */
const cast: Record<Exclude<ScenarioClient, 'unknown'>, CastMember> = {
  sophie: member(1, ['Sophie', 'L'], 's•••••@exemple.fr', '12', fine),
  jean: member(2, ['Jean', 'P'], 'j•••••@exemple.fr', '34', fine),
  locked: member(3, ['Karim', 'B'], 'k•••••@exemple.fr', '56', { ...fine, account: 'locked' }),
  suspended: member(4, ['Nadia', 'R'], 'n•••••@exemple.fr', '78', { ...fine, account: 'suspended' }),
  unvalidated: member(5, ['Luc', 'M'], 'l•••••@exemple.fr', '90', { ...fine, emailValidated: 'no' }),
  'no-address': member(6, ['Odette', 'V'], null, '67', { account: 'active', emailValidated: 'no', address: 'no' }),
}

/** Who a scenario's client is in the search; null: nobody there. */
export const foundInSearch = (client: ScenarioClient): AccountSummary | null =>
  client === 'unknown' ? null : cast[client].summary

/** What the platform's lookup finds. */
export const readingOf = ({ incident, workaround, mobileApp, estimate }: ScenarioPlatform): Facts => ({
  incident,
  workaround: incident === 'confirmed' && workaround ? 'yes' : 'no',
  mobileApp,
  estimate: incident === 'confirmed' && estimate ? 'known' : 'none',
})

const unknownPlatform = { incident: 'unknown', workaround: 'no', mobileApp: 'not-up', estimate: 'none' }

/**
 * What an actor comes back with where the scenario does not say it: what the client's account, the platform and the
 * backend imply. An action done before counts: an account that was unlocked is active.
 */
export function impliedOutcome(
  { client }: Scenario,
  actor: string,
  now: { platform: ScenarioPlatform; isBackendUp: boolean; facts: Facts },
): Facts {
  const { isBackendUp, facts } = now
  const direct = (fact: string, done: string) => ({ [fact]: isBackendUp ? done : 'unknown' })
  switch (actor) {
    case 'check-platform@1':
      return isBackendUp ? readingOf(now.platform) : unknownPlatform
    case 'read-account@1': {
      if (!isBackendUp || client === 'unknown') return { account: 'unreachable', emailValidated: 'no', address: 'no' }
      return facts.unlock === 'done' ? { ...cast[client].card, account: 'active' } : cast[client].card
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
