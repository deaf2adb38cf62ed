import {
  aidFormWords,
  caseClassWords,
  caseKindWords,
  caseResultWords,
  caseStatusWords,
  checkNeedWords,
  checkStandingWords,
  checkStateWords,
  conferenceResultWords,
  decisionWords,
  departmentWords,
  dimensionWords,
  directionWords,
  fundKindWords,
  hardshipCauseWords,
  hardshipPartWords,
  hardshipRingWords,
  type Language,
  leadChannelWords,
  leadKindWords,
  leadUrgencyWords,
  levelWords,
  matterWords,
  patrolGroupWords,
  purposeWords,
  referralStatusWords,
  roleWords,
  stepWords,
  taskStatusWords,
} from '@shouwang/casework'

type Table<Code extends string> = Readonly<Record<Code, Readonly<Record<Language, string>>>>

/** The words of codes, for keys like `level_red`: those of the history, the command line and the dashboards. */
export const codeWords = (language: Language) => ({
  ...under('role', roleWords, language),
  ...under('purpose', purposeWords, language),
  ...under('level', levelWords, language),
  ...under('direction', directionWords, language),
  ...under('status', taskStatusWords, language),
  ...under('case', caseStatusWords, language),
  ...under('matter', matterWords, language),
  ...under('step', stepWords, language),
  ...under('class', caseClassWords, language),
  ...under('kind', caseKindWords, language),
  ...under('result', caseResultWords, language),
  ...under('department', departmentWords, language),
  ...under('referral', referralStatusWords, language),
  ...under('conferred', conferenceResultWords, language),
  ...under('form', aidFormWords, language),
  ...under('fund', fundKindWords, language),
  ...under('decision', decisionWords, language),
  ...under('section', dimensionWords, language),
  ...under('check', checkStateWords, language),
  ...under('standing', checkStandingWords, language),
  ...under('need', checkNeedWords, language),
  ...under('ring', hardshipRingWords, language),
  ...under('cause', hardshipCauseWords, language),
  ...under('hardship', hardshipPartWords, language),
  ...under('channel', leadChannelWords, language),
  ...under('leadKind', leadKindWords, language),
  ...under('urgency', leadUrgencyWords, language),
  ...under('patrol', patrolGroupWords, language),
})

const under = <Kind extends string, Code extends string>(kind: Kind, words: Table<Code>, language: Language) =>
  Object.fromEntries(
    Object.entries<Table<Code>[Code]>(words).map(([code, of]) => [`${kind}_${code}`, capital(of[language])]),
  ) as { readonly [C in Code as `${Kind}_${C}`]: string }

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
