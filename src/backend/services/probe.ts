import type { Evidence } from '#shared/domain/service.ts'
import type { Backend } from '../backend.ts'
import type { Clock } from '../clock.ts'
import { keepEvidence, listProbes } from './repository.ts'

export interface Probe {
  url: string
  intervalSeconds: number
  timeoutMs: number
}

/** An evidence holds through two missed probes. */
const validIntervals = 3

/**
 * Asks a service's URL once. Operational is a real 2xx from that very URL, its body received, and nothing else:
 * a redirection may well lead to an error page.
 */
export async function probe({ url, intervalSeconds, timeoutMs }: Probe, clock: Clock): Promise<Evidence> {
  const seen = await ask(url, timeoutMs)
  return {
    ...seen,
    checkedAt: clock.now().toISOString(),
    source: { kind: 'probe', name: new URL(url).host },
    validForSeconds: intervalSeconds * validIntervals,
  }
}

async function ask(url: string, timeoutMs: number): Promise<Pick<Evidence, 'level' | 'note'>> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) })
    await readThrough(response)
    if (response.ok) return { level: 'operational', note: null }
    return { level: response.status >= 500 ? 'down' : 'degraded', note: `Réponse HTTP ${response.status}` }
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError'
    return {
      level: 'down',
      note: isLate ? `Pas de réponse en ${(timeoutMs / 1000).toLocaleString('fr-FR')} s` : 'Connexion impossible',
    }
  }
}

/** Receives an answer to its end and keeps none of it: however long it is, it takes no room. */
async function readThrough({ body }: Response): Promise<void> {
  const reader = body?.getReader()
  while (reader && !(await reader.read()).done);
}

/**
 * Probes every service that has a URL, at once and at its interval, never twice at a time.
 * @returns how to stop
 */
export async function startProbes({ db, feed, metrics, config, log }: Backend): Promise<() => void> {
  const timers = (await listProbes(db)).map(({ id, ...settings }) => {
    let isProbing = false
    const observe = async () => {
      if (isProbing) return
      isProbing = true
      try {
        const from = performance.now()
        const evidence = await probe(settings, config.clock)
        metrics.probes.observe({ service: id, level: evidence.level }, (performance.now() - from) / 1000)
        await keepEvidence(db, id, evidence)
        feed.publish()
      } catch (error) {
        log.error({ serviceId: id, err: error }, 'probe not kept')
      } finally {
        isProbing = false
      }
    }
    void observe()
    return setInterval(() => void observe(), settings.intervalSeconds * 1000).unref()
  })
  return () => {
    for (const timer of timers) clearInterval(timer)
  }
}
