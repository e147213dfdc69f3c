import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [react()],
  test: {
    include: ['tests/*.test.ts', 'tests/{shared,node,main,backend,renderer,scripts}/**/*.test.{ts,tsx}'],
    // A file that needs a DOM says so: // @vitest-environment jsdom
    environment: 'node',
    testTimeout: 20_000,
  },
})
