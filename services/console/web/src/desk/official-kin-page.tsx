import type { Me } from '@shouwang/console-api'
import { useParams } from 'react-router'
import { OfficialKinList } from '../parts/official-kin-list.tsx'
import { OfficialKinPart } from '../parts/official-kin-part.tsx'
import { useTranslation } from '../words/i18n.ts'

/** 近亲属备案 at a desk, and the family that is open above the list. */
export const OfficialKinPage = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const { householdNo } = useParams()
  return (
    <div className="dense">
      <header>
        <h1>{t('nav_officialKin')}</h1>
      </header>
      {householdNo !== undefined && <OfficialKinPart householdNo={householdNo} me={me} />}
      <OfficialKinList />
    </div>
  )
}
