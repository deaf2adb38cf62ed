#!/usr/bin/env node
// Plain JavaScript: what Node itself loads to read the first TypeScript takes longer than the help does, and with the cache
// it is not loaded at all. Compiled code is kept beside the program, not in a folder for temporary files, where others
// might put code of theirs.
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url)))
await import('../src/main.ts')
