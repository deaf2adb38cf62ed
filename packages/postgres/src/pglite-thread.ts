import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import type { Answer, Request } from './pglite-worker.ts'

/** PGlite on a thread of its own, so that SQL and the rest of the program share two cores. */
export type PgliteThread = {
  /** Rows of one statement. Statements run in the order they are asked. Throws what PostgreSQL throws. */
  readonly query: <Row>(text: string, values?: readonly unknown[]) => Promise<Row[]>
  readonly script: (text: string) => Promise<void>
  readonly close: () => Promise<void>
}

type Waiting = { readonly resolve: (rows: readonly unknown[]) => void; readonly reject: (error: Error) => void }

/**
 * V8 collects WebAssembly code for all threads at once, and has freed what another thread was about to call: the process
 * died or stood still (docs/decisions/0009). PGlite is one module that lives as long as the process, so nothing is lost.
 */
const keepWasmCode = (): void => setFlagsFromString('--no-wasm-code-gc')

/** Starts the thread on a folder, or in memory. A thread that dies fails whatever was asked of it, then and later. */
export const startPgliteThread = (directory: string | undefined): PgliteThread => {
  keepWasmCode()
  const worker = new Worker(new URL('./pglite-worker.ts', import.meta.url), { workerData: directory })
  const waiting = new Map<number, Waiting>()
  let asked = 0
  let dead: Error | undefined
  const died = (error: Error): void => {
    dead ??= error
    for (const { reject } of waiting.values()) reject(dead)
    waiting.clear()
  }
  worker.on('error', died)
  worker.on('exit', () => died(new Error('the thread of the embedded PostgreSQL has ended; start the program again')))
  worker.on('message', ({ id, answer }: { id: number; answer: Answer }) => {
    const asker = waiting.get(id)
    waiting.delete(id)
    if (waiting.size === 0) worker.unref()
    if (answer.ok) asker?.resolve(answer.rows)
    else asker?.reject(answer.error)
  })
  const ask = (request: Request): Promise<readonly unknown[]> =>
    new Promise((resolve, reject) => {
      if (dead !== undefined) return reject(dead)
      worker.ref()
      waiting.set(++asked, { resolve, reject })
      worker.postMessage({ id: asked, request })
    })
  return {
    query: async <Row>(text: string, values: readonly unknown[] = []) =>
      (await ask({ kind: 'query', text, values })) as Row[],
    script: async (text) => void (await ask({ kind: 'script', text })),
    close: async () => {
      if (dead !== undefined) return
      await ask({ kind: 'close' })
      await worker.terminate()
    },
  }
}
