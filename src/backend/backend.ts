import type { FastifyBaseLogger } from 'fastify'
import type { Comparer } from './comparisons/run-comparison.ts'
import type { Config } from './config.ts'
import type { Db } from './database/open.ts'
import type { StatusFeed } from './events/status-feed.ts'
import type { FlowLibrary } from './flows/library.ts'
import type { Metrics } from './metrics/metrics.ts'
import type { Publisher } from './status-page/publisher.ts'

/** What every part of the backend stands on. */
export interface Backend {
  config: Config
  db: Db
  /** Tells whoever listens that the platform's status has changed. */
  feed: StatusFeed
  metrics: Metrics
  /** The scripts that calls were led with. */
  flows: FlowLibrary
  /** Runs the comparisons of two versions of a script. */
  comparer: Comparer
  /** What the public status page says. */
  statusPage: Publisher
  log: FastifyBaseLogger
}
