import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { firstLoad } from './first-load.ts'
import { precacheManifest } from './precache-manifest.ts'

export default defineConfig({
  plugins: [react(), firstLoad(), precacheManifest()],
  build: {
    target: 'es2022',
    cssCodeSplit: true,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
    rollupOptions: {
      input: { index: 'index.html', sw: 'src/offline/sw.ts' },
      // The service worker's name is where phones look for a new version of it: it has no hash.
      output: { entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js') },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8230' } },
})
