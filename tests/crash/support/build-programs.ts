import { build } from 'vite'
import { programs } from './programs.ts'

/** Bundles the programs that the suite starts and kills, so that a start costs what it costs the product. */
export default async function buildPrograms(): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      target: 'node24',
      outDir: programs.folder,
      emptyOutDir: true,
      rollupOptions: {
        input: {
          station: 'tests/crash/support/station-program.ts',
          'clocked-backend': 'tests/crash/support/clocked-backend-program.ts',
          'proof-worker': 'src/main/station/flows/proof-worker.ts',
        },
      },
    },
  })
}
