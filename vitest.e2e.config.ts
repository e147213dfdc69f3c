import { defineConfig } from 'vitest/config'

/** The end-to-end suite: the built app, the real backend, a real browser or Electron (NUMI_E2E_HOST). */
export default defineConfig({
  test: {
    include: ['tests/e2e/**/*.test.ts'],
    testTimeout: 90_000,
    hookTimeout: 90_000,
    // One app and one backend at a time: the machine's two cores belong to them.
    fileParallelism: false,
  },
})
