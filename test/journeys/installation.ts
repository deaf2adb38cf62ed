import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TopicUse } from '@shouwang/service-process'
import { keysPlace, loadKeys, openStandalone, type Standalone } from '@shouwang/standalone'
import { Config } from '@shouwang/standalone/config'
import { type SampleFile, sampleDay, sampleFiles } from './sample.ts'

/** What an HTTP request of a test is answered; `body` is parsed JSON, or the text where it is none. */
export type Answer = { readonly status: number; readonly type: string; readonly body: Record<string, never> }

/** Somebody who asks the HTTP API. */
export type Asker = {
  readonly get: (path: string) => Promise<Answer>
  readonly post: (path: string, body?: unknown) => Promise<Answer>
}

/** The whole program on a folder of its own. Only one may be open in a process at a time: chDB allows no more. */
export type Installation = {
  readonly standalone: Standalone
  readonly folder: string
  readonly keys: string
  /** The operator of the machine. */
  readonly operator: Asker
  /** Signs a member of staff in. */
  readonly signIn: (staffNo: string) => Promise<Asker>
  /** Sends a request as it is, under `/api/v1`. */
  readonly request: (path: string, init?: RequestInit) => Promise<Answer>
  /** Hands a file in at the HTTP door, as the operator. */
  readonly deliver: (fileName: string, bytes: BodyInit, query?: Readonly<Record<string, string>>) => Promise<Answer>
  /** Hands the sample in, and waits until all of it is judged. */
  readonly deliverAll: (files: readonly SampleFile[]) => Promise<void>
  readonly untilIdle: () => Promise<void>
  readonly close: () => Promise<void>
}

const api = '/api/v1'

/** Opens an installation on a new folder; with the `keys` of another one, people get the pseudonyms they have there. */
export const install = async (
  options: { keys?: string; dropFolder?: string; topicUsed?: (use: TopicUse) => void } = {},
): Promise<Installation> => {
  const folder = await mkdtemp(join(tmpdir(), 'shouwang-journey-'))
  if (options.keys !== undefined) await writeFile(join(folder, 'keys.json'), options.keys)
  const settings = { ...settingsOf(folder), SHOUWANG_DROP_FOLDER: options.dropFolder }
  const standalone = await openStandalone(settings, options.topicUsed)
  const request = async (path: string, init: RequestInit = {}): Promise<Answer> =>
    answered(await standalone.app.request(`${api}${path}`, { duplex: 'half', ...init } as RequestInit))
  const asOperator = { authorization: `Bearer ${standalone.token}` }
  const deliver: Installation['deliver'] = (fileName, bytes, query = {}) =>
    request(`/deliveries?${new URLSearchParams({ fileName, asOf: sampleDay, ...query })}`, {
      method: 'POST',
      body: bytes,
      headers: { ...asOperator, 'content-type': 'application/octet-stream' },
    })
  return {
    standalone,
    folder,
    keys: JSON.stringify(await loadKeys(keysPlace(folder, undefined))),
    operator: askerWith(request, asOperator),
    signIn: async (staffNo) => askerWith(request, await sessionOf(standalone, staffNo)),
    request,
    deliver,
    deliverAll: async (files) => {
      for (const { fileName, bytes } of files) {
        const { status, body } = await deliver(fileName, new Uint8Array(bytes))
        if (status !== 202) throw new Error(`${fileName} was not taken: ${JSON.stringify(body)}`)
      }
      await standalone.untilIdle()
    },
    untilIdle: standalone.untilIdle,
    close: async () => {
      await standalone.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** An installation that has taken in the whole sample. */
export const installSample = async (): Promise<Installation> => {
  const installation = await install()
  await installation.deliverAll(sampleFiles())
  return installation
}

/** The settings of a test: held at the day of the sample, without a made-up county. */
export const settingsOf = (folder: string): Config =>
  Config.parse({ SHOUWANG_DATA: folder, SHOUWANG_AS_OF: sampleDay, SHOUWANG_SEED: 'false' })

/** Signs a member of staff in where a folder was opened by `openStandalone` itself. */
export const askerOf = async (standalone: Standalone, staffNo: string): Promise<Asker> =>
  askerWith(
    async (path, init = {}) => answered(await standalone.app.request(`${api}${path}`, init)),
    await sessionOf(standalone, staffNo),
  )

const sessionOf = async ({ app }: Standalone, staffNo: string): Promise<Record<string, string>> => {
  const answer = await app.request(`${api}/session`, {
    method: 'POST',
    body: JSON.stringify({ staffNo }),
    headers: { 'content-type': 'application/json' },
  })
  const cookie = answer.headers.get('set-cookie')?.split(';')[0]
  if (cookie === undefined) throw new Error(`${staffNo} could not sign in: ${await answer.text()}`)
  return { cookie }
}

const askerWith = (request: Installation['request'], headers: Record<string, string>): Asker => ({
  get: (path) => request(path, { headers }),
  post: (path, body) =>
    request(path, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
})

const answered = async (response: Response): Promise<Answer> => {
  const text = await response.text()
  const type = response.headers.get('content-type') ?? ''
  return { status: response.status, type, body: type.includes('json') ? JSON.parse(text) : (text as never) }
}
