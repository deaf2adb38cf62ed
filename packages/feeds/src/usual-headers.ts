import { readFileSync } from 'node:fs'
import { load } from 'js-yaml'
import { z } from 'zod'
import { normalHeader } from './header.ts'

const file = new URL('../usual-headers.yaml', import.meta.url)
const lines = z
  .array(z.array(z.string().min(1)).min(2))
  .parse(load(readFileSync(file, 'utf8')))
  .map((names) => ({ names, known: new Set(names.map(normalHeader)) }))

type Headed = { readonly headers: readonly string[] }

/** Columns with what other offices call them behind their own headers; a name that another column has stays that column's. */
export const withUsualHeaders = <Columns extends Readonly<Record<string, Headed>>>(columns: Columns): Columns => {
  const taken = new Set(Object.values(columns).flatMap(({ headers }) => headers.map(normalHeader)))
  return Object.fromEntries(
    Object.entries(columns).map(([name, column]) => {
      const declared = new Set(column.headers.map(normalHeader))
      const others = lines
        .filter(({ known }) => [...declared].some((header) => known.has(header)))
        .flatMap(({ names }) => names)
        .filter((header) => !taken.has(normalHeader(header)))
      for (const header of others) taken.add(normalHeader(header))
      return [name, others.length === 0 ? column : { ...column, headers: [...column.headers, ...others] }]
    }),
  ) as Columns
}
