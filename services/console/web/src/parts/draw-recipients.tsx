import type { BoardAnswer, Me, PublicityAnswer } from '@shouwang/console-api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { post } from '../api.ts'
import { useTranslation } from '../words/i18n.ts'
import { ProblemNotice } from './notices.tsx'
import { Sheet } from './sheet.tsx'

type Programmes = PublicityAnswer['recipientsOf']

/** Draws the list of who receives help in a village, as of a day (长期公示). */
export const DrawRecipients = ({ programmes, me }: { programmes: Programmes; me: Me }) => {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" className="button" onClick={() => setOpen(true)}>
        {t('publicityRecipients')}
      </button>
      {open && <DrawSheet programmes={programmes} me={me} close={() => setOpen(false)} />}
    </>
  )
}

const DrawSheet = ({ programmes, me, close }: { programmes: Programmes; me: Me; close: () => void }) => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [commandId] = useState(() => crypto.randomUUID())
  const own = me.region.endsWith('000') ? '' : me.region
  const [written, write] = useState({ region: own, programme: programmes[0]?.programme ?? '', asOf: me.today })
  const draw = useMutation({
    mutationFn: () => post<BoardAnswer>('/publicity', { commandId, kind: 'recipients', ...written }),
    onSuccess: ({ boardNo }) => {
      void queries.invalidateQueries({ queryKey: ['publicity'] })
      void navigate(`/publicity/${encodeURIComponent(boardNo)}`)
    },
  })
  const isReady = /^\d{12}$/.test(written.region) && written.asOf !== '' && written.asOf <= me.today
  return (
    <Sheet title={t('publicityRecipients')} close={close}>
      <label className="field">
        <span>{t('publicityVillage')}</span>
        <input
          inputMode="numeric"
          value={written.region}
          onChange={({ target }) => write({ ...written, region: target.value.trim() })}
        />
      </label>
      <label className="field">
        <span>{t('publicityProgramme')}</span>
        <select value={written.programme} onChange={({ target }) => write({ ...written, programme: target.value })}>
          {programmes.map(({ programme, programmeName }) => (
            <option key={programme} value={programme}>
              {programmeName}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{t('publicityAsOf')}</span>
        <input type="date" value={written.asOf} onChange={({ target }) => write({ ...written, asOf: target.value })} />
      </label>
      {draw.error !== null && <ProblemNotice error={draw.error} />}
      <button
        type="button"
        className="button primary wide"
        disabled={!isReady || draw.isPending}
        onClick={() => draw.mutate()}
      >
        {t('confirm')}
      </button>
    </Sheet>
  )
}
