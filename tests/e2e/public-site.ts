import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { makeLink } from '#backend/accounts/account-link.ts'
import { openClientSession } from '#backend/portal/client-session.ts'
import { keepEvidence } from '#backend/services/repository.ts'
import { signedToken } from '#backend/signed-token.ts'
import { surveyLink } from '#backend/surveys/survey.ts'
import type { NewIncident } from '#shared/domain/incident.ts'
import type { ServiceLevel } from '#shared/domain/service.ts'
import { openBackend } from '../backend/open-backend.ts'
import { addAccount, newIncident, newTicket } from '../backend/samples.ts'
import { freePort } from '../free-port.ts'

export const portal = { id: 'portail-client', name: 'Portail client', isPublic: true }
const knowledge = { ...portal, id: 'base-de-connaissance', name: 'Base de connaissance' }
const services = [portal, knowledge]

/** The clients' whole site, listening, in the small hours of 19/12/2025 in Paris, and what happens to it. */
export async function openPublicSite() {
  const port = await freePort()
  const publicUrl = `http://127.0.0.1:${port}`
  const backend = await openBackend({ port, publicUrl, services, isDemo: true, hotline: '01 99 00 47 47' })
  const { server, db, clock, config } = backend
  await server.listen({ host: '127.0.0.1', port })
  const { token } = await backend.signIn('technician')
  const email = 'sophie.l@exemple.fr'
  const accountId =
    (await db.selectFrom('account').select('id').where('email', '=', email).executeTakeFirst())?.id ??
    (await addAccount(db, { email, lastName: 'Laurent' }))

  return {
    ...{ url: publicUrl, db, clock, close: backend.close },
    /** Of a client who has signed in. */
    cookie: async () => ({
      ...{ name: 'numi-portail', value: await openClientSession(db, accountId, clock.now()) },
      url: publicUrl,
    }),
    async observe(level: ServiceLevel, note: string | null = null) {
      for (const { id } of services)
        await keepEvidence(db, id, {
          ...{ level, note, validForSeconds: 300, source: { kind: 'probe', name: 'portail' } },
          checkedAt: clock.now().toISOString(),
        })
      server.backend.feed.publish()
    },
    async declare(change: Partial<NewIncident> = {}) {
      return (await backend.ask('declareIncident', { token, body: newIncident(change) })).json()
    },
    async update({ id, version }: { id: string; version: number }, change: object) {
      return (await backend.ask('updateIncident', { token, params: { id }, body: { version, ...change } })).json()
    },
    async resolve({ id, version }: { id: string; version: number }) {
      const body = { version, resolution: 'Optimisation infrastructure + mise à l’échelle' }
      return (await backend.ask('resolveIncident', { token, params: { id }, body })).json()
    },
    /** A ticket of the client, to whom the technical team has answered. */
    async fileTicket() {
      const { id } = (await backend.ask('fileTicket', { token, body: newTicket({ accountId }) })).json()
      await backend.ask('answerTicket', { token, params: { id }, body: { text: 'Est-ce sur chaque page ?' } })
      return id as string
    },
    /** The paths that the email of an incident's end leads its client to. */
    async told(incidentId: string) {
      const id = uuid()
      const at = clock.now().toISOString()
      await sql`insert into notification
          (id, dedupe_key, kind, subject_id, recipient, data, state, attempts, created_at, next_attempt_at)
        values (${id}, ${id}, 'incident-resolved', ${incidentId}, ${email}, '{}', 'sent', 1, ${at}, ${at})`.execute(db)
      return {
        survey: surveyLink({ ...config, publicUrl: '' }, id),
        subscription: `/abonnement/${signedToken(config.secret, 'unsubscription', id)}`,
      }
    },
    link: (purpose: 'password-reset' | 'email-validation') =>
      db.transaction().execute(async (trx) => {
        const { id } = await makeLink(trx, purpose, { id: accountId, email }, 3600, clock.now())
        return signedToken(config.secret, purpose, id)
      }),
  }
}
