import { defineConfig } from 'vitest/config'

/** The end-to-end suite: the built app, the real backend, a real browser or Electron (NUMI_E2E_HOST). */
export default defineConfig({
  test: {
    include: ['tests/e2e/**/*.test.ts'],
    globalSetup: [
      'tests/demonstration/global-setup.ts',
      ...(process.env.NUMI_E2E_HOST === 'web' ? ['tests/e2e/browser.ts'] : []),
    ],
    testTimeout: 90_000,
    hookTimeout: 90_000,
    expect: { poll: { timeout: 15_000 } },
    // Electron's windows share one display, and its focus. Pages of a browser share nothing: while one waits, another works.
    fileParallelism: process.env.NUMI_E2E_HOST === 'web',
    maxWorkers: 2,
  },
})
