import { z } from 'zod'
import { type AccountSummary, accountState, accountSummary } from '../domain/account.ts'
import type { Facts } from './definition.ts'

/** A client to practise on: what the search shows of them, and what their card says. */
export const castMember = accountSummary
  .omit({ id: true })
  .extend({ state: accountState.default('active'), emailValidated: z.boolean().default(true) })
  .strict()
export type CastMember = z.infer<typeof castMember>

/** Those of a flow's callers who have an account, by the name that its scenarios give them. */
export const cast = z.record(z.string(), castMember)

/** As the search finds them. A rehearsal has one client: its id tells nobody apart. */
export function foundInSearch({ state, emailValidated, ...shown }: CastMember): AccountSummary {
  return { id: '00000000-0000-4000-8000-000000000001', ...shown }
}

/** The facts of their card. */
export const cardOf = ({ state, emailValidated, maskedEmail }: CastMember): Facts => ({
  account: state,
  emailValidated: emailValidated ? 'yes' : 'no',
  address: maskedEmail === null ? 'no' : 'yes',
})
