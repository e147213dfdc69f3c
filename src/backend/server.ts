import Fastify, { type FastifyInstance, LogController } from 'fastify'
import { descriptionPath } from '#shared/contracts/description.ts'
import type { Backend } from './backend.ts'
import { openComparer } from './comparisons/run-comparison.ts'
import type { Config } from './config.ts'
import { answerErrors, sendProblem } from './contract/errors.ts'
import { registerContract } from './contract/register.ts'
import { addSecurityHeaders } from './contract/security-headers.ts'
import { lock } from './database/engine.ts'
import { type Db, openDatabase } from './database/open.ts'
import { joinPeers, type Peers } from './database/peers.ts'
import { transact } from './database/transact.ts'
import { loadDemo } from './demo/load-demo.ts'
import { demoParts } from './demo/parts.ts'
import { openDuty } from './duty.ts'
import { readPlatformStatus } from './events/platform.ts'
import { openStatusFeed } from './events/status-feed.ts'
import { openFlowLibrary } from './flows/library.ts'
import { readPublishedFlows } from './flows/publications.ts'
import { allHandlers } from './handlers.ts'
import { checkKey } from './key/check.ts'
import { logOptions } from './logging/log-options.ts'
import { openMetrics } from './metrics/metrics.ts'
import { serveMetrics, timeAnswers } from './metrics/route.ts'
import { openApiDocument } from './openapi/document.ts'
import { isByOwnName } from './pages/own-origin.ts'
import { pages, sendNotThere } from './pages/pages.tsx'
import { openPostOffice } from './post-office.ts'
import { registerServices } from './services/repository.ts'
import { openAmong } from './sessions/repository.ts'
import { standInFront } from './status-page/front.ts'
import { openPublisher } from './status-page/publisher.ts'
import { keepStaticFiles, openStaticFolder } from './status-page/static-files.ts'
import { withinStop } from './stop.ts'
import { followTraces, traceOf } from './tracing/trace.ts'
import { ensureFirstAdmin } from './users/users.ts'

declare module 'fastify' {
  interface FastifyInstance {
    backend: Backend
  }
}

const proofOfLifeMs = 10_000

/**
 * The whole backend, ready to listen or to be asked directly (`inject`). Probes, emails and forgetting start when it
 * listens; closing it ends the event streams, waits for what is under way and closes the database.
 */
export async function buildServer(config: Config): Promise<FastifyInstance> {
  const db = await openDatabase(config)
  const server = Fastify({
    // One id from the workplace's request to the email: on every line, on the answer, on what is promised meanwhile.
    genReqId: traceOf,
    requestIdHeader: false,
    // Long enough for a screenshot over a slow line, too short to hold a connection open for nothing.
    requestTimeout: 120_000,
    // Whoever asks while it stops is answered, and asked to leave.
    return503OnClosing: false,
    // An address that cannot be read names nothing.
    frameworkErrors: (_error, _request, reply) => sendProblem(reply, 'not-found'),
    trustProxy: config.isBehindProxy ? 'loopback' : false,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'traceId' }),
    logger: logOptions(config.logLevel),
  })
  const peers = joinPeers(config.databaseUrl, {
    onWord: (word) => feed.hear(word),
    onDuty: (isOnDuty) => setDuty(isOnDuty),
    onError: (error) => server.log.warn({ err: error }, 'away from the other processes'),
  })
  const feed = openStatusFeed({
    read: () => readPlatformStatus(db, config.clock.now()),
    readFlows: () => readPublishedFlows(db),
    openAmong: (tokenHashes) => openAmong(db, tokenHashes, config.clock.now()),
    tellOthers: peers.tell,
    onError: (error) => server.log.error({ err: error }, 'status not told'),
    everyMs: proofOfLifeMs,
  })
  const metrics = openMetrics({ db, clock: config.clock, listeners: feed.listenerCount })
  const statusPage = openPublisher({ db, config, feed })
  const comparer = openComparer({ db, config, log: server.log })
  const flows = openFlowLibrary()
  const backend: Backend = { config, db, feed, metrics, statusPage, flows, comparer, log: server.log }
  const setDuty = openDuty(backend)
  server.decorate('backend', backend)
  server.addHook('preClose', async () => feed.close())
  server.addHook('preClose', () => withinStop(config.stopSeconds, comparer.stop()))
  server.addHook('onClose', () => db.destroy())

  await checkKey(db, config.secret)
  await fillIn(db, config)
  if (config.staticDir !== null) await openStaticFolder(config.staticDir)
  logAnswers(server)
  timeAnswers(server, backend)
  followTraces(server)
  if (config.isDemo) refuseOtherNames(server, config.publicUrl)
  addSecurityHeaders(server, config.publicUrl.startsWith('https:'))
  answerErrors(server, sendNotThere)
  server.addContentTypeParser(['image/png', 'image/jpeg'], { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  )
  registerContract(server, backend, allHandlers(backend))
  // Nobody waits at the start for what few ask.
  let description: object | undefined
  server.get(descriptionPath, async () => {
    description ??= openApiDocument()
    return description
  })
  server.get('/healthz', async () => {
    await db.selectFrom('service').select('id').limit(1).execute()
    return { status: 'ok' }
  })
  serveMetrics(server, backend)
  await server.register(pages(backend))
  if (config.isDemo) await server.register(demoParts(backend))
  workWhileListening(server, backend, peers)
  standInFront(server.server, backend)
  return server
}

/** What the configuration wants to be there. Of several processes that start at once, one does it and the others find it done. */
const fillIn = (db: Db, { services, isDemo, firstAdmin, clock }: Config): Promise<void> =>
  transact(db, async (trx) => {
    await lock(trx, 'start')
    await registerServices(trx, services, clock.now())
    if (isDemo) await loadDemo(trx, clock)
    await ensureFirstAdmin(trx, firstAdmin, clock.now())
  })

/** One line an answer: the route's pattern, never the address itself, which may hold a name, a number or a key. */
function logAnswers(server: FastifyInstance): void {
  server.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'unknown',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'answered',
    )
  })
}

/** The demonstration's passwords and letters are open to whoever asks: not to a page elsewhere that has its name point here. */
function refuseOtherNames(server: FastifyInstance, publicUrl: string): void {
  server.addHook('onRequest', async (request, reply) => {
    if (!isByOwnName(request, publicUrl)) return sendProblem(reply, 'not-found')
  })
}

/** Probes, emails, files and forgetting; what is done once for all by the process on duty alone. */
function workWhileListening(server: FastifyInstance, backend: Backend, peers: Peers): void {
  const { config, metrics } = backend
  const postOffice = openPostOffice(backend)
  let stopFiles = async () => {}

  server.addHook('onListen', async () => {
    metrics.sampleProcess()
    if (config.staticDir !== null) stopFiles = keepStaticFiles(backend, config.staticDir)
    postOffice.start()
    peers.start()
  })
  server.addHook('preClose', async () => {
    await withinStop(config.stopSeconds, Promise.all([stopFiles(), peers.stop(), postOffice.stop()]))
  })
}
