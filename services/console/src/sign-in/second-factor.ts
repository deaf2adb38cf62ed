import { Secret, TOTP } from 'otpauth'

const PERIOD_SECONDS = 30
const SECRET_BYTES = 20

const totpOf = (secret: string, staffNo: string) =>
  new TOTP({ issuer: '守望', label: staffNo, secret: Secret.fromBase32(secret), period: PERIOD_SECONDS })

/** A new secret for the app on a person's phone, and the address that the app reads. */
export const newSecondFactor = (
  staffNo: string,
  randomBytes: (length: number) => Uint8Array,
): { readonly secret: string; readonly uri: string } => {
  const bytes = Uint8Array.from(randomBytes(SECRET_BYTES))
  const secret = new Secret({ buffer: bytes.buffer }).base32
  return { secret, uri: totpOf(secret, staffNo).toString() }
}

/** The time step that a code is right for, one before and one after included; undefined where it is not right. */
export const stepOfCode = (secret: string, code: string, nowMs: number): number | undefined => {
  const delta = totpOf(secret, '').validate({ token: code.replace(/\s/g, ''), timestamp: nowMs, window: 1 })
  return delta === null ? undefined : Math.floor(nowMs / 1000 / PERIOD_SECONDS) + delta
}
