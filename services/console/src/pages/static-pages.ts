import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Hono } from 'hono'
import { compress } from 'hono/compress'

/** Where `buildWeb` leaves the pages. */
export const webDist = fileURLToPath(new URL('../../web/dist/', import.meta.url))

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}

/** The built pages of `root`; every path that is no file is the single page's own. */
export const webPages = (root: string = webDist): Hono => {
  const pages = new Hono()
  pages.use('*', compress())
  pages.get('*', async (c) => {
    const path = normalize(decodeURIComponent(c.req.path))
    const asked = join(root, path)
    const file =
      extname(path) !== '' && asked.startsWith(root.endsWith(sep) ? root : root + sep) ? await read(asked) : undefined
    if (file !== undefined) {
      c.header('cache-control', path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
      return c.body(file, 200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' })
    }
    if (path.startsWith('/assets/')) return c.text('没有这个文件；请刷新页面。', 404)
    const index = await read(join(root, 'index.html'))
    c.header('cache-control', 'no-cache')
    return index === undefined
      ? c.html(notBuilt, 503)
      : c.body(index, 200, { 'content-type': 'text/html; charset=utf-8' })
  })
  return pages
}

const read = (path: string): Promise<Uint8Array<ArrayBuffer> | undefined> =>
  readFile(path).then(
    (bytes) => new Uint8Array(bytes),
    () => undefined,
  )

const notBuilt = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>守望</title>
<body style="font:16px/1.7 sans-serif;margin:15vh auto;max-width:36em;padding:0 1em">
<h1>页面还没有构建</h1><p>接口已经可用；页面需要先构建一次：</p><pre>pnpm --filter @shouwang/web build</pre>
<p>然后刷新本页。用 <code>pnpm start</code> 启动时会自动构建。</p></body></html>`
