import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import type { HtmlTagDescriptor, Plugin } from 'vite'
import { filesOf } from './precache-manifest.ts'

/** The screens of `useIsPhone`. */
const PHONE = '(max-width: 600px), (max-height: 600px) and (pointer: coarse)'
/** All others: the opposite of the above, which a media query cannot say. */
const DESK = '(min-width: 601px) and (min-height: 601px), (min-width: 601px) and (pointer: fine)'
const PAGES = [
  [PHONE, 'src/phone/phone-pages.tsx'],
  [DESK, 'src/desk/desk-pages.tsx'],
] as const
const WORTH_PACKING_BYTES = 1024

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
      return PAGES.flatMap(([media, page]) =>
        filesOf(bundle, [page])
          .filter((file) => !html.includes(`/${file}`))
          .map((file) => preloadOf(file, media)),
      )
    },
  },
  writeBundle: ({ dir = 'dist' }) => {
    for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name)
      if (!entry.isFile() || !/\.(js|css|svg)$/.test(entry.name)) continue
      const content = readFileSync(path)
      if (content.length < WORTH_PACKING_BYTES) continue
      const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY }
      writeFileSync(`${path}.br`, brotliCompressSync(content, { params }))
    }
  },
})

const preloadOf = (file: string, media: string): HtmlTagDescriptor => ({
  tag: 'link',
  attrs: file.endsWith('.css')
    ? { rel: 'preload', as: 'style', href: `/${file}`, media, crossorigin: true }
    : { rel: 'modulepreload', href: `/${file}`, media, crossorigin: true },
  injectTo: 'head',
})
