import { Buffer } from 'node:buffer'
import { createCipheriv, createDecipheriv, createHmac, createSecretKey } from 'node:crypto'
import type { CryptoProvider, SecretBox } from './crypto-provider.ts'
import { nonces } from './nonces.ts'

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
const nextNonce = nonces(nonceBytes)

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
