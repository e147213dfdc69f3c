import { readConfig } from './config.ts'
import { buildServer } from './server.ts'

const config = readConfig(process.env, process.argv.slice(2))
const server = await buildServer(config)

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    server.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  })

const address = await server.listen({ host: config.host, port: config.port })
console.log(`numi backend ${address}`)
