import { mobileAppServiceId } from '#shared/domain/platform.ts'
import { shownLevel } from '#shared/domain/service.ts'
import type { Backend } from './backend.ts'
import { createDispatcher, type Dispatcher } from './notifications/dispatcher.ts'
import type { Circumstances } from './notifications/emails/circumstances.ts'
import { letterBoxTransport, smtpTransport, type Transport } from './notifications/transport.ts'
import { listServices } from './services/repository.ts'

/** What carries the outbox out: by SMTP, else into the demonstration's letter box, else nowhere. */
export const openPostOffice = (backend: Backend): Dispatcher =>
  createDispatcher({
    db: backend.db,
    log: backend.log,
    clock: backend.config.clock,
    transport: transportOf(backend),
    circumstances: () => readCircumstances(backend),
  })

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
