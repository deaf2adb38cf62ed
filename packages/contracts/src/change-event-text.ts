import { ChangeEvent } from './change-event.ts'
import { changeEventSchema } from './change-event-schema.ts'

/**
 * An event as it stands on its topic, for whoever checked it against its schema: it names that schema (`dataschema` of
 * CloudEvents), and who reads by the same need not check every field of every event again.
 */
export const changeEventText = (checked: ChangeEvent): string =>
  JSON.stringify({ ...checked, dataschema: changeEventSchema })

/** Reads an event of the topic. One that names no schema, or another than ours, is checked. @throws Error when it is none */
export const readChangeEvent = (text: string): ChangeEvent => changeEventOf(JSON.parse(text))

/** The same of JSON that was parsed. @throws Error when it is no event */
export const changeEventOf = (json: unknown): ChangeEvent =>
  (json as { readonly dataschema?: unknown } | null)?.dataschema === changeEventSchema
    ? (json as ChangeEvent)
    : ChangeEvent.parse(json)
