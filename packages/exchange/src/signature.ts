import { createHash, createHmac, createPublicKey, verify } from 'node:crypto'

/** The parts of a message that its signature covers. */
export type Signed = { readonly header: unknown; readonly message: unknown }

/** How long a signature holds, and how much a clock may be wrong, in seconds. */
const LASTS = 300

/** JSON in one way of writing (RFC 8785): keys in order, no spaces, so that both sides sign the same bytes. */
export const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map((each) => canonicalJson(each ?? null)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value).filter(([, each]) => each !== undefined)
  const written = fields.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${written.map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`).join(',')}}`
}

/** What is signed: when it was signed, until when it holds, and the SHA-256 of header and message. */
export const signedText = ({ header, message }: Signed, created: number, expires: number): string => {
  const digest = createHash('sha256').update(canonicalJson({ header, message })).digest('base64')
  return `(created): ${created}\n(expires): ${expires}\ndigest: SHA-256=${digest}`
}

/** The field `signature` of a message. */
export const signatureField = (about: {
  readonly keyId: string
  readonly algorithm: 'ed25519' | 'hmac-sha256'
  readonly created: number
  readonly expires: number
  readonly signature: string
}): string =>
  `Signature: namespace="dci", kidId="${about.keyId}|${about.algorithm}", algorithm="${about.algorithm}", created="${about.created}", expires="${about.expires}", headers="(created) (expires) digest", signature="${about.signature}"`

/**
 * Signs what we send with what both sides hold and nobody else: the SHA-256 of the partner's key (HMAC-SHA256). `nowMs` is epoch
 * milliseconds.
 */
export const signForKey = (signed: Signed, keyId: string, keyHash: string, nowMs: number): string => {
  const created = Math.floor(nowMs / 1000)
  const expires = created + LASTS
  const signature = createHmac('sha256', keyHash)
    .update(signedText(signed, created, expires))
    .digest('base64')
  return signatureField({ keyId, algorithm: 'hmac-sha256', created, expires, signature })
}

/** Whether a message was signed by the holder of a public key (32 bytes in base64), and lately. */
export const isSignedBy = (
  publicKey: string,
  signature: string | undefined,
  signed: Signed,
  nowMs: number,
): boolean => {
  const parts = new Map([...(signature ?? '').matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]))
  const [created, expires] = [Number(parts.get('created')), Number(parts.get('expires'))]
  const now = nowMs / 1000
  const timely = created <= now + LASTS && created >= now - LASTS && expires >= now && expires <= created + 2 * LASTS
  if (parts.get('algorithm') !== 'ed25519' || !timely) return false
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey, 'base64').toString('base64url') },
    format: 'jwk',
  })
  const bytes = Buffer.from(parts.get('signature') ?? '', 'base64')
  return bytes.length === 64 && verify(null, Buffer.from(signedText(signed, created, expires)), key, bytes)
}
