import { z } from 'zod'

/** What the vault keeps of one person, sealed. The name is empty where a department sent none or a masked one (张*). */
export const VaultEntry = z.object({
  name: z.string(),
  idNumber: z.string(),
  phone: z.string().optional(),
  address: z.string().optional(),
})
export type VaultEntry = z.infer<typeof VaultEntry>

/** The entry after a newer statement of the same person: what the statement leaves out stays as it was. */
export const mergeVaultEntries = (known: VaultEntry | undefined, stated: VaultEntry): VaultEntry => ({
  ...known,
  ...stated,
  name: stated.name === '' ? (known?.name ?? '') : stated.name,
})
