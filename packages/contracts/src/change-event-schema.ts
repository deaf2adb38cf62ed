// Generated from the schema of change events by packages/contracts/test/change-event-text.test.ts (vitest -u).

/** Names the schema that this version of the program writes change events by: a digest of it. */
export const changeEventSchema = 'c664fb021b63'
