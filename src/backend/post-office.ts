import { mobileAppServiceId } from '#shared/domain/platform.ts'
import { shownLevel } from '#shared/domain/service.ts'
import type { Backend } from './backend.ts'
import { readPlatformStatus } from './events/platform.ts'
import { createDispatcher, type Dispatcher } from './notifications/dispatcher.ts'
import type { Circumstances } from './notifications/emails/circumstances.ts'
import { keepsLetters, letterBoxTransport, smtpTransport, type Transport } from './notifications/transport.ts'

/** What carries the outbox out: by SMTP, else into the demonstration's letter box, else nowhere. */
export const openPostOffice = (backend: Backend): Dispatcher =>
  createDispatcher({
    db: backend.db,
    log: backend.log,
    clock: backend.config.clock,
    transport: transportOf(backend),
    circumstances: () => readCircumstances(backend),
    onEnd: (kind, state) => backend.metrics.notificationsEnded.inc({ channel: 'email', kind, state }),
  })

function transportOf({ db, config }: Backend): Transport | null {
  if (config.smtpUrl !== null) return smtpTransport(config.smtpUrl, config.mailFrom)
  return keepsLetters(config) ? letterBoxTransport(db) : null
}

async function readCircumstances({ db, config }: Backend): Promise<Circumstances> {
  const now = config.clock.now()
  const { services, incidents } = await readPlatformStatus(db, now)
  const mobileApp = services.find((service) => service.id === mobileAppServiceId)
  return {
    publicUrl: config.publicUrl,
    hotline: config.hotline,
    isMobileAppUp: mobileApp !== undefined && shownLevel(mobileApp, incidents, now.getTime(), true) === 'operational',
    troubledServiceIds: incidents.flatMap((incident) => incident.services.map(({ id }) => id)),
    secret: config.secret,
  }
}
