import { localTime } from './times.ts'

/** What a message says: numbers, a moment and where to read more. Nothing else goes in, so no name and no reason can come out. */
export type Said = {
  readonly notices: number
  readonly urgent: number
  /** How many members of staff a group is told of; null for a message to one person. */
  readonly people: number | null
  readonly link: string
  readonly madeMs: number
}

/** The text of a message. The moment makes it differ from the one before, which some systems would take for the same. */
export const messageText = ({ notices, urgent, people, link, madeMs }: Said): string => {
  const { day, clock } = localTime(madeMs)
  const whose = people === null ? `您有 ${notices} 条新提醒` : `${people} 位同事有 ${notices} 条新提醒`
  const hurry = urgent === 0 ? '' : `（其中紧急 ${urgent} 条）`
  return `【守望】${whose}${hurry}，请登录查看：${link} （${day.slice(5)} ${clock}）`
}
