import type { OfficialKinListAnswer } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { get } from '../api.ts'
import { useTranslation } from '../words/i18n.ts'
import { EmptyNotice, Loading, ProblemNotice } from './notices.tsx'

/** 近亲属备案: families with declared kin of officials, those without a record first. */
export const OfficialKinList = () => {
  const { t } = useTranslation()
  const [all, showAll] = useState(false)
  const list = useQuery({
    queryKey: ['official-kin', all],
    queryFn: () => get<OfficialKinListAnswer>(all ? '/official-kin' : '/official-kin?state=needed'),
  })
  if (list.isPending) return <Loading />
  if (list.error !== null) return <ProblemNotice error={list.error} retry={() => void list.refetch()} />
  const { needed, recorded, families } = list.data
  return (
    <>
      <p>{t('kinCounts', { needed, recorded })}</p>
      <label className="row">
        <input type="checkbox" checked={all} onChange={({ target }) => showAll(target.checked)} /> {t('kinAll')}
      </label>
      {families.length === 0 && <EmptyNotice title={t('kinNone')}>{t('kinNoneHint')}</EmptyNotice>}
      <ul className="cards">
        {families.map(({ householdNo, regionName, state, caseId, step }) => (
          <li key={householdNo}>
            <Link to={`/official-kin/${encodeURIComponent(householdNo)}`} className="card">
              <div className="row">
                <span className="tag">{t(`kin_${state}`)}</span>
                {caseId !== null && step !== null && (
                  <span className="tag plain">{t('kinCase', { step: t(`step_${step}`) })}</span>
                )}
              </div>
              <h2>
                {householdNo} <span className="hint">{regionName}</span>
              </h2>
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
