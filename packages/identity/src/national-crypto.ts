import { Buffer } from 'node:buffer'
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, timingSafeEqual } from 'node:crypto'
import type { CryptoProvider, SecretBox } from './crypto-provider.ts'
import { nonces } from './nonces.ts'

/**
 * HMAC-SM3 and SM4 (GB/T 32905, GB/T 32907), as GB/T 39786 asks for them: the software of OpenSSL, which is no certified
 * module. SM4 counts (CTR) under a random nonce, and HMAC-SM3 is taken over what was encrypted and what it is about; each has a
 * key of its own, derived from the vault's.
 */
export const nationalCrypto: CryptoProvider = {
  name: 'n1',
  keyBytes: 32,
  keyedHash: (key) => {
    const secret = createSecretKey(key)
    return (text) => createHmac('sm3', secret).update(text).digest('hex')
  },
  box: (key) => sm4Box(derived(key, 'encrypt').subarray(0, sm4KeyBytes), derived(key, 'authenticate')),
}

const algorithm = 'sm4-ctr'
const sm4KeyBytes = 16
const nonceBytes = 16
const tagBytes = 32
const nextNonce = nonces(nonceBytes)

const derived = (key: Uint8Array, purpose: string): Buffer => createHmac('sm3', key).update(purpose).digest()

const sm4Box = (encrypting: Uint8Array, authenticating: Uint8Array): SecretBox => {
  const [secret, tagSecret] = [createSecretKey(encrypting), createSecretKey(authenticating)]
  const tagOf = (encrypted: Uint8Array, about: string): Buffer => {
    const bytes = Buffer.from(about)
    return createHmac('sm3', tagSecret).update(`${bytes.length}:`).update(bytes).update(encrypted).digest()
  }
  return {
    seal: (plain, about) => {
      const nonce = nextNonce()
      const cipher = createCipheriv(algorithm, secret, nonce)
      const encrypted = Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final()])
      return Buffer.concat([encrypted, tagOf(encrypted, about)])
    },
    open: (sealed, about) => {
      const end = sealed.length - tagBytes
      const encrypted = sealed.subarray(0, Math.max(0, end))
      if (end < nonceBytes || !timingSafeEqual(sealed.subarray(end), tagOf(encrypted, about)))
        throw new Error('the tag is not that of this text')
      const decipher = createDecipheriv(algorithm, secret, encrypted.subarray(0, nonceBytes))
      return Buffer.concat([decipher.update(encrypted.subarray(nonceBytes)), decipher.final()]).toString('utf8')
    },
  }
}
