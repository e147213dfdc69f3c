import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import type { Backend } from '../backend.ts'
import { secondsAfter } from '../clock.ts'
import type { DemoServiceId } from './settings.ts'
import { teamParts } from './team-parts.ts'

/** An email that has waited this long is late: it should leave within seconds. */
const lateSeconds = 120

/** Where the part of the demonstration that stands for a service says how it does. */
export const partPath = (id: DemoServiceId): string => `/demonstration/${id}`

/**
 * What stands for each service in the demonstration, for the probes to ask: each answers from what it truly needs, 200
 * when it works and 503 when it does not.
 */
export function demoParts(backend: Backend): FastifyPluginAsync {
  const { db, config } = backend
  const hasRows = async (query: Promise<object | undefined>) => (await query) !== undefined

  const works: Record<DemoServiceId, () => Promise<boolean>> = {
    // Somebody can answer.
    'hotline-telephonique': () =>
      hasRows(
        db
          .selectFrom('user')
          .select('id')
          .where('role', '=', 'hotliner')
          .where('is_disabled', '=', 0)
          .executeTakeFirst(),
      ),
    // Their pages and data are this backend's: they work when it reads its database.
    'base-de-connaissance': () => hasRows(db.selectFrom('service').select('id').executeTakeFirst()),
    'reservation-ateliers': () => hasRows(db.selectFrom('service').select('id').executeTakeFirst()),
    'portail-client': () => hasRows(db.selectFrom('account').select('id').executeTakeFirst()),
    'application-mobile': () => hasRows(db.selectFrom('account').select('id').executeTakeFirst()),
    'notifications-email': async () =>
      !(await hasRows(
        db
          .selectFrom('notification')
          .select('id')
          .where('state', '=', 'waiting')
          .where('channel', '=', 'email')
          .where('created_at', '<', secondsAfter(config.clock.now(), -lateSeconds))
          .executeTakeFirst(),
      )),
  }

  return async (app: FastifyInstance) => {
    teamParts(app, backend)
    for (const [id, isWorking] of Object.entries(works) as [DemoServiceId, () => Promise<boolean>][])
      app.get(partPath(id), { logLevel: 'warn' }, async (_request, reply) => {
        const isUp = await isWorking()
        return reply
          .code(isUp ? 200 : 503)
          .header('cache-control', 'no-store')
          .send({ part: id, isUp })
      })
  }
}
