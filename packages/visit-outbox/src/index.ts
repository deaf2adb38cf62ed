export type { Answer, Entry, Happening, Outbox } from './entry.ts'
export { emptyOutbox, evolveOutbox } from './evolve-outbox.ts'
export { mayWithdraw, nextToSend, unsettled } from './next-to-send.ts'
