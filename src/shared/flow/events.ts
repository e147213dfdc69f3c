import type { AccountSummary } from '../domain/account.ts'
import type { CallValues, JournalEvent } from '../domain/call.ts'
import type { PlatformReading } from '../domain/platform.ts'

export const clientPickedType = 'client-picked'
export const platformChangedType = 'platform-changed'
export const handedOverType = 'handed-over'
export const leftOpenType = 'left-open'

/** What is recorded when the agent picks who is calling (origin `agent`): finite facts on the event, the rest as values. */
export function clientPicked(account: AccountSummary): { event: JournalEvent; values: CallValues } {
  return {
    event: {
      type: clientPickedType,
      facts: {
        client: 'known',
        address: account.maskedEmail === null ? 'no' : 'yes',
        phone: account.maskedPhone === null ? 'no' : 'yes',
      },
    },
    values: {
      'account.id': account.id,
      'client.firstName': account.firstName,
      'client.displayName': account.displayName,
      'client.maskedEmail': account.maskedEmail ?? '',
      'client.maskedPhone': account.maskedPhone ?? '',
    },
  }
}

/** What is recorded when the platform's status changes during a call (origin `platform`): what is live, beside what was said. */
export function platformChanged({ facts, values }: PlatformReading): { event: JournalEvent; values: CallValues } {
  return {
    event: { type: platformChangedType, facts: { liveIncident: facts.incident, mobileApp: facts.mobileApp } },
    values,
  }
}

/** Everything that each event from outside the script may carry: what a flow's guards and sentences must be ready for. */
export const outsideEvents: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>> = {
  [clientPickedType]: ['no', 'yes'].flatMap((address) =>
    ['no', 'yes'].map((phone) => ({ client: 'known', address, phone })),
  ),
  [platformChangedType]: ['confirmed', 'suspected', 'none', 'unknown'].flatMap((liveIncident) =>
    ['up', 'not-up'].map((mobileApp) => ({ liveIncident, mobileApp })),
  ),
}
