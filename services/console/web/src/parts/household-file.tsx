import type { FileSection, HouseholdFileAnswer } from '@shouwang/console-api'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useTranslation } from '../words/i18n.ts'
import { yuanOf } from './amounts.ts'
import { Entitlements } from './entitlements.tsx'
import { FileHardship } from './file-hardship.tsx'
import { FileHistory } from './file-history.tsx'
import { LevelTag } from './level-tag.tsx'
import { Members } from './members.tsx'
import { Leads } from './reasons.tsx'
import { Unknowns } from './unknowns.tsx'
import './task.css'
import './household-file.css'

type Thing = FileSection['things'][number]
/** What else stands beside a fact, such as a way to have it corrected. */
type Beside = (thing: Thing) => ReactNode

/** 一户一档: everything of one household in one place, the reasons first and all that happened last. */
export const HouseholdFile = ({ file, beside = () => null }: { file: HouseholdFileAnswer; beside?: Beside }) => {
  const { t } = useTranslation()
  return (
    <article className="household-file" aria-label={t('fileTitle')}>
      <FileHead file={file} />
      <div className="columns">
        <div className="task-body">
          <section>
            <h2>{t('explainFires')}</h2>
            {file.fires.length === 0 && <p className="hint">{t('explainNoneFires')}</p>}
            <Leads leads={file.fires} />
          </section>
          <section>
            <h2>{t('fileFacts')}</h2>
            {file.sections.map((section) => (
              <Facts key={section.section} of={section} beside={beside} />
            ))}
          </section>
          <section>
            <h2>{t('explainUnknown')}</h2>
            {file.unknown.length === 0 && <p className="hint">{t('explainNoneUnknown')}</p>}
            <Unknowns unknown={file.unknown} />
          </section>
        </div>
        <BesideFacts file={file} />
      </div>
      <div className="task-body">
        <Link to={`/households/${encodeURIComponent(file.householdNo)}/trace`}>{t('traceOpen')}</Link>
        <FileHistory lines={file.history} />
      </div>
    </article>
  )
}

const FileHead = ({ file }: { file: HouseholdFileAnswer }) => {
  const { t } = useTranslation()
  const { day, policy, reviewOn } = file
  return (
    <p className="row desk-summary">
      <LevelTag level={file.level} />
      <strong>{file.headName}</strong>
      <span>
        {t('householdNo')} {file.householdNo}
      </span>
      <span>{file.regionName}</span>
      {file.householdNo !== '' && (
        <Link to={`/households/${encodeURIComponent(file.householdNo)}/handover`}>{t('handoverGo')}</Link>
      )}
      <span className="hint">
        {t('explainJudged', { day, policy })}
        {reviewOn !== null && ` · ${t('explainReview', { day: reviewOn })}`}
      </span>
    </p>
  )
}

const BesideFacts = ({ file }: { file: HouseholdFileAnswer }) => {
  const { t } = useTranslation()
  return (
    <div className="task-body">
      <section>
        <h2>{t('family')}</h2>
        <Members members={file.members} callFor={undefined} />
      </section>
      <FileHardship hardship={file.hardship} />
      <section>
        <h2>
          {t('enjoys')} · {t('mayBeOwed')}
        </h2>
        <Entitlements entitlements={file.entitlements} />
      </section>
      <Work file={file} />
      <Money file={file} />
      <section>
        <h2>{t('explainClear')}</h2>
        <div className="chips still">
          {file.clear.map(({ indicator, indicatorName }) => (
            <span key={indicator} className="tag plain">
              {indicatorName}
            </span>
          ))}
        </div>
      </section>
    </div>
  )
}

