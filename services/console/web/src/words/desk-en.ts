import type { deskZh } from './desk-zh.ts'

/** English words of the pages of a desk. */
export const deskEn: Readonly<Record<keyof typeof deskZh, string>> = {
  fileTitle: 'Household file',
  fileOpen: 'Household file',
  fileFacts: 'Facts by dimension',
  fileNothing: 'No department has told anything.',
  fileScore: 'Risk {{score}}',
  fileMore: '{{count}} earlier ones',
  fileTasks: 'Visits',
  fileCases: 'Cases',
  fileDecisions: 'Decisions',
  fileAid: 'Aid given',
  fileNone: 'None.',
  fileHistory: 'All that happened',
  fileAll: 'Show all {{count}}',
  fileTime: '{{count}} lines since {{from}}, the newest first',
  section_help: 'Aid and visits',
  line_all: 'All',
  line_fact: 'Departments',
  line_task: 'Tasks',
  line_case: 'Cases',
  noticePrint: 'Notice of decision',
}
