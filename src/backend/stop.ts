import type { FastifyInstance } from 'fastify'

/** How long before the end of its time a stop no longer waits for others. */
const lastMs = 1000

/**
 * Ends the process with nothing of what it has in hand lost: what has been asked is answered, streams end, emails being
 * handed over are waited for. Near the end of its time what still holds is cut: a client asks again under its key, an
 * email is sent again under its Message-ID. Exits 0, or 1 if even that did not end in time.
 */
export async function stopGracefully(server: FastifyInstance): Promise<never> {
  const { config, log } = server.backend
  const withinMs = config.stopSeconds * 1000
  log.info('stopping')
  setTimeout(() => {
    log.error({ withinMs }, 'not stopped in time')
    process.exit(1)
  }, withinMs).unref()
  // A connection whose last answer was under way is kept alive by nobody but us.
  const letGo = setInterval(() => server.server.closeIdleConnections(), 50)
  const cut = setTimeout(() => server.server.closeAllConnections(), withinMs - lastMs)
  try {
    await server.close()
    log.info('stopped')
    process.exit(0)
  } catch (error) {
    log.error({ err: error }, 'not stopped as it should')
    process.exit(1)
  } finally {
    clearInterval(letGo)
    clearTimeout(cut)
  }
}

/** Waits for what a stop waits for, but not past its time. */
export async function withinStop(stopSeconds: number, work: Promise<unknown>): Promise<void> {
  const { promise: isLate, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, stopSeconds * 1000 - lastMs)
  await Promise.race([work, isLate])
  clearTimeout(timer)
}
