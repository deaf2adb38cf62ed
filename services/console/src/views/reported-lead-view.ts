import { leadNoOf } from '@shouwang/casework'
import type { ReportedLeadCard } from '@shouwang/console-api'
import { isVisitOpened, readReportedLead, type TaskRow } from '@shouwang/postgres'
import { z } from 'zod'
import type { Backend } from '../backend/backend.ts'
import type { Person } from '../sign-in/access.ts'
import { visits } from './visit-view.ts'

/** What was told, as it is sealed. */
const Told = z.object({ who: z.string(), phone: z.string(), place: z.string(), words: z.string() })

/** Closes what was told of a lead, bound to its number. */
export const sealedLead = (backend: Backend, leadNo: string, told: z.infer<typeof Told>): string =>
  backend.cipher.seal(JSON.stringify(told), leadNo)

/** Opens it. */
export const toldOf = (backend: Backend, lead: { readonly leadNo: string; readonly sealed: string }) =>
  Told.parse(JSON.parse(backend.cipher.open(lead.sealed, lead.leadNo)))

/** The lead of a task that asks who it is about: what was told for whoever opened its visit, and the rest for all. */
export const seeReported = async (backend: Backend, asker: Person, row: TaskRow): Promise<ReportedLeadCard | null> => {
  const leadNo = leadNoOf(row.household)
  const lead = leadNo === undefined ? undefined : await readReportedLead(backend.sql, leadNo)
  if (lead === undefined) return null
  const { channel, kind, urgency, reportedOn, photo } = lead
  const opened = visits(asker, row) && (await isVisitOpened(backend.sql, row.taskId, asker.staffNo))
  const told = opened
    ? { ...toldOf(backend, lead), photo: photo === null ? null : backend.cipher.open(photo, lead.leadNo) }
    : null
  return { leadNo: lead.leadNo, channel, kind, urgency, reportedOn, told }
}
