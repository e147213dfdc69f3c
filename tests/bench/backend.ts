import { freePort } from '../free-port.ts'
import { type Program, startProgram } from './program.ts'

/** The built backend, in a process of its own. @param settings of its environment: at least where its data is */
export const startBackend = async (
  settings: Record<string, string>,
  args: readonly string[] = [],
): Promise<Program & { url: string }> => {
  const program = await startProgram({
    args: ['out/node/backend.js', ...args],
    env: { PORT: String(await freePort()), NUMI_LOG: 'warn', ...settings },
    ready: /numi backend (http:\S+)/,
  })
  return { ...program, url: program.ready[1] ?? '' }
}
