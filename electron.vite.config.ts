import { defineConfig } from 'electron-vite'
import screen from './vite.renderer.config.ts'

// Everything is bundled but the native addon, so that the package ships no node_modules beside it; less to read at start.
const bundled = { externalizeDeps: false, minify: true, license: { fileName: 'licences.json' } } as const

export default defineConfig({
  main: {
    build: {
      ...bundled,
      rollupOptions: {
        input: {
          main: 'src/main/electron/main.ts',
          station: 'src/main/electron/station-process.ts',
          'proof-worker': 'src/node/flows/proof-worker.ts',
          'check-worker': 'src/main/station/store/check-worker.ts',
        },
        // Beside the entries: whatever finds another file by its own folder finds it from any of them.
        output: { chunkFileNames: '[name]-[hash].js' },
        external: ['electron', 'better-sqlite3'],
      },
    },
  },
  preload: {
    build: {
      ...bundled,
      rollupOptions: {
        // What is loaded by path, before or beside the main module, cannot be an ES module.
        input: { preload: 'src/main/electron/preload.ts', 'screen-scheme': 'src/main/electron/screen-scheme.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
        external: ['electron'],
      },
    },
  },
  renderer: screen,
})
