import type { Station } from '#shared/contracts/station.ts'
import type { CallValues } from '#shared/domain/call.ts'
import { type PlatformReading, readPlatform } from '#shared/domain/platform.ts'
import type { Facts } from '#shared/flow/definition.ts'

/** What tells one state of an incident from another; minutes left are not news. */
const telling = ['incident.id', 'incident.service', 'incident.impact', 'incident.estimatedEnd', 'incident.workaround']

const newsOf = (incident: string, mobileApp: string, values: CallValues): string =>
  [incident, mobileApp, ...(incident === 'confirmed' ? telling.map((key) => values[key]) : [])].join('\n')

/** What a call already knows of the platform, from an event or a lookup; null: nothing yet, so nothing can be news. */
function knownBy(facts: Facts, values: CallValues): string | null {
  const incident = facts.liveIncident === 'unsaid' ? facts.incident : facts.liveIncident
  const { mobileApp } = facts
  const isUnread = facts.liveIncident === 'unsaid' && incident === 'unknown'
  return isUnread || !incident || !mobileApp ? null : newsOf(incident, mobileApp, values)
}

/** Watches the platform during one call and says when what matters to its caller changes: an incident, its end, the mobile app. */
export class PlatformWatch {
  readonly #station: Station
  readonly #onNews: (reading: PlatformReading) => void
  #last: string | null
  #stop: () => void = () => undefined

  /** @param facts with `values`, what the call knows when it is opened: what changed while it was closed is news */
  constructor(station: Station, facts: Facts, values: CallValues, onNews: (reading: PlatformReading) => void) {
    this.#station = station
    this.#onNews = onNews
    this.#last = knownBy(facts, values)
  }

  start(): void {
    this.#stop = this.#station.watch(({ platform }) => {
      const reading = readPlatform(platform)
      const now = newsOf(reading.facts.incident, reading.facts.mobileApp, reading.values)
      const isNews = this.#last !== null && now !== this.#last
      this.#last = now
      if (isNews) this.#onNews(reading)
    })
  }

  stop(): void {
    this.#stop()
  }
}
