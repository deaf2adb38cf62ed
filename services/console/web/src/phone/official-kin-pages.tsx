import type { Me } from '@shouwang/console-api'
import { useParams } from 'react-router'
import { OfficialKinList } from '../parts/official-kin-list.tsx'
import { OfficialKinPart } from '../parts/official-kin-part.tsx'
import { useTranslation } from '../words/i18n.ts'
import { Top } from './top.tsx'

/** 近亲属备案 on a phone of the district or the city. */
export const PhoneOfficialKin = () => {
  const { t } = useTranslation()
  return (
    <div className="phone">
      <Top title={t('nav_officialKin')} back="/cases" />
      <main>
        <OfficialKinList />
      </main>
    </div>
  )
}

/** One family of it on a phone. */
export const PhoneOfficialKinFamily = ({ me }: { me: Me }) => {
  const { householdNo = '' } = useParams()
  return (
    <div className="phone">
      <Top title={householdNo} back="/official-kin" />
      <main>
        <OfficialKinPart householdNo={householdNo} me={me} />
      </main>
    </div>
  )
}
