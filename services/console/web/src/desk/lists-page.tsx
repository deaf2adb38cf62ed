import type { Me } from '@shouwang/console-api'
import { useParams } from 'react-router'
import { DepartmentListPart } from '../parts/department-list.tsx'
import { DepartmentLists } from '../parts/department-lists.tsx'
import { useTranslation } from '../words/i18n.ts'

/** Lists for departments at a desk, and the one that is open above them. */
export const ListsPage = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const { listNo } = useParams()
  return (
    <div className="dense">
      <header>
        <h1>{t('nav_lists')}</h1>
      </header>
      {listNo !== undefined && <DepartmentListPart listNo={listNo} me={me} />}
      <DepartmentLists me={me} />
    </div>
  )
}
