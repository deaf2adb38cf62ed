import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Action } from '@shouwang/console-api'

const SOURCES = fileURLToPath(new URL('../../services/console/web/src/', import.meta.url))

/** Which screens show the routes of a file. */
const SCREENS = {
  'phone/phone-pages.tsx': 'phone',
  'phone/department-pages.tsx': 'phone of a department',
  'desk/desk-pages.tsx': 'desk',
} as const
type Screen = (typeof SCREENS)[keyof typeof SCREENS]

/** A page of the web: the pattern of its address, and what somebody must be allowed to do who opens it; null where it asks nothing more. */
type WebRoute = { readonly pattern: string; readonly may: Action | null }

/**
 * Every page of a kind of screen, as the source of the pages names them, so that no page can be left out.
 * @throws Error where a file names routes of which nobody said on which screen they show
 */
export const routesOf = (screen: Screen): readonly WebRoute[] => {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'))
  const named = files.flatMap((file) => routesIn(file, readFileSync(join(SOURCES, file), 'utf8')))
  return named.filter((route) => route.screen === screen && route.pattern !== '*' && route.pattern !== '/')
}

const routesIn = (file: string, source: string) => {
  const routes = [
    ...source.matchAll(/<Route\s+path="([^"]+)"\s+element=\{(?:(?:only\('|\n\s*<Only me=\{me\} may=")([a-z-]+))?/g),
  ]
  if (routes.length !== source.split('<Route\n').length + source.split('<Route ').length - 2)
    throw new Error(`${file} has a route that is written in a way nobody reads here`)
  const screen = (SCREENS as Readonly<Record<string, Screen>>)[relative('.', file).split(sep).join('/')]
  if (routes.length > 0 && screen === undefined) throw new Error(`${file} has routes: say on which screen they show`)
  return routes.map(([, pattern = '', may]) => ({ screen, pattern, may: (may ?? null) as Action | null }))
}

/**
 * The addresses of a page with and without what it may leave out, filled with examples.
 * @throws Error where there is no example of a part of the address
 */
export const addressesOf = (pattern: string, examples: Readonly<Record<string, string>>): readonly string[] => {
  const filled = (path: string) =>
    path.replace(/:(\w+)\??/g, (_, name: string) => {
      const example = examples[name]
      if (example === undefined) throw new Error(`${pattern} is looked at by nobody: give an example of :${name}`)
      return encodeURIComponent(example)
    })
  const short = pattern.replace(/\/:\w+\?/g, '')
  return short === pattern ? [filled(pattern)] : [filled(short), filled(pattern)]
}
