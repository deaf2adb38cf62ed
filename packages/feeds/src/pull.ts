import { z } from 'zod'

const place = z.string().regex(/^\w+(\.\w+)*$/, 'must be a place in the answer, like data.rows')

/** How a feed is asked for at a department's HTTP interface, which answers JSON. */
export const Pull = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  /** When, as a cron line in Asia/Shanghai. */
  cron: z.string().regex(/^\S+( \S+){4,5}$/, 'must be a cron line of five or six parts'),
  /** Where the rows stand in the answer; the answer itself is the list when absent. */
  rows: place.optional(),
  /** How the next answer goes on where this one ended; without it the whole is asked for each time. */
  cursor: z
    .strictObject({
      /** The query parameter that carries the cursor; the first time there is none. */
      parameter: z.string().min(1),
      /** Where the next cursor stands in the answer. */
      next: place,
    })
    .optional(),
  /** The environment variable that holds the bearer token. */
  auth: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]*$/, 'must name an environment variable')
    .optional(),
})
export type Pull = z.infer<typeof Pull>
