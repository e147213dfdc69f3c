import { z } from 'zod'
import { commands } from './commands.ts'
import { readConfig } from './config.ts'
import { demoSignIns } from './demo/agents.ts'
import { demoClientSignIns } from './demo/clients.ts'
import { demoSettings } from './demo/settings.ts'
import { deliveryLine } from './notifications/delivery-line.ts'
import { buildServer } from './server.ts'
import { stopGracefully } from './stop.ts'

/** The service, or the command that is named first. What stands in the way of its start is printed, and ends the process. */
export async function run(args: readonly string[]): Promise<void> {
  const command = commands[args[0] ?? '']
  try {
    await (command ? command(args.slice(1)) : start(args))
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : error
    console.error(`Le service n’a pas pu démarrer.\n${reason}`)
    process.exit(1)
  }
}

async function start(args: readonly string[]): Promise<void> {
  const read = readConfig(process.env, args)
  const config = read.isDemo ? { ...read, ...demoSettings(`http://${read.host}:${read.port}`) } : read
  const server = await buildServer(config)

  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopGracefully(server))

  const address = await server.listen({ host: config.host, port: config.port })
  console.log(`numi backend ${address}`)
  console.log(await deliveryLine(server.backend))
  if (config.isDemo)
    console.log(
      ['comptes de démonstration :', ...demoSignIns, `clients, sur ${address}/portail :`, ...demoClientSignIns].join(
        '\n',
      ),
    )
}
