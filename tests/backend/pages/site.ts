import { onTestFinished } from 'vitest'
import { type AccountLink, makeLink } from '#backend/accounts/account-link.ts'
import type { Config } from '#backend/config.ts'
import { signedToken } from '#backend/signed-token.ts'
import { openBackend, testClock } from '../open-backend.ts'
import { addAccount } from '../samples.ts'

export const publicUrl = 'https://numi.exemple.fr'
const host = 'numi.exemple.fr'

/** The whole backend for the test under way, at one in the morning in Paris, with one more client: locked, not validated. */
export async function openSite(changed: Partial<Omit<Config, 'clock'>> = {}) {
  const backend = await openBackend({
    ...{ publicUrl, services: [], clock: testClock('2025-12-19T00:00:00.000Z') },
    ...changed,
  })
  onTestFinished(() => backend.close())
  const { server, db, clock, config } = backend
  const email = 'sophie.v@exemple.fr'
  const id = await addAccount(db, { email, lastName: 'Vernet', state: 'locked', isEmailValidated: false })

  return {
    ...backend,
    get: (url: string) => server.inject({ url, headers: { host } }),
    /** Posts a form as a browser does from one of our pages, unless told otherwise. */
    post: (url: string, fields: Record<string, string> = {}, headers: Record<string, string> = { origin: publicUrl }) =>
      server.inject({
        method: 'POST',
        url,
        headers: { host, 'content-type': 'application/x-www-form-urlencoded', ...headers },
        payload: new URLSearchParams(fields).toString(),
      }),
    makeLink: (purpose: AccountLink['purpose']) =>
      db.transaction().execute(async (trx) => {
        const link = await makeLink(trx, purpose, { id, email }, 3600, clock.now())
        return { ...link, token: signedToken(config.secret, purpose, link.id) }
      }),
    changeClient: (change: { state?: 'suspended'; email?: string }) =>
      db.updateTable('account').set(change).where('id', '=', id).execute(),
    readClient: () => db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  }
}
