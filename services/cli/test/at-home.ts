import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Day } from '@shouwang/contracts'
import { listen } from '@shouwang/service-process'
import { openStandalone, type Standalone } from '@shouwang/standalone'
import { Config } from '@shouwang/standalone/config'
import { cli } from '../src/cli.ts'

/** A small delivery: two families, one of them with a great hospital bill, and six rows that can't be taken. */
export const sample = (name: string): string => fileURLToPath(new URL(`./samples/${name}`, import.meta.url))

export const sampleFiles = [
  '残联_残疾人证.csv',
  '医保_结算明细.ndjson',
  'expected.csv',
  '公安_户籍人口_20260630.csv',
  'staff.csv',
  'regions.csv',
].map(sample)

type Message = Parameters<Standalone['engines']['log']['append']>[1][number]

export type Said = { readonly code: number; readonly out: string; readonly err: string }

/** The command line over a data folder of its own. */
export const atHome = async (): Promise<{
  data: string
  run: (...args: string[]) => Promise<Said>
  /** The same on another business day. */
  runOn: (day: Day, ...args: string[]) => Promise<Said>
  /** The same over another data folder. */
  runIn: (folder: string, ...args: string[]) => Promise<Said>
  json: (...args: string[]) => Promise<unknown>
  /** Starts an instance on the folder, which the commands then talk to. */
  start: () => Promise<void>
  /** Stops that instance. */
  stop: () => Promise<void>
  /** Puts a message into the log of the instance that was started. */
  append: (topic: string, message: Message) => Promise<void>
  leave: () => Promise<void>
}> => {
  const data = await mkdtemp(join(tmpdir(), 'shouwang-cli-'))
  let stop = async () => {}
  let append = async (_: string, __: Message): Promise<void> => {
    throw new Error('no instance was started')
  }
  const said = async (folder: string, day: Day, args: readonly string[]): Promise<Said> => {
    let [out, err] = ['', '']
    const code = await cli([...args, '--data', folder, '--as-of', day], {
      env: {},
      out: (text) => {
        out += text
      },
      err: (text) => {
        err += text
      },
      today: async () => '2026-10-31',
    })
    return { code, out, err }
  }
  const runOn = (day: Day, ...args: string[]): Promise<Said> => said(data, day, args)
  const runIn = (folder: string, ...args: string[]): Promise<Said> => said(folder, '2026-10-31', args)
  const run = (...args: string[]): Promise<Said> => runIn(data, ...args)
  return {
    data,
    run,
    runOn,
    runIn,
    json: async (...args) => JSON.parse((await run(...args, '--format', 'json')).out),
    start: async () => {
      const standalone = await openStandalone(Config.parse({ SHOUWANG_DATA: data, SHOUWANG_AS_OF: '2026-10-31' }))
      const server = await listen(standalone.app, '127.0.0.1', 0)
      await standalone.lock.announce(server.address)
      append = (topic, message) => standalone.engines.log.append(topic, [message])
      stop = async () => {
        stop = async () => {}
        await server.close()
        await standalone.close()
      }
    },
    stop: () => stop(),
    append: (topic, message) => append(topic, message),
    leave: async () => {
      await stop()
      await rm(data, { recursive: true, force: true })
    },
  }
}
