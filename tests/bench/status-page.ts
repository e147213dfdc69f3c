import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import autocannon from 'autocannon'
import { TestBackend } from '../e2e/backend.ts'
import { startProgram } from './program.ts'
import { inTurn, medianPair, type Row } from './row.ts'
import { inFolder } from './workplace.ts'

const rounds = 15
const roundSeconds = 1
/** What a connection adds of its own to each answer. */
const ofTheConnection = new Set(['connection', 'date', 'keep-alive', 'x-trace-id'])

/** The status page under everybody's requests, the services observed meanwhile, and the same bytes from a bare server. */
export const statusPage: Row = {
  name: 'status-page',
  what: 'Page de statut, requêtes servies par seconde',
  unit: 'req/s',
  bound: 0.8,
  isAtLeast: true,
  measure: () =>
    inFolder(async (folder) => {
      const backend = await TestBackend.start({ NUMI_LOG: 'info' })
      try {
        const page = await fetch(`${backend.url}/`)
        const headers = Object.fromEntries([...page.headers].filter(([name]) => !ofTheConnection.has(name)))
        const file = join(folder, 'page.json')
        await writeFile(file, JSON.stringify({ headers, body: await page.text() }))
        const bare = await startProgram({ args: ['tests/bench/bare-page.ts', file], ready: /bare (http:\S+)/ })
        try {
          const samples = await inTurn(
            rounds,
            () => requestsPerSecond(`${backend.url}/`),
            () => requestsPerSecond(`${bare.ready[1]}/`),
          )
          return medianPair(samples)
        } finally {
          await bare.stop()
        }
      } finally {
        await backend.remove()
      }
    }),
}

async function requestsPerSecond(url: string): Promise<number> {
  const { requests, duration, non2xx, errors } = await autocannon({ url, connections: 20, duration: roundSeconds })
  if (non2xx + errors > 0) throw new Error(`${url}: ${non2xx + errors} requests were not answered.`)
  return requests.total / duration
}
