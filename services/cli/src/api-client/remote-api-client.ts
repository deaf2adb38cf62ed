import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { exitCodes, Refusal } from '../refusal.ts'
import { type Answer, type ApiClient, type Call, headersOf, pathOf } from './api-client.ts'

/** The API of an instance that listens. Sends files as they are read, however long that takes. */
export const remoteApiClient = (address: string, token: string): ApiClient => ({
  alone: false,
  call: async (call) => {
    try {
      return await callOver(address, token, call)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      throw new Refusal(
        `连不上守望（${address}）：${code ?? String(error)}。请确认它在运行，或检查 SHOUWANG_URL。`,
        exitCodes.unavailable,
        error,
      )
    }
  },
  close: async () => {},
})

const callOver = async (address: string, token: string, call: Call): Promise<Answer> => {
  const url = new URL(pathOf(call), address)
  const send = url.protocol === 'https:' ? requestHttps : requestHttp
  const request = send(url, { method: call.method ?? 'GET', headers: headersOf(call, token) })
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve)
    request.once('error', reject)
  })
  const body = call.bytes ?? (call.json === undefined ? [] : [JSON.stringify(call.json)])
  const sent = pipeline(Readable.from(body), request)
  // A refusal may come before the whole file was sent: then the answer counts, not the broken sending.
  sent.catch(() => undefined)
  const response = await answered
  return {
    status: response.statusCode ?? 0,
    body: await text(response),
    cookie: response.headers['set-cookie']?.[0]?.split(';')[0],
  }
}
