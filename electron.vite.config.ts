import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

// Everything is bundled but the native addon, so that the package ships no node_modules beside it.
const bundled = { externalizeDeps: false } as const

export default defineConfig({
  main: {
    build: {
      ...bundled,
      rollupOptions: {
        input: { main: 'src/main/electron/main.ts', station: 'src/main/electron/station-process.ts' },
        external: ['electron', 'better-sqlite3'],
      },
    },
  },
  preload: {
    build: {
      ...bundled,
      rollupOptions: {
        input: { preload: 'src/main/electron/preload.ts' },
        // A sandboxed preload cannot be an ES module.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
        external: ['electron'],
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    build: { outDir: '../../out/renderer', emptyOutDir: true, minify: true, rollupOptions: { input: 'src/renderer/index.html' } },
    plugins: [react()],
  },
})
