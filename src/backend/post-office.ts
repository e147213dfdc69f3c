import { mobileAppServiceId } from '#shared/domain/platform.ts'
import { shownLevel } from '#shared/domain/service.ts'
import type { Backend } from './backend.ts'
import type { Db } from './database/open.ts'
import { readPlatformStatus } from './events/platform.ts'
import { fanOutDue } from './notifications/announcements/fan-out.ts'
import {
  emailCarry,
  keepsLetters,
  letterBoxTransport,
  smtpTransport,
  type Transport,
} from './notifications/channels/email.ts'
import { slackCarry } from './notifications/channels/slack.ts'
import { smsCarry } from './notifications/channels/sms.ts'
import { type Carry, createDispatcher, type Dispatcher } from './notifications/dispatcher.ts'
import type { Circumstances } from './notifications/emails/circumstances.ts'
import { teamRecipients } from './notifications/team/recipients.ts'
import { type Turns, takeTurns } from './notifications/turns.ts'
import { tellTeam } from './proposals/tell-team.ts'

const hour = 3600
/** A client reads an email days later; an alert is for now. */
const givesUpAfterSeconds = { email: 72 * hour, slack: hour, sms: hour } as const

/**
 * What carries the outbox out: finds whom an incident's news are for, tells the team what clients report, and sends by each
 * channel apart, so that one that does not answer keeps no other waiting. Emails leave by SMTP, else into the demonstration's letter box, else not.
 */
export function openPostOffice(backend: Backend): Turns {
  const { db, config, log } = backend
  const transport = transportOf(backend)
  const { slackWebhook, sms } = config.team
  const dispatchers = [
    openDispatcher(backend, 'email', transport && emailCarry(transport, (now) => readCircumstances(backend, db, now))),
    openDispatcher(backend, 'slack', slackWebhook === null ? null : slackCarry(slackWebhook)),
    openDispatcher(backend, 'sms', sms && smsCarry(sms)),
  ]
  const team = teamRecipients(config.team)
  let isStopped = false
  const teller = takeTurns(
    () => fanOutDue(db, { team, now: config.clock.now() }, () => isStopped),
    (error) => log.warn({ err: error }, 'news not told'),
  )
  const watch = takeTurns(
    () => tellTeam(db, { team, proposals: config.proposals, now: config.clock.now() }),
    (error) => log.warn({ err: error }, 'reports not told to the team'),
  )
  const all = [teller, watch, ...dispatchers]
  return {
    start() {
      for (const one of all) one.start()
    },
    async stop() {
      isStopped = true
      await Promise.all(all.map((one) => one.stop()))
      transport?.close?.()
    },
  }
}

const openDispatcher = (
  { db, log, config, metrics }: Backend,
  channel: keyof typeof givesUpAfterSeconds,
  carry: Carry | null,
): Dispatcher =>
  createDispatcher({
    ...{ db, log, channel, carry, clock: config.clock, givesUpAfterSeconds: givesUpAfterSeconds[channel] },
    onEnd: (kind, state) => metrics.notificationsEnded.inc({ channel, kind, state }),
  })

function transportOf({ db, config }: Backend): Transport | null {
  if (config.smtpUrl !== null) return smtpTransport(config.smtpUrl, config.mailFrom)
  return keepsLetters(config) ? letterBoxTransport(db) : null
}

/** What emails are true of, as the database has it at `now`. */
export async function readCircumstances(
  { config }: Pick<Backend, 'config'>,
  db: Db,
  now: Date,
): Promise<Circumstances> {
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
