import { VaultEntry } from '@shouwang/identity'
import { readUnjoinedLeads, readVault } from '@shouwang/postgres'
import type { RetentionDependencies } from './dependencies.ts'
import { names, needlesOf } from './needles.ts'
import { opened } from './sealed-rows.ts'

/** A lead that nobody joined to a person, and where it is. */
export type LeadPerhaps = { readonly leadNo: string; readonly region: string | null }

/**
 * The leads that nobody joined to anybody and whose words have a person's name and no more of him: it may be another of that name,
 * so a human decides. Those that also have his number, telephone or address go with an order by themselves.
 */
export const leadsPerhaps = async (
  { sql, cipher }: Pick<RetentionDependencies, 'sql' | 'cipher'>,
  person: string,
): Promise<readonly LeadPerhaps[]> => {
  const entries = (await readVault(sql, [person])).map(({ sealed }) =>
    VaultEntry.partial().parse(JSON.parse(cipher.open(sealed, person))),
  )
  const needles = needlesOf(entries)
  if (needles.name.length < 2) return []
  const leads = await readUnjoinedLeads(sql)
  return leads
    .map(({ leadNo, region, sealed }) => ({ leadNo, region, words: opened(cipher, sealed, leadNo) }))
    .filter(({ words }) => words.includes(needles.name) && !names(needles, words))
    .map(({ leadNo, region }) => ({ leadNo, region }))
}
