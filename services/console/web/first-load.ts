import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite'
import { filesOf } from './precache-manifest.ts'

/** The screens of `useIsPhone`. */
const PHONE = '(max-width: 600px), (max-height: 600px) and (pointer: coarse)'
/** All others: the opposite of the above, which a media query cannot say. */
const DESK = '(min-width: 601px) and (min-height: 601px), (min-width: 601px) and (pointer: fine)'
const PAGES = [
  [PHONE, 'src/phone/phone-pages.tsx'],
  [DESK, 'src/desk/desk-pages.tsx'],
] as const
/** Runs before all other scripts are there. */
export const FIRST_ANSWERS = 'src/first-answers.ts'
const WORTH_PACKING_BYTES = 1024
const SMALL_BYTES = 60_000

/**
 * What the first list needs, on a phone or a desk, is asked for as soon as the page is there, all at once: on a slow network each further
 * round is half a second. Files are packed once, at the build, as tightly as can be.
 */
export const firstLoad = (): Plugin => ({
  name: 'first-load',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle }) => {
      if (bundle === undefined) return []
      const pages = PAGES.flatMap(([media, page]) =>
        filesOf(bundle, [page])
          .filter((file) => !html.includes(`/${file}`))
          .map((file) => preloadOf(file, media)),
      )
      return [...filesOf(bundle, [FIRST_ANSWERS]).map(scriptOf), ...pages]
    },
  },
  writeBundle: ({ dir = 'dist' }) => {
    for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name)
      if (!entry.isFile() || !/\.(js|css|svg|html)$/.test(entry.name)) continue
      const content = readFileSync(path)
      if (content.length < WORTH_PACKING_BYTES) continue
      const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY }
      writeFileSync(`${path}.br`, brotliCompressSync(content, { params }))
    }
  },
})

const scriptOf = (file: string): HtmlTagDescriptor => ({
  tag: 'script',
  attrs: { type: 'module', async: true, crossorigin: true, src: `/${file}` },
  injectTo: 'head-prepend',
})

const preloadOf = (file: string, media: string): HtmlTagDescriptor => ({
  tag: 'link',
  attrs: file.endsWith('.css')
    ? { rel: 'preload', as: 'style', href: `/${file}`, media, crossorigin: true }
    : { rel: 'modulepreload', href: `/${file}`, media, crossorigin: true },
  injectTo: 'head',
})

const COMPONENTS = /\/node_modules\/(antd|@ant-design|@rc-component)\//
/** Of these each module names all others by one list, whatever of them is used: what a page needs of them is found by the builder. */
const LISTED =
  /\/node_modules\/(antd|@ant-design|@rc-component|zod)\/|\/packages\/(?!casework\/src\/words\/|visit-outbox\/)/

/** What is loaded at once, as one file each: first what all need, then what both kinds of screen do, then what only one does. */
const CHUNKS = ['start', 'pages', 'phone', 'desk'] as const
type Chunk = (typeof CHUNKS)[number]

/** Few files instead of fifty: each costs its headers, and a browser asks for six at a time. */
export const firstLoadChunks = (): Rolldown.CodeSplittingOptions => {
  let chunkOf: ((moduleId: string) => Chunk | undefined) | undefined
  const groups = CHUNKS.map(
    (chunk, at): Rolldown.CodeSplittingGroup => ({
      debugName: chunk,
      priority: CHUNKS.length - at,
      name: (moduleId, modules) => {
        chunkOf ??= chunksOf(modules)
        return chunkOf(moduleId) === chunk ? chunk : null
      },
    }),
  )
  const components = {
    name: 'components',
    test: COMPONENTS,
    entriesAware: true,
    entriesAwareMergeThreshold: SMALL_BYTES,
  }
  return { groups: [...groups, components] }
}

const chunksOf = (modules: Modules): ((moduleId: string) => Chunk | undefined) => {
  const [start, phone, desk] = ['src/main.tsx', PAGES[0][1], PAGES[1][1]].map((source) =>
    loadedBy(pathOf(source), modules),
  )
  return (moduleId) => {
    if (LISTED.test(moduleId)) return undefined
    if (start?.has(moduleId)) return 'start'
    if (phone?.has(moduleId)) return desk?.has(moduleId) ? 'pages' : 'phone'
    return desk?.has(moduleId) ? 'desk' : undefined
  }
}

type Modules = Pick<Rolldown.PluginContext, 'getModuleInfo'>

const pathOf = (source: string): string => fileURLToPath(new URL(source, import.meta.url))

/** The modules that this one loads, one by the other, itself with them. */
const loadedBy = (moduleId: string, modules: Modules): ReadonlySet<string> => {
  const found = new Set<string>()
  const visit = (id: string): void => {
    if (found.has(id)) return
    found.add(id)
    if (!LISTED.test(id)) for (const next of modules.getModuleInfo(id)?.importedIds ?? []) visit(next)
  }
  visit(moduleId)
  return found
}
