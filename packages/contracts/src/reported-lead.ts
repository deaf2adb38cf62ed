import { z } from 'zod'

/** Through whom somebody told of a need: a person or an office that names no ID number. */
export const LeadChannel = z.enum([
  'family',
  'village',
  'grid',
  'hospital',
  'school',
  'patrol',
  'team',
  'hotline-12345',
  'hotline-12349',
  'fire-service',
  'emergency-office',
  'other',
])
export type LeadChannel = z.infer<typeof LeadChannel>

/** What the need is about, as far as who told of it could say. */
export const LeadKind = z.enum(['hardship', 'medical', 'housing', 'safety', 'disaster'])
export type LeadKind = z.infer<typeof LeadKind>

/** How long it can wait: not at all, some days, or until somebody comes by. */
export const LeadUrgency = z.enum(['now', 'soon', 'usual'])
export type LeadUrgency = z.infer<typeof LeadUrgency>

/** The lead of a task that asks to find out whom a report is about. No indicator judges it: a person told of it. */
export const FIND_WHO = 'find-who'
