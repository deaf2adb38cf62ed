import { Buffer } from 'node:buffer'
import { randomFillSync } from 'node:crypto'

const noncesInPool = 1024

/** Gives random nonces. They are drawn by the pool: a system call for each record would cost more than the cipher. */
export const nonces = (length: number): (() => Uint8Array) => {
  const pool = Buffer.alloc(length * noncesInPool)
  let used = pool.length
  return () => {
    if (used === pool.length) {
      randomFillSync(pool)
      used = 0
    }
    used += length
    return pool.subarray(used - length, used)
  }
}
