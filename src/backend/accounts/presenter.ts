import { type AccountCard, type AccountSummary, maskEmail, maskPhone } from '#shared/domain/account.ts'
import type { AccountRow, TicketOfCard } from './repository.ts'

export const presentSummary = (row: AccountRow): AccountSummary => ({
  id: row.id,
  firstName: row.first_name,
  displayName: displayName(row),
  maskedEmail: row.email === null ? null : maskEmail(row.email),
  maskedPhone: row.phone === null ? null : maskPhone(row.phone),
})

/** What could prove an identity shows only once the identity is proven. */
export const presentCard = (row: AccountRow, tickets: readonly TicketOfCard[], isVerified: boolean): AccountCard => ({
  ...presentSummary(row),
  email: isVerified ? row.email : null,
  phone: isVerified ? row.phone : null,
  state: row.state,
  emailValidated: row.email_validated === 1,
  lastSignInAt: row.last_sign_in_at,
  passwordChangedAt: row.password_changed_at,
  tickets: tickets.map(({ number, state, received_at }) => ({ number, state, receivedAt: received_at })),
})

/** "Sophie L." */
export const displayName = (row: Pick<AccountRow, 'first_name' | 'last_name'>): string =>
  row.last_name === '' ? row.first_name : `${row.first_name} ${row.last_name[0]}.`
