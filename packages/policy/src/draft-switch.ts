import type { Day } from '@shouwang/contracts'

/** An indicator that a place takes into use (启用影子指标) from a day on. */
export type SwitchedOn = {
  /** 6 digits, or 9 of a town. */
  readonly region: string
  readonly regionName: string
  /** The number that switches it, and what it is called. */
  readonly inUse: string
  readonly name: string
  readonly today: Day
  readonly from: Day
}

/** The newest text of a policy file; null where nobody wrote it. */
type Newest = (path: string) => string | null

/**
 * The draft that takes an indicator into use, texts by their path: a new file, or the place's own with one value more; and the
 * name of the place, where no number of its own has been stated yet.
 */
export const draftSwitch = (about: SwitchedOn, newest: Newest): Readonly<Record<string, string>> => {
  const { region, regionName, inUse, name, today, from } = about
  const [place, path] = [`regions/${region}/place.yaml`, `regions/${region}/${inUse}.yaml`]
  const value = [
    `  - from: ${from}`,
    '    value: 1',
    `    source: { title: ${JSON.stringify(`${regionName}启用指标：${name}`)}, basis: operation }`,
    '',
  ].join('\n')
  const head =
    newest(path) ?? [`label: ${name}：是否启用`, 'unit: switch', `reviewed: ${today}`, 'values:', ''].join('\n')
  const named = newest(place) === null ? { [place]: `name: ${JSON.stringify(regionName)}\n` } : {}
  return { ...named, [path]: `${head.trimEnd()}\n${value}` }
}
