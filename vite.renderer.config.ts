import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { frenchSpaces } from './scripts/french-spaces.ts'

const root = resolve(import.meta.dirname, 'src/renderer')
/** In development, where the browser host listens (scripts/dev.mjs). */
const station = 'http://127.0.0.1:4401'

/** The screen, the same in both hosts. */
export default defineConfig({
  root,
  plugins: [react(), frenchSpaces()],
  build: {
    outDir: resolve(import.meta.dirname, 'out/renderer'),
    emptyOutDir: true,
    minify: true,
    // What the agent reads under « À propos »: src/main/station/about/licences.ts.
    license: { fileName: 'licences.json' },
    rollupOptions: {
      input: resolve(root, 'index.html'),
      // In order even across chunks: src/renderer/app/content-policy.ts comes before any schema.
      output: {
        strictExecutionOrder: true,
        // What the first screen needs comes in one piece: each further file costs a way through the host's process.
        codeSplitting: { groups: [{ name: 'first-screen', tags: ['$initial'] }] },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/station': { target: station, ws: true, changeOrigin: true, headers: { origin: station } } },
  },
})
