import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readLeftOpenHours } from '#station/calls/left-open.ts'
import { readKeepDays } from '#station/housekeeping.ts'
import { openStation } from '#station/station.ts'
import { startWebHost } from './host.ts'

// The browser host: the station and its screen on loopback, opened by the address it prints.
const { values: options } = parseArgs({ options: { port: { type: 'string', default: '0' } } })
const port = Number(options.port)
const {
  NUMI_API_URL: apiUrl,
  NUMI_DATA_DIR: dataDir = '.data',
  NUMI_FLOWS_DIR: flowsDir = 'flows',
  NUMI_RENDERER_DIR: rendererDir = 'out/renderer',
} = process.env

if (!Number.isInteger(port) || port < 0 || port > 65_535) fail('--port attend un nombre entre 0 et 65535.')
if (!apiUrl || !URL.canParse(apiUrl)) fail('NUMI_API_URL doit donner l’adresse du service.')
if (!existsSync(join(rendererDir, 'index.html'))) fail(`L’écran n’est pas construit (${rendererDir}) : npm run build.`)

try {
  const keepDays = readKeepDays(process.env.NUMI_KEEP_DAYS)
  const leftOpenHours = readLeftOpenHours(process.env.NUMI_LEFT_OPEN_HOURS)
  const licenceFiles = [join(import.meta.dirname, 'licences.json'), join(rendererDir, 'licences.json')]
  const station = await openStation({ dataDir, flowsDir, apiUrl, keepDays, leftOpenHours, licenceFiles })
  const host = await startWebHost(station, rendererDir, port)
  console.log(`numi hotliner ${host.address}`)

  let isClosing = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, async () => {
      if (isClosing) return
      isClosing = true
      await host.close()
      await station.close()
      process.exit(0)
    })
} catch (error) {
  fail(`Le poste n’a pas pu s’ouvrir : ${error instanceof Error ? error.message : error}`)
}

function fail(words: string): never {
  console.error(words)
  process.exit(1)
}
