import type { NoticeListAnswer } from '@shouwang/console-api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { get, post, queryOf } from '../api.ts'
import { useTranslation } from '../words/i18n.ts'
import { momentOf } from './history.tsx'
import { EmptyNotice, Loading, ProblemNotice } from './notices.tsx'

/** How many notices wait, as the way to them; nothing where none do, or while there is no network. */
export const UnseenNotices = () => {
  const { t } = useTranslation()
  const query = queryOf({ limit: 200 })
  const inbox = useQuery({ queryKey: ['notices', query], queryFn: () => get<NoticeListAnswer>(`/notices${query}`) })
  const count = inbox.data?.unseen ?? 0
  return count === 0 ? null : (
    <p className="summary">
      <Link to="/notices">{t('noticesUnseen', { total: count })}</Link>
    </p>
  )
}

/** What the asker is to be told of, the newest first; each leads to its task or case. Seen is what he says that he saw. */
export const NoticeInbox = () => {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const client = useQueryClient()
  const query = queryOf({ limit: 200, all: all ? 'true' : undefined })
  const inbox = useQuery({ queryKey: ['notices', query], queryFn: () => get<NoticeListAnswer>(`/notices${query}`) })
  const seen = useMutation({
    mutationFn: (until: string) => post<NoticeListAnswer>('/notices/seen', { until }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['notices'] }),
  })
  const newest = inbox.data?.notices.find(({ seenAt }) => seenAt === null)?.at
  return (
    <>
      <div className="filters">
        <button type="button" className="chip" aria-pressed={all} onClick={() => setAll(!all)}>
          {t('noticesAll')}
        </button>
        {newest !== undefined && (
          <button type="button" className="chip" disabled={seen.isPending} onClick={() => seen.mutate(newest)}>
            {t('noticesSeen')}
          </button>
        )}
      </div>
      {inbox.isPending && <Loading />}
      {inbox.error !== null && <ProblemNotice error={inbox.error} retry={() => void inbox.refetch()} />}
      {seen.error !== null && <ProblemNotice error={seen.error} />}
      {inbox.data?.notices.length === 0 && <EmptyNotice title={t('noNoticesTitle')}>{t('noNotices')}</EmptyNotice>}
      <ul className="cards">
        {inbox.data?.notices.map(({ about, at, text, seenAt }) => (
          <li key={`${about} ${at} ${text}`}>
            <Link className="card" to={pathOf(about)}>
              <p>{text}</p>
              <p className="hint">
                {momentOf(at)}
                {seenAt !== null && ` · ${t('supervisionSeen', { at: momentOf(seenAt) })}`}
              </p>
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Where what a notice is about is shown; a village that has to post something has no board yet. */
const pathOf = (about: string): string => {
  if (/^P-\d{12}$/.test(about) || about === 'P-') return '/publicity'
  const page = about.startsWith('C-') ? 'cases' : about.startsWith('P-') ? 'publicity' : 'tasks'
  return `/${page}/${encodeURIComponent(about)}`
}
