import type { HouseholdFileAnswer, Me, SearchAnswer } from '@shouwang/console-api'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useEffect } from 'react'
import { Link, useLocation, useNavigate, useParams } from 'react-router'
import { get, post } from '../api.ts'
import { HouseholdFile } from '../parts/household-file.tsx'
import { LevelTag } from '../parts/level-tag.tsx'
import { EmptyNotice, Loading, ProblemNotice } from '../parts/notices.tsx'
import { useTranslation } from '../words/i18n.ts'
import { AskCorrection } from './ask-correction.tsx'
import { HouseholdCheck } from './household-check.tsx'

/** Finds a household, and shows all that there is of it. */
export const HouseholdPage = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { householdNo } = useParams()
  const asked = householdNo ?? ''
  const file = useQuery({
    queryKey: ['household-file', asked],
    queryFn: () => get<HouseholdFileAnswer>(`/households/${encodeURIComponent(asked)}/file`),
    enabled: asked !== '',
  })
  // What is looked for never comes into the address, found or not: browsers and proxies would remember it.
  const search = useMutation({
    mutationFn: (words: string) => post<SearchAnswer>('/households/search', { words }),
    onSuccess: ({ found, more }) => {
      const [only] = found
      if (only !== undefined && found.length === 1 && !more)
        navigate(`/households/${encodeURIComponent(only.householdNo)}`)
    },
  })
  // Words that were written elsewhere: taken once, and out of the history at once.
  const { words } = (useLocation().state ?? {}) as { readonly words?: unknown }
  const { mutate } = search
  useEffect(() => {
    if (typeof words !== 'string') return
    navigate('.', { replace: true, state: null })
    mutate(words)
  }, [words, navigate, mutate])
  const error = search.error ?? file.error
  const several = search.data !== undefined && (search.data.found.length !== 1 || search.data.more)
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
          onSearch={(words) => words.trim().length > 1 && search.mutate(words)}
        />
      </div>
      {(file.isLoading || search.isPending) && <Loading />}
      {error !== null && <ProblemNotice error={error} />}
      {several && <Found answer={search.data} opened={() => search.reset()} />}
      {!several && file.data !== undefined && (
        <HouseholdFile
          file={file.data}
          {...(me.may.includes('ask-corrections') ? { beside: (thing) => <AskCorrection known={thing} /> } : {})}
        />
      )}
      {!several && file.data !== undefined && file.data.householdNo !== '' && (
        <HouseholdCheck householdNo={file.data.householdNo} />
      )}
    </>
  )
}

/** Several households that are meant; the one that is chosen opens. */
const Found = ({ answer, opened }: { answer: SearchAnswer; opened: () => void }) => {
  const { t } = useTranslation()
  if (answer.found.length === 0) return <EmptyNotice title={t('searchNoneTitle')}>{t('searchNone')}</EmptyNotice>
  return (
    <ul className="plain-list panel">
      {answer.found.map(({ householdNo, headName, personName, regionName, level }) => (
        <li key={householdNo} className="row">
          <LevelTag level={level} />
          <Link to={`/households/${encodeURIComponent(householdNo)}`} onClick={opened}>
            {headName} {householdNo}
          </Link>
          {personName !== null && <span>{t('searchPerson', { name: personName })}</span>}
          <span className="hint">{regionName}</span>
        </li>
      ))}
      {answer.more && <li className="hint">{t('searchMore')}</li>}
    </ul>
  )
}
