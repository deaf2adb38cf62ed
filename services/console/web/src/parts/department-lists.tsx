import type { ListsAnswer, Me } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { get } from '../api.ts'
import { useTranslation } from '../words/i18n.ts'
import { DrawListSheet } from './draw-list-sheet.tsx'
import { EmptyNotice, Loading, ProblemNotice } from './notices.tsx'

/** Lists that were drawn for one's office, or in one's regions, the newest first. */
export const DepartmentLists = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const [drawing, setDrawing] = useState(false)
  const found = useQuery({ queryKey: ['lists'], queryFn: () => get<ListsAnswer>('/lists') })
  if (found.isPending) return <Loading />
  if (found.error !== null) return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  return (
    <>
      {me.may.includes('draw-lists') && (
        <button type="button" className="button" onClick={() => setDrawing(true)}>
          {t('listDraw')}
        </button>
      )}
      {drawing && <DrawListSheet close={() => setDrawing(false)} />}
      {found.data.lists.length === 0 && <EmptyNotice title={t('listsNone')}>{t('listsNoneHint')}</EmptyNotice>}
      <ul className="cards">
        {found.data.lists.map((each) => (
          <li key={each.listNo}>
            <Link to={`/lists/${encodeURIComponent(each.listNo)}`} className="card">
              <div className="row">
                <span className="tag">{t(`listPurpose_${each.purpose}`)}</span>
                <span className="tag plain">
                  {t(`department_${each.department}`)} {each.unit}
                </span>
              </div>
              <h2>{each.regionName}</h2>
              <p>{t('listHead', { rows: each.rows, day: each.drawnOn, by: each.drawnBy, why: each.why })}</p>
              <small className="source">{each.listNo}</small>
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
