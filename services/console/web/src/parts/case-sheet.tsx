import type { CaseCommandBody, CaseDetailAnswer, Me } from '@shouwang/console-api'
import { useState } from 'react'
import { useTranslation } from '../words/i18n.ts'
import { AidFields, type AidForm, aidOf, emptyAid } from './aid-fields.tsx'
import { CaseChoice } from './case-choice.tsx'
import { DecisionFields, type DecisionForm, decisionOf, emptyDecision } from './decision-fields.tsx'
import { ProblemNotice } from './notices.tsx'
import { OtherCases } from './other-cases.tsx'
import { Sheet } from './sheet.tsx'
import { StaffChoice } from './staff-choice.tsx'

export type CaseSheetKind =
  | 'step'
  | 'decide'
  | 'aid'
  | 'close'
  | 'note'
  | 'pause'
  | 'hand-over'
  | 'join'
  | 'grade'
  | 'reverse'
  | 'return'
  | 'reopen'

const RESULTS = ['helped', 'referred-done', 'refused', 'adjusted', 'withdrawn', 'no-need', 'not-possible'] as const
const CLASSES = ['department', 'joint', 'immediate'] as const
const KINDS = ['emergency', 'expenditure'] as const
const GRADES = ['1', '2', '3'] as const

/** Everything that the sheets of a case let one fill in; each uses what it needs. */
type Written = {
  readonly note: string
  readonly result: (typeof RESULTS)[number]
  readonly aid: AidForm
  readonly decision: DecisionForm
  readonly until: string
  readonly owner: string
  readonly into: string
  readonly class: CaseDetailAnswer['class']
  readonly kind: CaseDetailAnswer['kind']
  readonly grade: string
}

type Props = {
  readonly kind: CaseSheetKind
  readonly aidId: string | undefined
  readonly detail: CaseDetailAnswer
  readonly me: Me
  readonly ask: (command: CaseCommandBody) => void
  readonly pending: boolean
  readonly error: Error | null
  readonly close: () => void
}

/** What one thing to do with a case asks for, and the button that does it. */
export const CaseSheet = (props: Props) => {
  const { t } = useTranslation()
  const { kind, detail, me, ask, pending, error, close, aidId } = props
  const [written, write] = useState<Written>(() => ({
    ...{
      note: '',
      result: 'helped',
      aid: emptyAid,
      decision: emptyDecision(me.today, detail.conferences.at(-1)),
      until: '',
      owner: '',
      into: '',
    },
    ...{ class: detail.class, kind: detail.kind, grade: String(detail.grade) },
  }))
  const set = (part: Partial<Written>) => write({ ...written, ...part })
  const command = commandOf(kind, detail, written, aidId)
  return (
    <Sheet title={t(`caseDo_${kind}`)} close={close}>
      <Fields kind={kind} detail={detail} written={written} set={set} />
      {kind !== 'aid' && kind !== 'join' && (
        <label className="field">
          <span>{t(kind === 'decide' ? 'reasonsOf' : notes.includes(kind) ? 'note' : 'caseWhy')}</span>
          <textarea rows={3} value={written.note} onChange={(event) => set({ note: event.target.value })} />
        </label>
      )}
      {error !== null && <ProblemNotice error={error} />}
      <button
        type="button"
        className="button primary wide"
        disabled={command === undefined || pending}
        onClick={() => command !== undefined && ask(command)}
      >
        {t('confirm')}
      </button>
    </Sheet>
  )
}

const notes: readonly CaseSheetKind[] = ['step', 'note', 'close']

const Fields = (props: {
  kind: CaseSheetKind
  detail: CaseDetailAnswer
  written: Written
  set: (part: Partial<Written>) => void
}) => {
  const { t } = useTranslation()
  const { kind, detail, written, set } = props
  switch (kind) {
    case 'close':
      return (
        <CaseChoice
          label={t('resultOf')}
          words="result"
          options={RESULTS}
          value={written.result}
          set={(result) => set({ result })}
        />
      )
    case 'decide':
      return (
        <DecisionFields
          householdNo={detail.householdNo}
          decision={written.decision}
          set={(decision) => set({ decision })}
        />
      )
    case 'aid':
      return <AidFields aid={written.aid} set={(aid) => set({ aid })} />
    case 'pause':
      return (
        <label className="field">
          <span>{t('pauseUntil')}</span>
          <input type="date" value={written.until} onChange={(event) => set({ until: event.target.value })} />
        </label>
      )
    case 'hand-over':
      return <StaffChoice value={written.owner} set={(owner) => set({ owner })} />
    case 'join':
      return <OtherCases detail={detail} value={written.into} set={(into) => set({ into })} />
    case 'grade':
      return <RankFields written={written} set={set} />
    default:
      return null
  }
}

const RankFields = ({ written, set }: { written: Written; set: (part: Partial<Written>) => void }) => {
  const { t } = useTranslation()
  return (
    <>
      <CaseChoice
        label={t('caseClass')}
        words="class"
        options={CLASSES}
        value={written.class}
        set={(chosen) => set({ class: chosen })}
      />
      <CaseChoice
        label={t('caseKind')}
        words="kind"
        options={KINDS}
        value={written.kind}
        set={(kind) => set({ kind })}
      />
      <label className="field">
        <span>{t('caseGrade')}</span>
        <select value={written.grade} onChange={(event) => set({ grade: event.target.value })}>
          {GRADES.map((grade) => (
            <option key={grade} value={grade}>
              {t('caseGradeOf', { grade })}
            </option>
          ))}
        </select>
      </label>
    </>
  )
}

const commandOf = (
  kind: CaseSheetKind,
  detail: CaseDetailAnswer,
  written: Written,
  aidId: string | undefined,
): CaseCommandBody | undefined => {
  const { note, into, owner, until } = written
  if (kind === 'aid') {
    const aid = aidOf(written.aid)
    return aid === undefined ? undefined : { type: 'GiveAid', aid }
  }
  if (kind === 'join') return into === '' ? undefined : { type: 'JoinCase', into }
  if (note.trim().length < 2) return undefined
  switch (kind) {
    case 'step':
      return { type: 'CompleteStep', note, department: detail.department }
    case 'note':
      return { type: 'NoteCase', note }
    case 'close':
      return { type: 'CloseCase', result: written.result, note }
    case 'pause':
      return until === '' ? undefined : { type: 'PauseCase', until, why: note }
    case 'hand-over':
      return owner === '' ? undefined : { type: 'HandOverCase', owner, why: note }
    case 'reverse':
      return aidId === undefined ? undefined : { type: 'ReverseAid', aidId, why: note }
    case 'return':
      return { type: 'ReturnDecision', why: note }
    case 'reopen':
      return { type: 'ReopenCase', why: note }
    case 'grade':
      return {
        ...{ type: 'GradeCase', class: written.class, kind: written.kind, grade: Number(written.grade), why: note },
      } as CaseCommandBody
    case 'decide': {
      const decision = decisionOf(written.decision, note)
      return decision === undefined ? undefined : { type: 'Decide', decision }
    }
    default:
      return kind satisfies never
  }
}
