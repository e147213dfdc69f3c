import type { AccountCard, AccountSummary } from '../domain/account.ts'
import { type CastMember, foundInSearch } from '../flow/cast.ts'
import type { Scenario } from '../flow/scenario.ts'

/** Whom a search finds in a practice: those of the flow's cast, the caller among them. */
export class PracticePeople {
  readonly #members: readonly CastMember[]
  /** The caller's own account; null: they have none. */
  readonly callerId: string | null

  constructor(cast: Readonly<Record<string, CastMember>>, { caller }: Scenario) {
    const known = Object.values(cast)
    const at = caller ? known.findIndex((one) => JSON.stringify(one) === JSON.stringify(caller)) : -1
    this.#members = caller && at < 0 ? [...known, caller] : known
    this.callerId = caller ? idAt(at < 0 ? known.length : at) : null
  }

  memberOf(accountId: string | undefined): CastMember | null {
    return this.#members.find((_, index) => idAt(index) === accountId) ?? null
  }

  /** Those whom what the caller says may designate: their surname is known by its initial alone. */
  search(said: string): AccountSummary[] {
    return this.#members.flatMap((member, index) =>
      isMeant(member, said) ? [{ ...foundInSearch(member), id: idAt(index) }] : [],
    )
  }

  /** The card as it stands on a call. @param facts of the call: an account that was unlocked is active */
  card(accountId: string, facts: Readonly<Record<string, string>>): AccountCard | null {
    const member = this.memberOf(accountId)
    if (!member) return null
    const { state, emailValidated, ...shown } = member
    const isVerified = facts.identity === 'verified'
    return {
      ...shown,
      id: accountId,
      state: facts.unlock === 'done' ? 'active' : state,
      emailValidated,
      email: isVerified ? unmasked(member) : null,
      phone: null,
      lastSignInAt: null,
      passwordChangedAt: null,
      tickets: [],
    }
  }
}

const idAt = (index: number): string => `00000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[a-z]+/g) ?? []

function isMeant({ firstName, displayName, maskedEmail, maskedPhone }: CastMember, said: string): boolean {
  const digits = said.replace(/\D/g, '')
  if (digits.length >= 2) return maskedPhone?.endsWith(digits.slice(-2)) ?? false
  if (said.includes('@')) return maskedEmail?.[0] === said.trim()[0]?.toLowerCase()
  const names = [...wordsOf(firstName), ...wordsOf(displayName)]
  const words = wordsOf(said)
  return words.length > 0 && words.every((word) => names.some((name) => name.startsWith(word) || word.startsWith(name)))
}

/** A whole address for what the card shows masked: once an identity is verified the card shows one. */
const unmasked = ({ firstName, maskedEmail }: CastMember): string | null =>
  maskedEmail?.replace(/^.*@/, `${wordsOf(firstName).join('')}@`) ?? null
