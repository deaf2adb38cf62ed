import type { PartnerListAnswer } from '@shouwang/console-api'
import { readPartners, readRegionNames } from '@shouwang/postgres'
import type { Backend } from '../backend/backend.ts'
import { agreementWords } from '../registry/agreement-words.ts'

/** Every partner with its agreement in words. */
export const seePartners = async ({ sql, nowMs }: Backend): Promise<PartnerListAnswer> => {
  const partners = await readPartners(sql)
  const names = await readRegionNames(
    sql,
    partners.map(({ region }) => region),
  )
  const now = new Date(nowMs()).toISOString()
  return {
    partners: partners.map(({ agreement, expiresAt, revokedAt, subscriptions, ...partner }) => ({
      ...partner,
      senderId: agreement.senderId,
      agreed: agreementWords(agreement),
      regionName: names.get(partner.region) ?? partner.region,
      state: revokedAt !== null ? 'revoked' : expiresAt <= now ? 'ended' : 'in-force',
      endedOn: (revokedAt ?? expiresAt).slice(0, 10),
      subscriptions: [...subscriptions],
    })),
  }
}
