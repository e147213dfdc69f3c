import { join } from 'node:path'
import { readLeftOpenHours } from '#station/calls/left-open.ts'
import { readKeepDays } from '#station/housekeeping.ts'
import { serveStation } from '#station/serve.ts'
import { openStation } from '#station/station.ts'
import { lossOf } from './opening-failure.ts'
import { askSecrets } from './secret-line.ts'
import type { FromStation, ToStation } from './station-messages.ts'

/** Runs in Electron's utility process: a query or an fsync never blocks a window. */
const { NUMI_API_URL, NUMI_DATA_DIR, NUMI_FLOWS_DIR, NUMI_KEEP_DAYS, NUMI_LEFT_OPEN_HOURS, NUMI_SIGNED_IN } =
  process.env
if (!NUMI_API_URL || !NUMI_DATA_DIR || !NUMI_FLOWS_DIR) throw new Error('The station needs its address and folders.')

const tell = (message: FromStation) => process.parentPort.postMessage(message)
const { secrets, receive } = askSecrets(tell)
const opening = openStation({
  apiUrl: NUMI_API_URL,
  dataDir: NUMI_DATA_DIR,
  flowsDir: NUMI_FLOWS_DIR,
  secrets,
  keepDays: readKeepDays(NUMI_KEEP_DAYS),
  leftOpenHours: readLeftOpenHours(NUMI_LEFT_OPEN_HOURS),
  licenceFiles: ['.', '../renderer'].map((folder) => join(import.meta.dirname, folder, 'licences.json')),
  ...(NUMI_SIGNED_IN && { signedIn: NUMI_SIGNED_IN }),
})

opening.then(
  () => tell({ type: 'opened' }),
  (error: unknown) => {
    console.error('The station did not open.', error)
    tell({ type: 'lost', loss: lossOf(error, NUMI_FLOWS_DIR) })
  },
)

process.parentPort.on(
  'message',
  async ({ data, ports: [port] }: { data: ToStation; ports: Electron.MessagePortMain[] }) => {
    if (data.type === 'secret') return receive(data)
    const station = await opening
    if (data.type === 'close') {
      await station.close()
      process.exit(0)
    }
    if (!port) return
    const screen = serveStation(station, (message) => port.postMessage(message))
    port.on('message', (event) => screen.receive(event.data))
    port.on('close', () => screen.end())
    port.start()
  },
)
