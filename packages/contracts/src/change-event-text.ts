import { ChangeEvent } from './change-event.ts'
import { changeEventSchema } from './change-event-schema.ts'

/**
 * An event as it stands on its topic, for whoever checked it against its schema: it names that schema (`dataschema` of
 * CloudEvents), and who reads by the same need not check every field of every event again.
 *
 * Its provider is written without Chinese letters: of most events it is the only word that has some, and a text of ASCII alone
 * takes half the memory and is written, sent and read in half the time.
 */
export const changeEventText = (checked: ChangeEvent): string => {
  const text = JSON.stringify({ ...checked, provider: undefined, dataschema: changeEventSchema })
  return `${text.slice(0, -1)},"provider":${inAscii(checked.provider)}}`
}

/** Few departments provide all events. */
const known = new Map<string, string>()
const mostKnown = 1_000

const inAscii = (text: string): string => {
  const written = known.get(text)
  if (written !== undefined) return written
  const made = JSON.stringify(text).replace(
    /[\u0080-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  if (known.size >= mostKnown) known.clear()
  known.set(text, made)
  return made
}

/** Reads an event of the topic. One that names no schema, or another than ours, is checked. @throws Error when it is none */
export const readChangeEvent = (text: string): ChangeEvent => changeEventOf(JSON.parse(text))

/** The same of JSON that was parsed. @throws Error when it is no event */
export const changeEventOf = (json: unknown): ChangeEvent =>
  (json as { readonly dataschema?: unknown } | null)?.dataschema === changeEventSchema
    ? (json as ChangeEvent)
    : ChangeEvent.parse(json)
