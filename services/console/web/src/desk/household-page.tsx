import type { ExplanationAnswer, HouseholdFileAnswer } from '@shouwang/console-api'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { get, post } from '../api.ts'
import { HouseholdFile } from '../parts/household-file.tsx'
import { Loading, ProblemNotice } from '../parts/notices.tsx'
import { HouseholdCheck } from './household-check.tsx'

const ID_NUMBER = /^\d{15}$|^\d{17}[\dXx]$/

/** Finds a household, and shows all that there is of it. */
export const HouseholdPage = () => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { householdNo } = useParams()
  const asked = householdNo ?? ''
  const file = useQuery({
    queryKey: ['household-file', asked],
    queryFn: () => get<HouseholdFileAnswer>(`/households/${encodeURIComponent(asked)}/file`),
    enabled: asked !== '',
  })
  // An ID number never comes into the address, found or not: browsers and proxies would remember it.
  const byPerson = useMutation({
    mutationFn: (person: string) => post<ExplanationAnswer>('/persons/explanation', { person }),
    onSuccess: (found) => navigate(`/households/${encodeURIComponent(found.householdNo ?? found.household)}`),
  })
  const search = (value: string) => {
    const written = value.replace(/\s/g, '')
    byPerson.reset()
    if (ID_NUMBER.test(written) || written.startsWith('p_')) byPerson.mutate(written)
    else if (written !== '') navigate(`/households/${encodeURIComponent(written)}`)
  }
  const error = byPerson.error ?? file.error
  return (
    <>
      <header>
        <h1>{t('nav_households')}</h1>
        <span className="hint">{t('explainHint')}</span>
      </header>
      <div className="desk-filters">
        <Input.Search
          key={asked}
          defaultValue={asked}
          style={{ maxWidth: 380 }}
          enterButton={t('explainGo')}
          placeholder={t('explainSearch')}
          aria-label={t('explainSearch')}
          onSearch={search}
        />
      </div>
      {(file.isLoading || byPerson.isPending) && <Loading />}
      {error !== null && <ProblemNotice error={error} />}
      {file.data !== undefined && <HouseholdFile file={file.data} />}
      {file.data !== undefined && file.data.householdNo !== '' && (
        <HouseholdCheck householdNo={file.data.householdNo} />
      )}
    </>
  )
}
