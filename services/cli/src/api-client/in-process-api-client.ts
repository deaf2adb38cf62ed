import { ReadableStream as WebStream } from 'node:stream/web'
import { type ApiClient, headersOf, pathOf } from './api-client.ts'

type Installation = {
  readonly app: { readonly fetch: (request: Request) => Response | Promise<Response> }
  readonly token: string
  /** Absent where no service runs. */
  readonly doWhatIsDue?: () => Promise<number>
  readonly holdTasks?: () => () => Promise<void>
  readonly close: () => Promise<void>
}

/** The API of an installation that this process opened, which listens to nothing. */
export const inProcessApiClient = ({ app, token, close, doWhatIsDue, holdTasks }: Installation): ApiClient => ({
  alone: true,
  ...(doWhatIsDue === undefined ? {} : { doWhatIsDue }),
  ...(holdTasks === undefined ? {} : { holdTasks }),
  call: async (call) => {
    const body =
      call.bytes === undefined
        ? call.json === undefined
          ? {}
          : { body: JSON.stringify(call.json) }
        : { body: WebStream.from(call.bytes) as ReadableStream<Uint8Array>, duplex: 'half' as const }
    const request = new Request(`http://in-process${pathOf(call)}`, {
      method: call.method ?? 'GET',
      headers: headersOf(call, token),
      ...body,
    })
    const response = await app.fetch(request)
    return {
      status: response.status,
      body: await response.text(),
      cookie: response.headers.getSetCookie()[0]?.split(';')[0],
    }
  },
  close,
})
