import { z } from 'zod'

/** One form of help (救助项目): what a caseworker needs to know to offer it. Amounts are numbers under `regions/`. */
export const Programme = z.strictObject({
  name: z.string().min(1),
  /** Which office decides it. */
  office: z.string().min(1),
  /** Who is entitled, in one sentence. */
  who: z.string().min(1),
  /** What it gives, in one sentence. */
  gives: z.string().min(1),
  /** Papers that the caseworker asks for (需要的材料). */
  papers: z.array(z.string().min(1)),
  /** What to ask at the door (入户要问). */
  questions: z.array(z.string().min(1)),
  /** Weaker programmes that one person may not hold besides this one; the stronger names the weaker. */
  excludes: z.array(z.string().min(1)),
  source: z.strictObject({ title: z.string().min(1), href: z.url().optional() }),
  reviewed: z.iso.date(),
})
export type Programme = z.infer<typeof Programme> & { readonly id: string }
