import type { Context, MiddlewareHandler } from 'hono'
import type { ConsoleEnv } from '../api/console-env.ts'

/** What the HTTP server tells of a request; nothing where it is asked in process. */
type Bindings = { readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } } }

/**
 * From where somebody asks: the address of the connection, or what the nearest of `proxies` trusted proxies says of it. An
 * address that a browser writes into the header itself stands further left and does not count.
 */
export const from =
  (proxies: number): MiddlewareHandler<ConsoleEnv> =>
  async (c, next) => {
    c.set('from', { address: addressOf(c, proxies), agent: c.req.header('user-agent') ?? '' })
    await next()
  }

const addressOf = (c: Context<ConsoleEnv>, proxies: number): string => {
  const { incoming } = (c.env ?? {}) as Bindings
  const connected = incoming?.socket?.remoteAddress ?? 'in-process'
  if (proxies === 0) return connected
  const told = (c.req.header('x-forwarded-for') ?? '').split(',').map((address) => address.trim())
  return told.at(-proxies) || connected
}
