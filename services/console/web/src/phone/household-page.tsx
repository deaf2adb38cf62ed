import type { HouseholdFileAnswer } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { useParams, useSearchParams } from 'react-router'
import { get } from '../api.ts'
import { HouseholdFile } from '../parts/household-file.tsx'
import { Loading, ProblemNotice } from '../parts/notices.tsx'
import { Trace } from '../parts/trace.tsx'
import { useTranslation } from '../words/i18n.ts'
import { Top } from './top.tsx'

/** 一户一档 on a phone. */
export const PhoneHousehold = () => {
  const { t } = useTranslation()
  const { householdNo = '' } = useParams()
  const file = useQuery({
    queryKey: ['household-file', householdNo],
    queryFn: () => get<HouseholdFileAnswer>(`/households/${encodeURIComponent(householdNo)}/file`),
  })
  return (
    <div className="phone">
      <Top title={file.data?.headName ?? t('fileTitle')} back="/tasks" />
      <main>
        {file.isPending && <Loading />}
        {file.error !== null && <ProblemNotice error={file.error} retry={() => void file.refetch()} />}
        {file.data !== undefined && <HouseholdFile file={file.data} />}
      </main>
    </div>
  )
}

/** 全程追溯 on a phone. */
export const PhoneTrace = () => {
  const { t } = useTranslation()
  const { householdNo = '' } = useParams()
  const [search] = useSearchParams()
  return (
    <div className="phone">
      <Top title={t('traceTitle')} back={`/households/${encodeURIComponent(householdNo)}`} />
      <main>
        <Trace householdNo={householdNo} caseId={search.get('case') ?? undefined} />
      </main>
    </div>
  )
}
