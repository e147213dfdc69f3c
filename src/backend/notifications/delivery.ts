import { mobileAppServiceId } from '#shared/domain/platform.ts'
import { shownLevel } from '#shared/domain/service.ts'
import type { Backend } from '../backend.ts'
import { listServices } from '../services/repository.ts'
import { createDispatcher, type Dispatcher } from './dispatcher.ts'
import type { Circumstances } from './emails/circumstances.ts'
import { letterBoxTransport, smtpTransport, type Transport } from './transport.ts'

/** The dispatcher of this backend: by SMTP, else into the demonstration's letter box, else nowhere. */
export function openDelivery(backend: Backend): Dispatcher {
  const { db, config, log } = backend
  return createDispatcher({
    db,
    transport: transportOf(backend),
    circumstances: () => readCircumstances(backend),
    clock: config.clock,
    log,
  })
}

/** How emails leave, in the line that the start prints; with what waits when none can. */
export async function deliveryLine({ db, config }: Pick<Backend, 'db' | 'config'>): Promise<string> {
  if (config.smtpUrl !== null) return `Emails : envoyés par ${new URL(config.smtpUrl).host}`
  if (config.isDemo) return `Emails : gardés et lisibles à ${config.publicUrl}/boite-aux-lettres`
  const { waiting } = await db
    .selectFrom('notification')
    .select((row) => row.fn.countAll<number>().as('waiting'))
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  return `Emails : aucun ne part sans SMTP_URL ; en attente : ${waiting}`
}

function transportOf({ db, config }: Backend): Transport | null {
  if (config.smtpUrl !== null) return smtpTransport(config.smtpUrl, config.mailFrom)
  return config.isDemo ? letterBoxTransport(db) : null
}

async function readCircumstances({ db, config }: Backend): Promise<Circumstances> {
  const now = config.clock.now()
  const mobileApp = (await listServices(db, now)).find((service) => service.id === mobileAppServiceId)
  return {
    publicUrl: config.publicUrl,
    hotline: config.hotline,
    isMobileAppUp: mobileApp !== undefined && shownLevel(mobileApp, now.getTime(), true) === 'operational',
    secret: config.secret,
  }
}
