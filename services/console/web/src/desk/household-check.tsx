import type { CheckAnswer, ShownCheck } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { get } from '../api.ts'
import { yuanOf } from '../parts/amounts.ts'
import { Loading, ProblemNotice } from '../parts/notices.tsx'
import { KinNote } from '../parts/official-kin-part.tsx'
import { useTranslation } from '../words/i18n.ts'
import './household-check.css'

const order: readonly ShownCheck['standing'][] = ['held', 'met', 'not-known', 'behind', 'not-met']

/** 一键核对: every programme held against the household, as two lists that can be printed. */
export const HouseholdCheck = ({ householdNo }: { householdNo: string }) => {
  const { t } = useTranslation()
  const check = useQuery({
    queryKey: ['check', householdNo],
    queryFn: () => get<CheckAnswer>(`/households/${encodeURIComponent(householdNo)}/check`),
  })
  return (
    <section className="household-check">
      <h2>{t('checkTitle')}</h2>
      {check.isLoading && <Loading />}
      {check.error !== null && <ProblemNotice error={check.error} />}
      {check.data !== undefined && <Checked check={check.data} />}
    </section>
  )
}

const Checked = ({ check }: { check: CheckAnswer }) => {
  const { t } = useTranslation()
  const { householdNo, regionName, members, day, policy, programmes, missedYearlyFen, officialKin } = check
  const money = programmes.filter(({ kind }) => kind === 'money')
  const services = programmes.filter(({ kind }) => kind !== 'money')
  return (
    <>
      <p className="hint">{t('checkHint', { day, policy })}</p>
      <p>
        {t('householdNo')} {householdNo} · {regionName} · {members.join('、')}
      </p>
      <p className="money">
        {t('checkMissed', { met: yuanOf(missedYearlyFen.met), possible: yuanOf(missedYearlyFen.possible) })}
      </p>
      <KinNote note={officialKin} householdNo={householdNo} />
      <Button className="no-print" onClick={() => window.print()}>
        {t('checkPrint')}
      </Button>
      <CheckList title={t('checkMoney')} checks={money} />
      <CheckList title={t('checkServices')} checks={services} />
    </>
  )
}

const CheckList = ({ title, checks }: { title: string; checks: readonly ShownCheck[] }) => {
  const { t } = useTranslation()
  const sorted = checks.toSorted((a, b) => order.indexOf(a.standing) - order.indexOf(b.standing))
  const open = sorted.filter(({ standing }) => standing !== 'not-met')
  const refused = sorted.filter(({ standing }) => standing === 'not-met')
  return (
    <section className="check-list">
      <h3>{title}</h3>
      <ul className="plain-list">
        {open.map((each) => (
          <Programme key={each.programme + (each.personName ?? '')} check={each} />
        ))}
      </ul>
      {refused.length > 0 && (
        <details className="no-print">
          <summary>{t('checkHidden', { count: refused.length })}</summary>
          <ul className="plain-list">
            {refused.map((each) => (
              <Programme key={each.programme} check={each} />
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

const Programme = ({ check }: { check: ShownCheck }) => {
  const { t } = useTranslation()
  const { name, personName, standing, behind, conditions, office, source } = check
  return (
    <li>
      <div className="row">
        <strong>{name}</strong>
        {personName !== null && <span>{personName}</span>}
        <span className={standing === 'met' ? 'tag good' : 'tag plain'}>
          {t(`standing_${standing}`)}
          {standing === 'behind' && behind}
        </span>
        <Amount check={check} />
      </div>
      {standing !== 'held' && (
        <ul className="check-conditions">
          {conditions.map(({ text, state, seen, needs, rules }) => (
            <li key={text} className={`check-${state}${rules.some(isOwnChoice) ? ' no-print' : ''}`}>
              <span className="check-state">{t(`check_${state}`)}</span> {text}
              <small className="source">
                {[
                  ...(seen === null ? [] : [seen]),
                  ...(needs === null ? [] : [t(`need_${needs}`)]),
                  ...rules.map(
                    ({ label, text: value, from, source: title, runOut }) =>
                      `${label} ${value}（${from}，${title}${runOut === null ? '' : `，${t(`runOut_${runOut}`)}`}）`,
                  ),
                ].join('；')}
              </small>
            </li>
          ))}
        </ul>
      )}
      <small className="source">
        {office} · {source}
      </small>
    </li>
  )
}

/** What prints goes to families: a condition that stands on a number of our own choice (守望默认值) is for caseworkers. */
const isOwnChoice = ({ basis }: ShownCheck['conditions'][number]['rules'][number]): boolean => basis === 'default'

const Amount = ({ check: { standing, heldMonthlyFen, amount, yearlyFen } }: { check: ShownCheck }) => {
  const { t } = useTranslation()
  if (standing === 'held')
    return heldMonthlyFen === null ? null : (
      <span className="money">{t('perMonth', { yuan: yuanOf(heldMonthlyFen) })}</span>
    )
  if (amount === null) return null
  const { every, leastFen, mostFen, text, note } = amount
  if (mostFen === null) return <span className="hint">{text}</span>
  const yuan = rangeOf(leastFen ?? mostFen, mostFen)
  const words = { month: t('perMonth', { yuan }), year: t('perYear', { yuan }), once: t('checkOnce', { yuan }) }
  return (
    <>
      <span className="money">{leastFen === null ? t('checkAtMost', { yuan }) : words[every]}</span>
      {every === 'month' && yearlyFen !== null && (
        <span className="hint">{t('perYear', { yuan: rangeOf(yearlyFen.least, yearlyFen.most) })}</span>
      )}
      {note !== '' && <strong className="late">{note}</strong>}
    </>
  )
}

const rangeOf = (leastFen: number, mostFen: number): string =>
  leastFen === mostFen ? yuanOf(mostFen) : `${yuanOf(leastFen)}–${yuanOf(mostFen)}`
