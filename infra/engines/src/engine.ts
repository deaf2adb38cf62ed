/** The engines of production, by the variable that says where each one is. */
export const engineVariables = {
  kafka: 'SHOUWANG_KAFKA_BROKERS',
  postgres: 'SHOUWANG_POSTGRES_URL',
  clickhouse: 'SHOUWANG_CLICKHOUSE_URL',
} as const
export type Engine = keyof typeof engineVariables
export const engineNames = Object.keys(engineVariables) as Engine[]

/** Where each engine is, for those that are there. */
export type Addresses = { readonly [E in Engine]?: string }

/** Addresses as lines for an environment. */
export const environmentOf = (addresses: Addresses): Record<string, string> =>
  Object.fromEntries(
    engineNames.flatMap((engine) => {
      const address = addresses[engine]
      return address === undefined ? [] : [[engineVariables[engine], address]]
    }),
  )
