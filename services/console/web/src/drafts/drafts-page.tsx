import type { Me, PolicyAdoptionListAnswer, PolicyDraftFilesAnswer } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation, useParams } from 'react-router'
import { get } from '../api.ts'
import { Loading, ProblemNotice } from '../parts/notices.tsx'
import { useTranslation } from '../words/i18n.ts'
import { AdoptDraft } from './adopt-draft.tsx'
import { DecideDraft } from './decide-draft.tsx'
import { DraftFiles, type Files } from './draft-files.tsx'
import './drafts.css'
import { TryDraft } from './try-draft.tsx'

/** A draft of changed policies: written, tried on the stored households, proposed; or one that waits for a second person. */
export const DraftsPage = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const { proposal } = useParams()
  return (
    <div className="drafts">
      <header>
        <h1>{t('nav_drafts')}</h1>
        <span className="hint">{t('draftsHint')}</span>
      </header>
      {proposal === undefined ? <NewDraft me={me} /> : <Proposed proposal={proposal} />}
      <Adopted />
    </div>
  )
}

const NewDraft = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const begun = (useLocation().state as { readonly files?: Files } | null)?.files
  const [files, setFiles] = useState<Files>(begun ?? {})
  const [against, setAgainst] = useState<Files>({})
  const [compares, setCompares] = useState(false)
  const isWritten = Object.keys(files).length > 0
  return (
    <>
      <DraftFiles label={t('draftFiles')} files={files} change={setFiles} />
      {isWritten && (
        <button type="button" className="button quiet" onClick={() => setCompares(!compares)}>
          {t(compares ? 'draftAlone' : 'draftAgainst')}
        </button>
      )}
      {compares && <DraftFiles label={t('draftOther')} files={against} change={setAgainst} />}
      {isWritten && <TryDraft files={files} against={compares ? against : {}} today={me.today} />}
      {isWritten && me.may.includes('propose-policy') && <AdoptDraft files={files} />}
    </>
  )
}

const Proposed = ({ proposal }: { proposal: string }) => {
  const { t } = useTranslation()
  const draft = useQuery({
    queryKey: ['policy-draft', proposal],
    queryFn: () => get<PolicyDraftFilesAnswer>(`/policy-drafts/${encodeURIComponent(proposal)}`),
  })
  if (draft.error !== null) return <ProblemNotice error={draft.error} retry={() => void draft.refetch()} />
  if (draft.data === undefined) return <Loading />
  const { from, says, why, digest, files } = draft.data
  return (
    <>
      <section className="panel">
        <h2>{t('draftFrom', { from })}</h2>
        <ul>
          {says.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <p className="hint">
          {t('draftWhy')}：{why} · {t('draftDigest')} {digest.slice(0, 8)}
        </p>
        {Object.entries(files).map(([path, text]) => (
          <details key={path}>
            <summary>{path}</summary>
            <pre>{text}</pre>
          </details>
        ))}
      </section>
      <TryDraft files={files} against={{}} today={from} />
      <DecideDraft proposal={draft.data.proposal} />
    </>
  )
}

const Adopted = () => {
  const { t } = useTranslation()
  const adopted = useQuery({
    queryKey: ['policy-adoptions'],
    queryFn: () => get<PolicyAdoptionListAnswer>('/policy-adoptions'),
  })
  if (adopted.error !== null) return <ProblemNotice error={adopted.error} />
  if (adopted.data === undefined || adopted.data.adoptions.length === 0) return null
  return (
    <section>
      <h2>{t('draftsAdopted')}</h2>
      <ul className="draft-list">
        {adopted.data.adoptions.map((one) => (
          <li key={one.adoption} className="panel">
            <strong>{t('draftFrom', { from: one.from })}</strong> {one.why}
            <small className="source">{one.paths.join('、')}</small>
            <small className="source">
              {t('draftSigned', { proposedBy: one.proposedBy, confirmedBy: one.confirmedBy, at: one.confirmedAt })} ·{' '}
              {one.concerned === null ? t('draftNotYet') : t('draftConcerned', { count: one.concerned })}
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}
