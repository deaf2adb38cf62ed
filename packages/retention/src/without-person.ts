/** What stands where words about a deleted person were. */
export const deletedWords = '（已按令删除）'

/** The fields that people write in their own words. */
const written: ReadonlySet<string> = new Set(['note', 'reasons', 'deviation', 'against', 'truth'])

/**
 * JSON without a person: another name stands in his place, verdicts about him say nothing any more, and with `words` neither do
 * the notes that people wrote, nor what a check saw. Sums, days and results stay. The same text where he is not in it.
 */
export const withoutPerson = (
  json: string,
  { person, alias, words }: { readonly person: string; readonly alias: string; readonly words: boolean },
): string => {
  const isHis = (value: object): boolean => JSON.stringify(value).includes(person)
  const renamed = (text: string): string => text.replaceAll(person, alias)
  const value = (given: unknown, field: string): unknown => {
    if (typeof given === 'string') return words && written.has(field) && given !== '' ? deletedWords : renamed(given)
    if (Array.isArray(given)) return given.map((each) => value(each, ''))
    if (typeof given !== 'object' || given === null) return given
    const fields = Object.entries(given).map(([name, inner]) => [renamed(name), value(inner, name)])
    return { ...Object.fromEntries(fields), ...emptied(given as Record<string, unknown>, isHis) }
  }
  const parsed: unknown = JSON.parse(json)
  if (!words && !json.includes(person)) return json
  return JSON.stringify(value(parsed, ''))
}

/** What a verdict, a lead or an entitlement that is about him, and a condition of a check, says afterwards. */
const emptied = (given: Record<string, unknown>, isHis: (value: object) => boolean): Record<string, unknown> => {
  if ('seen' in given && 'needs' in given) return isHis(given) ? { text: deletedWords, seen: null } : { seen: null }
  if ('indicator' in given && 'reason' in given && isHis(given))
    return {
      reason: deletedWords,
      ...('observations' in given ? { observations: [], facts: [], advice: [] } : {}),
    }
  return 'programme' in given && 'why' in given && isHis(given) ? { why: deletedWords } : {}
}
