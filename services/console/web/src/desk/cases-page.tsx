import type { Me } from '@shouwang/console-api'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { CaseList } from '../parts/case-list.tsx'
import { CasePart } from '../parts/case-part.tsx'

/** Cases at a desk: those in hand, and the one that is open beside them. */
export const CasesPage = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const { caseId } = useParams()
  const [owner, setOwner] = useState<'me' | undefined>()
  return (
    <>
      <header className="desk-head">
        <h1>{t('nav_cases')}</h1>
        <label>
          <input
            type="checkbox"
            checked={owner === 'me'}
            onChange={() => setOwner(owner === 'me' ? undefined : 'me')}
          />{' '}
          {t('filterMine')}
        </label>
      </header>
      {caseId !== undefined && <CasePart caseId={caseId} me={me} />}
      <CaseList owner={owner} today={me.today} />
    </>
  )
}
