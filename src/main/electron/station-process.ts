import { serveStation } from '#station/serve.ts'
import { openStation } from '#station/station.ts'

/** Runs in Electron's utility process: a query or an fsync never blocks a window. */
const { NUMI_API_URL, NUMI_DATA_DIR, NUMI_FLOWS_DIR } = process.env
if (!NUMI_API_URL || !NUMI_DATA_DIR || !NUMI_FLOWS_DIR) throw new Error('The station needs its address and folders.')

const opening = openStation({ apiUrl: NUMI_API_URL, dataDir: NUMI_DATA_DIR, flowsDir: NUMI_FLOWS_DIR })

process.parentPort.on('message', async ({ data, ports: [port] }) => {
  const station = await opening
  if (data === 'close') {
    await station.close()
    process.exit(0)
  }
  if (!port) return
  const screen = serveStation(station, (message) => port.postMessage(message))
  port.on('message', (event) => screen.receive(event.data))
  port.on('close', () => screen.end())
  port.start()
})
