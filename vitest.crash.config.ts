import { defineConfig } from 'vitest/config'

/** The suite that tries to lose something: real processes killed, cut off, filled up, lied to. `npm run crash` runs it whole. */
export default defineConfig({
  test: {
    include: ['tests/crash/**/*.test.ts'],
    globalSetup: ['tests/crash/support/build-programs.ts', 'tests/demonstration/global-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
    // Each file starts processes of its own. Run whole, the machine belongs to one at a time.
    fileParallelism: !('NUMI_CRASH_STATION_KILLS' in process.env),
    maxWorkers: 2,
  },
})
