import type { Day, PersonId, RegionCode } from '@shouwang/contracts'
import type { Queryable } from '../engine/sql.ts'

/** One line of a whole roll or register: who stands on it, and at which household or roll number. */
export type ListedPerson = {
  readonly feed: string
  readonly person: PersonId
  readonly region: RegionCode
  readonly day: Day
  readonly delivery: string
  readonly rowNo: number
  /** Empty where the line could not be read. */
  readonly place: string
}

/** Two lines of one delivery that put one person in two places. */
export type TwoPlaces = { readonly delivery: string; readonly rows: readonly [number, number] }

/** Notes who is listed, and gives the persons whom one delivery lists in two places. */
export const saveListed = async (tx: Queryable, lines: readonly ListedPerson[]): Promise<readonly TwoPlaces[]> => {
  if (lines.length === 0) return []
  const two: TwoPlaces[] = []
  const last = new Map<string, ListedPerson>()
  for (const line of lines) {
    const name = `${line.feed}/${line.person}`
    const before = last.get(name)
    if (before !== undefined && inTwoPlaces(before, line))
      two.push({ delivery: line.delivery, rows: [before.rowNo, line.rowNo] })
    last.set(name, line)
  }
  const kept = [...last.values()]
  const earlier = await tx.query<{ delivery: string; before: number; now: number }>(
    `with lines as (
       select * from unnest($1::text[], $2::text[], $3::text[], $4::date[], $5::text[], $6::bigint[], $7::text[])
         as line (feed, person, region, day, delivery, row_no, place)),
     earlier as (
       select l.feed, l.person, l.delivery, l.row_no, l.place from listed l join lines using (feed, person)),
     saved as (
       insert into listed as l (feed, person, region, day, delivery, row_no, place) select * from lines
       on conflict (feed, person) do update set region = excluded.region, day = excluded.day,
         delivery = excluded.delivery, row_no = excluded.row_no, place = excluded.place
       where l.day <= excluded.day)
     select lines.delivery, earlier.row_no as before, lines.row_no as now
     from lines join earlier using (feed, person)
     where earlier.delivery = lines.delivery and earlier.place <> '' and lines.place <> '' and earlier.place <> lines.place`,
    [
      kept.map(({ feed }) => feed),
      kept.map(({ person }) => person),
      kept.map(({ region }) => region),
      kept.map(({ day }) => day),
      kept.map(({ delivery }) => delivery),
      kept.map(({ rowNo }) => rowNo),
      kept.map(({ place }) => place),
    ],
  )
  return [...two, ...earlier.map(({ delivery, before, now }) => ({ delivery, rows: [before, now] as const }))]
}

const inTwoPlaces = (one: ListedPerson, other: ListedPerson): boolean =>
  one.delivery === other.delivery && one.place !== '' && other.place !== '' && one.place !== other.place

/** How many of the persons whom the roll before listed for a region the roll of a day leaves out, and which day that was. */
export const takenOff = async (
  tx: Queryable,
  { feed, region, day }: Pick<ListedPerson, 'feed' | 'region' | 'day'>,
): Promise<{ readonly persons: number; readonly since: Day } | undefined> =>
  (
    await tx.query<{ persons: number; since: Day }>(
      `select count(*) as persons, day as since from listed where feed = $1 and region = $2 and day < $3
       group by day order by day desc limit 1`,
      [feed, region, day],
    )
  )[0]
