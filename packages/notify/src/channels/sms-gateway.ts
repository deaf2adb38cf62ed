import type { Channel } from './channel.ts'
import { post } from './post.ts'

/** A gateway that takes short messages over HTTP. */
export type SmsGateway = {
  readonly url: string
  /** With {phone} {text} {count} {urgent} {link} {id}. JSON where it begins with a brace, else a form. */
  readonly body: string
  readonly authorization: string | undefined
  /** What an answer contains that says it was taken; undefined where a 2xx says so. */
  readonly taken: string | undefined
}

/** Short messages to the telephones of the staff list. */
export const smsGateway = (
  { url, body, authorization, taken }: SmsGateway,
  phoneOf: (staffNo: string) => Promise<string | undefined>,
): Channel => ({
  name: 'sms',
  to: 'person',
  knowsRepeats: false,
  send: async ({ messageId, staffNo, text, notices, urgent, link }) => {
    const phone = staffNo === null ? undefined : await phoneOf(staffNo)
    if (phone === undefined) return { result: 'refused', fault: 'no-phone' }
    const values = { phone, text, count: String(notices), urgent: String(urgent), link, id: messageId }
    const answer = await post(url, filled(body, values), {
      'content-type': isJson(body) ? 'application/json; charset=utf-8' : 'application/x-www-form-urlencoded',
      ...(authorization === undefined ? {} : { authorization }),
    })
    if (answer.result !== 'answered') return answer
    if (taken === undefined || answer.text.includes(taken)) return { result: 'taken' }
    return { result: 'refused', fault: 'answer-without-taken' }
  },
})

const isJson = (template: string): boolean => template.trimStart().startsWith('{')

/** The template with its values, each written as JSON or a form has it. A name in braces that is none stays. */
export const filled = (template: string, values: Readonly<Record<string, string>>): string => {
  const write = isJson(template) ? (value: string) => JSON.stringify(value).slice(1, -1) : encodeURIComponent
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    return value === undefined ? whole : write(value)
  })
}