const Work = ({ file }: { file: HouseholdFileAnswer }) => {
  const { t } = useTranslation()
  return (
    <>
      <section>
        <h2>{t('fileTasks')}</h2>
        {file.tasks.length === 0 && <p className="hint">{t('fileNone')}</p>}
        <ul className="plain-list">
          {file.tasks.map(({ taskId, level, status, openedOn, dueOn, assigneeName }) => (
            <li key={taskId} className="row">
              <LevelTag level={level} />
              <Link to={`/tasks/${encodeURIComponent(taskId)}`}>{openedOn}</Link>
              <span>{t(`status_${status}` as 'status_open')}</span>
              <span className="hint">
                {t('col_due')} {dueOn} · {assigneeName ?? t('unassigned')}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>{t('fileCases')}</h2>
        {file.cases.length === 0 && <p className="hint">{t('fileNone')}</p>}
        <ul className="plain-list">
          {file.cases.map((known) => (
            <li key={known.caseId} className="row">
              <Link to={`/cases/${encodeURIComponent(known.caseId)}`}>{t(`matter_${known.matter}`)}</Link>
              <span>{t(`case_${known.status}`)}</span>
              <span>{t(`step_${known.step}`)}</span>
              <span className="hint">
                {known.openedOn} · {known.owner?.name ?? t('ownerNobody')}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

const Money = ({ file }: { file: HouseholdFileAnswer }) => {
  const { t } = useTranslation()
  return (
    <>
      <section>
        <h2>{t('fileDecisions')}</h2>
        {file.decisions.length === 0 && <p className="hint">{t('fileNone')}</p>}
        <ul className="plain-list">
          {file.decisions.map(({ decisionNo, day, result, programmeName, amountFen, reasons, by }) => (
            <li key={decisionNo}>
              {day} {t(`decision_${result}`)} · {programmeName}
              {amountFen > 0 && ` · ${yuanOf(amountFen)} 元`}
              <small className="source">
                {reasons} · {by} · {decisionNo}
              </small>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>{t('fileAid')}</h2>
        {file.aid.length === 0 && <p className="hint">{t('fileNone')}</p>}
        <ul className="plain-list">
          {file.aid.map(({ aidId, day, form, amountFen, what, programmeName, by, reversedOn }) => (
            <li key={aidId}>
              {day} {programmeName} {t(`form_${form}`)} {yuanOf(amountFen)} 元 {what}
              {reversedOn !== null && <span className="late"> {t('aidReversed')}</span>}
              <small className="source">
                {by} · {aidId}
              </small>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

const SHOWN = 3

/** The facts of one dimension: of a kind and person the newest few, the earlier ones one tap further. */
const Facts = ({ of, beside }: { of: FileSection; beside: Beside }) => {
  const { t } = useTranslation()
  const kinds = [...Map.groupBy(of.things, ({ type, person }) => `${type} ${person}`)]
  return (
    <section className="file-facts">
      <h3>
        {t(`section_${of.section}`)}
        {of.score !== null && <span className="hint"> {t('fileScore', { score: Math.round(of.score) })}</span>}
      </h3>
      {kinds.length === 0 && <p className="hint">{t('fileNothing')}</p>}
      {kinds.map(([kind, things]) => (
        <div key={kind}>
          <FactRows things={things.slice(0, SHOWN)} beside={beside} />
          {things.length > SHOWN && (
            <details>
              <summary>{t('fileMore', { count: things.length - SHOWN })}</summary>
              <FactRows things={things.slice(SHOWN)} beside={beside} />
            </details>
          )}
        </div>
      ))}
    </section>
  )
}

const FactRows = ({ things, beside }: { things: readonly Thing[]; beside: Beside }) => (
  <table className="row-words known">
    <tbody>
      {things.map((thing) => (
        <tr key={thing.person + thing.type + thing.sourceKey + thing.day + thing.words}>
          <th scope="row">
            {thing.label}
            <small className="source">{thing.personName}</small>
          </th>
          <td>
            {thing.words}
            <small className="source">
              {thing.provider} · {thing.feedName} · {thing.day} {beside(thing)}
            </small>
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)
