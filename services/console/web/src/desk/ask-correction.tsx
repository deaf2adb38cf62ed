import type { ExplanationAnswer } from '@shouwang/console-api'
import { useMutation } from '@tanstack/react-query'
import { App } from 'antd'
import { useState } from 'react'
import { post } from '../api.ts'
import { useTranslation } from '../words/i18n.ts'

type Known = ExplanationAnswer['known'][number]

/** Asks the department that said one thing to correct it. */
export const AskCorrection = ({ known: { person, type, feed, day } }: { known: Known }) => {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [what, setWhat] = useState<string | undefined>()
  const ask = useMutation({
    mutationFn: () => post('/corrections', { person, type, feed, day, what }),
    onSuccess: () => {
      setWhat(undefined)
      void message.success(t('correctionAsked'))
    },
    onError: (error) => void message.error(error.message),
  })
  if (what === undefined)
    return (
      <button type="button" className="task-link" onClick={() => setWhat('')}>
        {t('correctionAsk')}
      </button>
    )
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault()
        ask.mutate()
      }}
    >
      <input value={what} aria-label={t('correctionWhat')} onChange={({ target }) => setWhat(target.value)} />
      <button type="submit" className="button" disabled={what.trim().length < 2 || ask.isPending}>
        {t('correctionAsk')}
      </button>
    </form>
  )
}
