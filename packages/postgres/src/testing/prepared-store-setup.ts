import { fileURLToPath } from 'node:url'
import { preparedStoreVariable, prepareStore } from '../engine/prepared-store.ts'

const cache = fileURLToPath(new URL('../../../../node_modules/.cache/shouwang', import.meta.url))

/** Lets every embedded store of the tests, those of programs they start among them, be unpacked and not made. */
export const setup = async (): Promise<void> => {
  process.env[preparedStoreVariable] = await prepareStore(cache)
}
