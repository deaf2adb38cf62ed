import type { ViewListAnswer } from '@shouwang/console-api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Popover, Select } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { get, post } from '../api.ts'
import { ProblemNotice } from '../parts/notices.tsx'
import { useTranslation } from '../words/i18n.ts'

/** The filters that somebody keeps of a page, to choose from, and the way to keep those that show. */
export const SavedViews = ({ page }: { page: 'tasks' | 'cases' }) => {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [search, setSearch] = useSearchParams()
  const [name, setName] = useState('')
  const views = useQuery({ queryKey: ['views'], queryFn: () => get<ViewListAnswer>('/views') })
  const change = useMutation({
    mutationFn: ({ path, body }: { path: string; body: object }) => post<ViewListAnswer>(path, body),
    onSuccess: (after) => {
      queries.setQueryData(['views'], after)
      setName('')
    },
  })
  const own = views.data?.views.filter((view) => view.page === page) ?? []
  const now = own.find(({ query }) => query === search.toString())
  return (
    <>
      <Select
        style={{ width: 130 }}
        placeholder={t('viewChoose')}
        aria-label={t('viewChoose')}
        value={now?.name ?? null}
        notFoundContent={t('viewNone')}
        options={own.map((view) => ({ value: view.name, label: view.name }))}
        onChange={(chosen: string | null) => setSearch(own.find((view) => view.name === chosen)?.query ?? '')}
      />
      <Popover
        trigger="click"
        content={
          <div className="stack">
            <Input
              value={name}
              maxLength={40}
              aria-label={t('viewName')}
              placeholder={t('viewName')}
              onChange={({ target }) => setName(target.value)}
            />
            <Button
              type="primary"
              disabled={name.trim() === '' || change.isPending}
              onClick={() => change.mutate({ path: '/views', body: { page, name, query: search.toString() } })}
            >
              {t('save')}
            </Button>
            {now !== undefined && (
              <Button onClick={() => change.mutate({ path: '/views/remove', body: { page, name: now.name } })}>
                {t('viewForget', { name: now.name })}
              </Button>
            )}
            {change.error !== null && <ProblemNotice error={change.error} />}
          </div>
        }
      >
        <Button>{t('viewSave')}</Button>
      </Popover>
    </>
  )
}
