export { checkFile, type FileChecked } from './check-file.ts'
export { type DeliveryAccounts, type IntakeDependencies, intakeDependencies, type RowsIntake } from './dependencies.ts'
export {
  type DraftNames,
  draftFromSample,
  type FeedDraft,
  type NoDraft,
  type SampleFile,
  type TriedDeclaration,
  tryDeclaration,
} from './draft-from-sample.ts'
export { FileProblem } from './files/file-problem.ts'
export { losslessJson } from './files/json/lossless-json.ts'
export type { BadRow, Row } from './files/table.ts'
export { type RecordsForm, readRecords } from './read-records.ts'
export { type FileAbout, type FileTaken, receiveFile } from './receive-file.ts'
export { receiveRecords, receiveRepeatable, receiveRows, type SentBy } from './receive-rows.ts'
export { intakeTelemetry } from './telemetry.ts'
