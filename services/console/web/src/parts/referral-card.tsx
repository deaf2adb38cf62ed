import type { ReferralItem } from '@shouwang/console-api'
import type { ReactNode } from 'react'
import { useTranslation } from '../words/i18n.ts'
import { yuanOf } from './amounts.ts'
import { Due } from './due.tsx'
import './referral.css'

/** One referral as both sides read it: what is needed, by when, and all that was answered. */
export const ReferralCard = ({
  item,
  today,
  children,
}: {
  item: ReferralItem
  today: string
  children?: ReactNode
}) => {
  const { t } = useTranslation()
  const over = item.status !== 'sent' && item.status !== 'accepted'
  return (
    <article className="card referral" aria-label={item.referralId}>
      <div className="row">
        <span className="tag plain">
          {t(`department_${item.department}`)}
          {item.unit !== null && ` · ${item.unit}`}
        </span>
        <span className="tag plain">{t(`class_${item.class}`)}</span>
        <span className="tag">{t(`referral_${item.status}`)}</span>
        <Due on={item.dueOn} today={today} over={over} />
      </div>
      <h2>
        {item.need} <span className="hint">{item.regionName}</span>
      </h2>
      <p>{t('referralWhy', { why: item.why })}</p>
      {item.persons.length > 0 && <p>{t('referralAbout', { names: item.persons.join('、') })}</p>}
      {item.programmeName !== null && <p className="hint">{item.programmeName}</p>}
      {item.hoursPerMonth !== null && <Months item={item} />}
      {item.answers.length > 0 && <Answers item={item} />}
      {children}
      <small className="source">
        {t('referralFrom', { name: item.sentBy, day: item.sentOn })} · {item.referralId}
      </small>
    </article>
  )
}

const Months = ({ item }: { item: ReferralItem }) => {
  const { t } = useTranslation()
  return (
    <>
      <p>{t('referralPlan', { hours: item.hoursPerMonth })}</p>
      <ul className="plain-list">
        {item.months.map(({ month, plannedHours, givenHours, short }) => (
          <li key={month}>
            {t('referralMonth', { month, planned: plannedHours, given: givenHours })}{' '}
            {short && <strong className="late">{t('referralShort')}</strong>}
          </li>
        ))}
      </ul>
    </>
  )
}

const Answers = ({ item }: { item: ReferralItem }) => {
  const { t } = useTranslation()
  return (
    <ul className="plain-list" aria-label={t('referralAnswers')}>
      {item.answers.map(({ seq, day, byName, note, given }) => (
        <li key={seq}>
          {day} {byName}：{note}
          {given !== null && (
            <span className="hint">
              {' '}
              {t(`form_${given.form}`)} {given.what}
              {given.amountFen > 0 && ` ${yuanOf(given.amountFen)} 元`}
              {given.hours !== null && ` ${given.hours} h`}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
