/**
 * The closed set of actors a flow may invoke. Each declares its finite outcomes: the facts it can come back with.
 * Entries are pure data and only ever added to (`read-account@2`): a call stays pinned to the ones it started with.
 *
 * - `lookup`: reads; may be repeated freely.
 * - `write`: an intention is journaled with its outbox row in one transaction; delivered later if need be.
 * - `direct`: must not wait; the intention is journaled, the call made with its id as Idempotency-Key, and the
 *   outcome may be `unknown` (asked again with the same key).
 */
export interface ActorEntry {
  kind: 'lookup' | 'write' | 'direct'
  /** Every fact it returns, with every value it may take. An outcome is one combination listed in `outcomes`. */
  outcomes: readonly Readonly<Record<string, string>>[]
  /** Whether a typed secret (an identity code) is handed over, kept nowhere. */
  takesSecret?: true
  /** Whether it may only run where the fact `identity` is `verified`. */
  needsEvidence?: true
}

const combine = (...axes: Record<string, readonly string[]>[]): Record<string, string>[] =>
  axes.flatMap((axis) =>
    Object.entries(axis).reduce<Record<string, string>[]>(
      (found, [fact, values]) => found.flatMap((one) => values.map((value) => ({ ...one, [fact]: value }))),
      [{}],
    ),
  )

export const actors = {
  /** Held status → facts of `readPlatform`, values `incident.*`. */
  'check-platform@1': {
    kind: 'lookup',
    outcomes: combine(
      { incident: ['confirmed'], workaround: ['yes', 'no'], mobileApp: ['up', 'not-up'], estimate: ['known', 'none'] },
      { incident: ['suspected', 'none'], workaround: ['no'], mobileApp: ['up', 'not-up'], estimate: ['none'] },
      { incident: ['unknown'], workaround: ['no'], mobileApp: ['up', 'not-up'], estimate: ['none'] },
    ),
  },
  /** The account card: values `account.*`. `unreachable`: the backend did not answer. Address: is there one on file. */
  'read-account@1': {
    kind: 'lookup',
    outcomes: [
      ...combine({ account: ['active', 'locked', 'suspended'], emailValidated: ['yes', 'no'], address: ['yes'] }),
      ...combine({ account: ['active', 'locked', 'suspended'], emailValidated: ['no'], address: ['no'] }),
      { account: 'unreachable', emailValidated: 'no', address: 'no' },
    ],
  },
  /** Sends the six-digit code to the address on file. */
  'send-identity-code@1': { kind: 'direct', outcomes: combine({ identityCode: ['sent', 'refused', 'unknown'] }) },
  /** Verifies the code that the caller read out; the backend keeps the evidence. */
  'verify-identity-code@1': {
    kind: 'direct',
    takesSecret: true,
    outcomes: combine({ identity: ['verified', 'wrong', 'expired', 'refused', 'unknown'] }),
  },
  /** The agent called the number on file back and attests it. */
  'attest-callback@1': { kind: 'direct', outcomes: combine({ identity: ['verified', 'refused', 'unknown'] }) },
  'unlock-account@1': {
    kind: 'direct',
    needsEvidence: true,
    outcomes: combine({ unlock: ['done', 'refused', 'unknown'] }),
  },
  'reset-password@1': {
    kind: 'direct',
    needsEvidence: true,
    outcomes: combine({ reset: ['done', 'refused', 'unknown'] }),
  },
  'resend-validation@1': { kind: 'direct', outcomes: combine({ validation: ['sent', 'refused', 'unknown'] }) },
  /** Files the ticket as the form shows it; value `ticket.number` once the backend has given it. */
  'file-ticket@1': { kind: 'write', outcomes: combine({ ticket: ['numbered', 'queued'] }) },
  /** Adds the urgent request (value `urgentRequest`) to the ticket already filed on this call. */
  'add-to-ticket@1': { kind: 'write', outcomes: combine({ addition: ['queued'] }) },
  /** Subscribes the account to the end of the incident (value `incident.id`); `none`: no account or no address, nothing is promised. */
  'subscribe@1': { kind: 'write', outcomes: combine({ subscription: ['queued', 'none'] }) },
} as const satisfies Record<string, ActorEntry>

export type ActorName = keyof typeof actors
export const actorEntry = (name: string): ActorEntry | undefined =>
  Object.hasOwn(actors, name) ? actors[name as ActorName] : undefined
