import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { post } from '../api.ts'
import { refetchAll } from '../refetch-all.ts'
import { useTranslation } from '../words/i18n.ts'

type Filter = { feed?: string; reason?: string; from?: string; to?: string }
type Step = { sent: number; resent: number; unreadable: number; next: string | null }
type Asked = { feed: string; filter: Filter; total: number; over: () => void }

/** Sends all waiting rows of one feed again, step by step, once its mapping was corrected; `over` hears of the end. */
export const ReplayAll = ({ feed, filter, total, over }: Asked) => {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [done, setDone] = useState(0)
  const replay = useMutation({
    mutationFn: async () => {
      const all = { count: 0, unreadable: 0 }
      for (let after: string | null = ''; after !== null; ) {
        const step: Step = await post<Step>('/quarantine/replay', { ...filter, feed, after })
        all.count += step.sent + step.resent
        all.unreadable += step.unreadable
        setDone(all.count)
        after = step.next
      }
      return all
    },
    onSuccess: (all) =>
      all.unreadable === 0
        ? void message.success(t('replayedAll', all))
        : void message.warning(t('replayedAllButSome', all)),
    onError: (error) => void message.error(error.message),
    onSettled: async () => {
      over()
      await refetchAll(queries)
    },
  })
  return (
    <p className="counts">
      <Popconfirm title={t('replayAllSure', { count: total })} onConfirm={() => replay.mutate()}>
        <Button disabled={total === 0} loading={replay.isPending}>
          {replay.isPending ? t('replayingAll', { done, count: total }) : t('replayAll', { count: total })}
        </Button>
      </Popconfirm>
    </p>
  )
}
