import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono, type MiddlewareHandler } from 'hono'
import { compress } from 'hono/compress'

/** Where `buildWeb` leaves the pages. */
const webDist = fileURLToPath(new URL('../../web/dist/', import.meta.url))

/** Files under this path carry a hash of their content in their name. */
const HASHED = '/assets/'
const A_YEAR = 'public, max-age=31536000, immutable'

/** The built pages of `root`; every path that is no file is the single page's own. */
export const staticPages = (root: string = webDist): Hono => {
  const pages = new Hono()
  const file = serveStatic({ rewriteRequestPath: (path) => join(root, path), precompressed: true })
  pages.use('*', compress(), cached)
  pages.get('*', (c, next) => (extname(c.req.path) === '' ? next() : file(c, next)))
  pages.get(`${HASHED}*`, (c) => c.text('没有这个文件；请刷新页面。', 404))
  pages.get('*', serveStatic({ path: join(root, 'index.html'), precompressed: true }))
  pages.get('*', (c) => c.html(notBuilt, 503))
  return pages
}

/** What carries a hash never changes; the page that names it is asked for each time. */
const cached: MiddlewareHandler = async (c, next) => {
  await next()
  c.header('cache-control', c.res.ok && c.req.path.startsWith(HASHED) ? A_YEAR : 'no-cache')
}

const notBuilt = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>守望</title>
<body style="font:16px/1.7 sans-serif;margin:15vh auto;max-width:36em;padding:0 1em">
<h1>页面还没有构建</h1><p>接口已经可用；页面需要先构建一次：</p><pre>pnpm --filter @shouwang/web build</pre>
<p>然后刷新本页。用 <code>pnpm start</code> 启动时会自动构建。</p></body></html>`
