import { isLoopback } from '@shouwang/service-process'
import type { MiddlewareHandler } from 'hono'
import type { ConsoleEnv } from './console-env.ts'
import { problemResponse } from './problem.ts'

/**
 * Answers only under its own names: the page of another site that had its name point here (DNS rebinding) would else be
 * taken for ours. Browsers always name the host.
 */
export const knownHost =
  (hosts: readonly string[] | undefined): MiddlewareHandler<ConsoleEnv> =>
  async (c, next) => {
    const host = c.req.header('host')
    const name = host === undefined ? undefined : hostnameOf(`http://${host}`)
    if (
      hosts !== undefined &&
      host !== undefined &&
      !(name !== undefined && (isLoopback(name) || hosts.includes(name)))
    )
      return problemResponse('wrong-host', '这个地址不是守望控制台的地址，已拒绝。请用管理员告知的地址打开。')
    return next()
  }

const hostnameOf = (url: string): string | undefined =>
  URL.canParse(url) ? new URL(url).hostname.replace(/^\[(.*)\]$/, '$1') : undefined
