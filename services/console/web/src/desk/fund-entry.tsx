import type { FundListAnswer, Me } from '@shouwang/console-api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../api.ts'
import { ProblemNotice } from '../parts/notices.tsx'
import { Sheet } from '../parts/sheet.tsx'
import { useTranslation } from '../words/i18n.ts'

const KINDS = ['budget', 'reserve', 'charity'] as const
type Fund = Pick<FundListAnswer['funds'][number], 'fundId' | 'name' | 'region' | 'kind' | 'floorFen'>

/** A sum that comes into a fund, or leaves it by hand; opens a new fund. Sent once, however often one taps. */
export const FundEntry = ({ me, funds, close }: { me: Me; funds: FundListAnswer['funds']; close: () => void }) => {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [entryId] = useState(() => crypto.randomUUID())
  const [chosen, choose] = useState(funds[0]?.fundId ?? '')
  const [fresh, setFresh] = useState<Fund>({
    ...{ fundId: crypto.randomUUID().slice(0, 8), name: '', region: me.region, kind: 'budget', floorFen: 0 },
  })
  const [yuan, setYuan] = useState('')
  const [note, setNote] = useState('')
  const fund: Fund = funds.find(({ fundId }) => fundId === chosen) ?? fresh
  const fen = Math.round(Number(yuan) * 100)
  const enter = useMutation({
    mutationFn: () => {
      const { fundId, name, region, kind, floorFen } = fund
      return post<FundListAnswer>('/funds/entries', { entryId, fundId, name, region, kind, floorFen, fen, note })
    },
    onSuccess: (after) => {
      queries.setQueryData(['funds'], after)
      close()
    },
  })
  const ready = Number.isFinite(fen) && yuan !== '' && note.trim() !== '' && fund.name.trim() !== ''
  return (
    <Sheet title={t('fundEnter')} close={close}>
      <label className="field">
        <span>{t('fundName')}</span>
        <select value={chosen} onChange={({ target }) => choose(target.value)}>
          {funds.map(({ fundId, name }) => (
            <option key={fundId} value={fundId}>
              {name}
            </option>
          ))}
          <option value="">{t('fundNew')}</option>
        </select>
      </label>
      {chosen === '' && <NewFund fund={fresh} set={setFresh} />}
      <label className="field">
        <span>{t('fundSum')}</span>
        <input inputMode="decimal" value={yuan} onChange={({ target }) => setYuan(target.value)} />
      </label>
      <label className="field">
        <span>{t('note')}</span>
        <input value={note} onChange={({ target }) => setNote(target.value)} />
      </label>
      {enter.error !== null && <ProblemNotice error={enter.error} />}
      <button
        type="button"
        className="button primary wide"
        disabled={!ready || enter.isPending}
        onClick={() => enter.mutate()}
      >
        {t('confirm')}
      </button>
    </Sheet>
  )
}

const NewFund = ({ fund, set }: { fund: Fund; set: (fund: Fund) => void }) => {
  const { t } = useTranslation()
  return (
    <>
      <label className="field">
        <span>{t('fundNewName')}</span>
        <input value={fund.name} onChange={({ target }) => set({ ...fund, name: target.value })} />
      </label>
      <label className="field">
        <span>{t('fundKind')}</span>
        <select value={fund.kind} onChange={({ target }) => set({ ...fund, kind: target.value as Fund['kind'] })}>
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`fund_${kind}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{t('fundRegion')}</span>
        <input value={fund.region} onChange={({ target }) => set({ ...fund, region: target.value.trim() })} />
      </label>
      <label className="field">
        <span>{t('fundFloor')}</span>
        <input
          inputMode="decimal"
          defaultValue={fund.floorFen / 100}
          onChange={({ target }) => set({ ...fund, floorFen: Math.round(Number(target.value) * 100) || 0 })}
        />
      </label>
    </>
  )
}
