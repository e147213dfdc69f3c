import { readConfig } from '#backend/config.ts'
import { demoSettings } from '#backend/demo/settings.ts'
import { buildServer } from '#backend/server.ts'

// The real backend on a clock that the test sets, and that goes on from there.
let shiftMs = 0
process.on('message', ({ at }: { at: string }) => {
  shiftMs = Date.parse(at) - Date.now()
  process.send?.({ at })
})
const config = readConfig(process.env, process.argv.slice(2))
const server = await buildServer({
  ...config,
  ...demoSettings(`http://${config.host}:${config.port}`),
  clock: { now: () => new Date(Date.now() + shiftMs) },
})
console.log(`numi backend ${await server.listen({ host: config.host, port: config.port })}`)
