import type { Day } from '@shouwang/contracts'

/** A switch that a place turns on from a day on, and off again from another where it says so. */
export type SwitchedOn = {
  /** 6 digits, or 9 of a town. */
  readonly region: string
  readonly regionName: string
  /** The number that is the switch, what it is called, and what the place says of turning it on. */
  readonly number: string
  readonly label: string
  readonly title: string
  readonly today: Day
  readonly from: Day
  readonly until?: Day
}

/** The newest text of a policy file; null where nobody wrote it. */
type Newest = (path: string) => string | null

/**
 * The draft that turns a switch on (启用影子指标, 存量摸排), texts by their path: a new file, or the place's own with more values;
 * and the name of the place, where no number of its own has been stated yet.
 */
export const draftSwitch = (about: SwitchedOn, newest: Newest): Readonly<Record<string, string>> => {
  const { region, regionName, number, label, title, today, from, until } = about
  const [place, path] = [`regions/${region}/place.yaml`, `regions/${region}/${number}.yaml`]
  const valueFrom = (day: Day, value: 0 | 1): readonly string[] => [
    `  - from: ${day}`,
    `    value: ${value}`,
    `    source: { title: ${JSON.stringify(`${regionName}${title}`)}, basis: operation }`,
  ]
  const values = [...valueFrom(from, 1), ...(until === undefined ? [] : valueFrom(until, 0))]
  const head = newest(path) ?? [`label: ${label}`, 'unit: switch', `reviewed: ${today}`, 'values:', ''].join('\n')
  const named = newest(place) === null ? { [place]: `name: ${JSON.stringify(regionName)}\n` } : {}
  return { ...named, [path]: `${[head.trimEnd(), ...values].join('\n')}\n` }
}
