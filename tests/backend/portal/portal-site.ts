import type { LightMyRequestResponse } from 'fastify'
import type { LinkPurpose } from '#backend/accounts/account-link.ts'
import type { Config } from '#backend/config.ts'
import { signedToken } from '#backend/signed-token.ts'
import type { AccountState } from '#shared/domain/account.ts'
import { openSite, publicUrl } from '../pages/site.ts'
import { quickHash } from '../quick-hash.ts'
import { addAccount } from '../samples.ts'

export const password = 'une phrase bien à moi'
const hashed = quickHash(password)

interface ClientOf {
  firstName?: string
  lastName?: string
  email?: string
  state?: AccountState
  isEmailValidated?: boolean
  passwordHash?: string
}

/** The whole backend for the test under way, with clients who can sign in to its portal. */
export async function openPortal(changed: Partial<Omit<Config, 'clock'>> = {}) {
  const site = await openSite(changed)

  const signIn = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    site.post('/portail/connexion', fields, { origin: publicUrl, ...headers })

  return {
    ...site,
    signIn,
    signInAgent: site.signIn,
    tokenOf: (purpose: LinkPurpose, linkId: string) => signedToken(site.config.secret, purpose, linkId),
    async addClient({ passwordHash = hashed, ...sample }: ClientOf = {}) {
      const { firstName = 'Sophie', lastName = 'Laurent', email = 'sophie.l@exemple.fr' } = sample
      const id = await addAccount(site.db, { ...sample, firstName, lastName, email })
      await site.db.updateTable('account').set({ password_hash: passwordHash }).where('id', '=', id).execute()
      return { id, email }
    },
    /** Signs in; what the browser then sends along. */
    async cookieOf(email: string) {
      const answer = await signIn({ email, password })
      const [cookie] = answer.cookies
      if (!cookie) throw new Error(`not signed in: ${answer.statusCode}`)
      return { cookie: `${cookie.name}=${cookie.value}` }
    },
    getAs: (headers: { cookie: string }, url: string): Promise<LightMyRequestResponse> =>
      site.server.inject({ url, headers: { host: new URL(publicUrl).host, ...headers } }),
    readAccount: (id: string) =>
      site.db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  }
}

/** What a page says, without its marks. */
export const text = (html: string): string =>
  html
    .replace(/^[\s\S]*<main/, '<main')
    .replace(/<\/main>[\s\S]*$/, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replace(/\s+/g, ' ')
    .trim()
