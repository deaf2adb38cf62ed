import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { FIRST_ANSWERS, firstLoad, firstLoadChunks } from './first-load.ts'
import { precacheManifest } from './precache-manifest.ts'

export default defineConfig({
  plugins: [react(), firstLoad(), precacheManifest()],
  build: {
    target: 'es2022',
    cssCodeSplit: true,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
    // Browsers that know no modulepreload are older than the pages' own language.
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: { index: 'index.html', first: FIRST_ANSWERS, sw: 'src/offline/sw.ts' },
      output: {
        // The service worker's name is where phones look for a new version of it: it has no hash.
        entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
        codeSplitting: firstLoadChunks(),
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8230' } },
})
