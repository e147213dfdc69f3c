import { build, mergeConfig } from 'vite'
import product from '../../../vite.node.config.ts'
import { programs } from './programs.ts'

/** Bundles the programs that the suite starts and kills beside the product's own, so that a start costs what it costs there. */
export default async function buildPrograms(): Promise<void> {
  await build(
    mergeConfig(product, {
      configFile: false,
      logLevel: 'warn',
      build: {
        outDir: programs.folder,
        rollupOptions: {
          input: {
            station: 'tests/crash/support/station-program.ts',
            'clocked-backend': 'tests/crash/support/clocked-backend-program.ts',
          },
        },
      },
    }),
  )
}
