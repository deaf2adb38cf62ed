import { Buffer } from 'node:buffer'
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, randomFillSync } from 'node:crypto'
import type { CryptoProvider, SecretBox } from './crypto-provider.ts'

/** HMAC-SHA-256 and AES-256-GCM with a random nonce for each seal. */
export const internationalCrypto: CryptoProvider = {
  name: 'a1',
  keyBytes: 32,
  keyedHash: (key) => {
    const secret = createSecretKey(key)
    return (text) => createHmac('sha256', secret).update(text).digest('hex')
  },
  box: (key) => gcmBox(createSecretKey(key)),
}

const algorithm = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

const gcmBox = (key: ReturnType<typeof createSecretKey>): SecretBox => ({
  seal: (plain, about) => {
    const nonce = nextNonce()
    const cipher = createCipheriv(algorithm, key, nonce)
    if (about !== '') cipher.setAAD(Buffer.from(about))
    const body = cipher.update(plain, 'utf8')
    return Buffer.concat([nonce, body, cipher.final(), cipher.getAuthTag()])
  },
  open: (sealed, about) => {
    const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes })
    if (about !== '') decipher.setAAD(Buffer.from(about))
    decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes))
    const body = decipher.update(sealed.subarray(nonceBytes, sealed.length - tagBytes))
    return Buffer.concat([body, decipher.final()]).toString('utf8')
  },
})

/** Random bytes are drawn by the pool: a system call for each record would cost more than the cipher. */
const pool = Buffer.alloc(nonceBytes * 1024)
let used = pool.length

const nextNonce = (): Uint8Array => {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += nonceBytes
  return pool.subarray(used - nonceBytes, used)
}
