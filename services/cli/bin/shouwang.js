#!/usr/bin/env node
// Plain JavaScript: what Node itself loads to read the first TypeScript takes longer than the help does, and with the cache
// it is not loaded at all. Compiled code is kept beside the program, not in a folder for temporary files, where others
// might put code of theirs. It is named in the environment, since threads take it from there.
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url))
enableCompileCache()
await import('../src/main.ts')
