import type { StationOutput } from '#shared/contracts/station.ts'
import type { AccountCard } from '#shared/domain/account.ts'
import type { CallValues } from '#shared/domain/call.ts'
import { type HeldStatus, readPlatform } from '#shared/domain/platform.ts'
import type { Facts } from '#shared/flow/definition.ts'
import type { ScriptedWorld } from '#shared/flow/scripted-world.ts'
import type { PracticePeople } from '#shared/training/practice-people.ts'

interface Setting {
  world: ScriptedWorld
  people: PracticePeople
  /** The identity code that the caller receives. */
  code: string
}

interface Asked {
  actor: string
  /** The eventId of its intention; null for a lookup. */
  key: string | null
  secret: string | null
}

/** Where the call stands. */
interface Now {
  facts: Facts
  values: CallValues
  status: HeldStatus
}

/** No day's numbering ever starts so. */
const practiceNumber = (at: Date): string => `INC-${at.toISOString().slice(0, 10).replaceAll('-', '')}-0000`

/** The actors of a practice: their outcomes are the scenario's, and what they find is its people's and its platform's. */
export class PracticeActors {
  readonly #setting: Setting

  constructor(setting: Setting) {
    this.#setting = setting
  }

  /** One of the actor's declared outcomes, with the values that a real one would have found. */
  perform(asked: Asked, now: Now): StationOutput<'calls.perform'> {
    const output = { ...this.#outcomeOf(asked, now) }
    return { output, values: this.#valuesOf(asked, output, now) }
  }

  #outcomeOf({ actor, secret }: Asked, { facts, values }: Now): Facts {
    const { world, people, code } = this.#setting
    const scripted = world.scriptedOutcome(actor)
    if (scripted) return scripted
    if (actor === 'verify-identity-code@1' && world.isBackendUp && secret !== code) return { identity: 'wrong' }
    return world.impliedOutcome(actor, facts, people.memberOf(values['account.id']))
  }

  #valuesOf({ actor, key }: Asked, output: Facts, { facts, values, status }: Now): CallValues {
    const accountId = values['account.id'] ?? ''
    const cardAfter = (more: Facts) => cardValues(this.#setting.people.card(accountId, { ...facts, ...more }))
    switch (actor) {
      case 'check-platform@1':
        return readPlatform(status).values
      case 'read-account@1':
        return output.account === 'unreachable' ? {} : cardAfter({})
      case 'verify-identity-code@1':
      case 'attest-callback@1':
        return output.identity === 'verified' ? cardAfter({ identity: 'verified' }) : {}
      case 'file-ticket@1':
        return {
          'ticket.id': key ?? '',
          ...(output.ticket === 'numbered' && { 'ticket.number': practiceNumber(new Date()) }),
        }
      default:
        return {}
    }
  }
}

const cardValues = (card: AccountCard | null): CallValues =>
  card
    ? {
        'client.firstName': card.firstName,
        'client.displayName': card.displayName,
        'client.maskedEmail': card.maskedEmail ?? '',
        'client.maskedPhone': card.maskedPhone ?? '',
        'client.email': card.email ?? '',
      }
    : {}
