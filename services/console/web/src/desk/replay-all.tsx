import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { post } from '../api.ts'

type Filter = { feed?: string; reason?: string; from?: string; to?: string }
type Step = { sent: number; unreadable: number; next: string | null }

/** Sends all waiting rows of one feed again, step by step, once its mapping was corrected. */
export const ReplayAll = ({ feed, filter, total }: { feed: string; filter: Filter; total: number }) => {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [done, setDone] = useState(0)
  const replay = useMutation({
    mutationFn: async () => {
      let sent = 0
      for (let after: string | null = ''; after !== null; ) {
        const step: Step = await post<Step>('/quarantine/replay', { ...filter, feed, after })
        sent += step.sent
        setDone(sent)
        after = step.next
      }
      return sent
    },
    onSuccess: (sent) => void message.success(t('replayedAll', { count: sent })),
    onError: (error) => void message.error(error.message),
    onSettled: () => queries.invalidateQueries({ queryKey: ['quarantine'] }),
  })
  return (
    <p>
      <Popconfirm title={t('replayAllSure', { count: total })} onConfirm={() => replay.mutate()}>
        <Button disabled={total === 0} loading={replay.isPending}>
          {replay.isPending ? t('replayingAll', { done, count: total }) : t('replayAll', { count: total })}
        </Button>
      </Popconfirm>
    </p>
  )
}
