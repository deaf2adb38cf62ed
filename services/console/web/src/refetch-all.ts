import type { QueryClient } from '@tanstack/react-query'

/** Reads again all that the page shows, but not who is signed in: that does not change with the work. */
export const refetchAll = (queries: QueryClient): Promise<void> =>
  queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' })
