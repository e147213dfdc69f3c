import type { Backend } from './backend.ts'
import { recallHistory } from './demo/history/load-history.ts'
import { followCalendar } from './incidents/calendar.ts'
import { forgetLinks } from './notifications/retention.ts'
import { purgeDaily } from './personal-data/daily-purge.ts'
import { forgetExpired } from './retention.ts'
import { startProbes } from './services/probe.ts'

const forgetsEveryMs = 3600_000

/**
 * What one process does for all: it observes the services, follows the calendar, forgets what is to be forgotten.
 * @returns how to take it up, or to leave it once what is in hand is done
 */
export function openDuty(backend: Backend): (isOnDuty: boolean) => Promise<void> {
  const { log, metrics } = backend
  let end: (() => Promise<void>) | null = null
  let changing: Promise<void> = Promise.resolve()

  async function change(isOnDuty: boolean): Promise<void> {
    await end?.()
    end = null
    if (isOnDuty) end = await takeUp(backend)
    metrics.onDuty.set(isOnDuty ? 1 : 0)
    log.info({ isOnDuty }, 'duty')
  }
  return (isOnDuty) => {
    changing = changing
      .then(() => change(isOnDuty))
      .catch((error) => log.error({ err: error }, 'duty not taken up or not left'))
    return changing
  }
}

/** @returns how to leave it */
async function takeUp(backend: Backend): Promise<() => Promise<void>> {
  const stopProbes = await startProbes(backend)
  const stopCalendar = followCalendar(backend)
  const stopPurge = purgeDaily(backend)
  const stopForgetting = forgetHourly(backend)
  const stopRecalling = recallHistory(backend)
  return async () => {
    stopProbes()
    stopForgetting()
    await Promise.all([stopCalendar(), stopPurge(), stopRecalling()])
  }
}

function forgetHourly({ db, config, log }: Backend): () => void {
  const forget = async () => {
    try {
      await forgetExpired(db, config.clock.now())
      await forgetLinks(db, config.clock.now())
    } catch (error) {
      log.error({ err: error }, 'not everything was forgotten')
    }
  }
  void forget()
  const timer = setInterval(forget, forgetsEveryMs).unref()
  return () => clearInterval(timer)
}
