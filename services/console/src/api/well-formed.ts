import { parseIdNumber } from '@shouwang/identity'
import type { MiddlewareHandler } from 'hono'
import type { ConsoleEnv } from './console-env.ts'
import { problemResponse } from './problem.ts'

/**
 * An address that is no text, such as those that scanners try, is the asker's mistake, whatever would have answered it; so is
 * one with a zero character, which no database holds.
 */
export const wellFormed: MiddlewareHandler<ConsoleEnv> = async (c, next) => {
  const { pathname, search } = new URL(c.req.url)
  try {
    if (!`${decodeURIComponent(pathname)}${search}`.includes('\0') && !/%00/.test(search)) return next()
  } catch {
    // Said below.
  }
  return problemResponse('bad-request', '地址里的百分号编码有误。请核对地址，或从首页重新进入。')
}

/** A JSON body whose texts a database can hold: none with a zero character or half of a sign. */
export const keepableBody: MiddlewareHandler<ConsoleEnv> = async (c, next) => {
  const isJson = /^application\/(?:[\w.-]+\+)?json\b/i.test(c.req.header('content-type') ?? '')
  if (c.req.method === 'GET' || !isJson) return next()
  const text = await c.req.text()
  if (!suspect.test(text) || isKeepable(text)) return next()
  return problemResponse('bad-request', '请求体里有数据库不能保存的字符（空字符或残缺的字符）。请去掉后重试。')
}

/** Escapes of a zero character and of halves of a sign; a pair of halves is a sign. */
const suspect = /\0|\\u(?:0000|[dD][89a-fA-F])/

const isKeepable = (text: string): boolean => {
  let keepable = true
  const look = (key: string, value: unknown): unknown => {
    for (const words of [key, value])
      if (typeof words === 'string') keepable &&= words.isWellFormed() && !words.includes('\0')
    return value
  }
  try {
    JSON.parse(text, look)
  } catch {
    return true
  }
  return keepable
}

/** An ID number in an address stays in histories and in the logs of proxies: it goes into a body, whatever is asked. */
export const noIdNumber: MiddlewareHandler<ConsoleEnv> = async (c, next) => {
  const { pathname, search } = new URL(c.req.url)
  const written = `${pathname}${search}`.replaceAll('%20', '').match(/\d{17}[\dXx]/g) ?? []
  if (written.some((digits) => parseIdNumber(digits).ok))
    return problemResponse(
      'bad-request',
      '地址里不能写身份证号。请把它放在请求体里（POST /persons/explanation）；文件名里有身份证号的，先改名再报送。',
    )
  return next()
}
