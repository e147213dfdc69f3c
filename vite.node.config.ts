import { defineConfig } from 'vite'

/** The programs that run on plain Node: the backend, the browser host, the proof of flows. */
export default defineConfig({
  build: {
    ssr: true,
    target: 'node24',
    outDir: 'out/node',
    emptyOutDir: true,
    rollupOptions: {
      input: {
        backend: 'src/backend/main.ts',
        web: 'src/main/web/main.ts',
        'flows-check': 'src/node/flows/check.ts',
        'proof-worker': 'src/node/flows/proof-worker.ts',
        'comparison-worker': 'src/node/flows/comparison-worker.ts',
        'check-worker': 'src/main/station/store/check-worker.ts',
      },
      // Beside the entries: whatever finds another file by its own folder finds it from any of them.
      output: { chunkFileNames: '[name]-[hash].js' },
    },
  },
})
