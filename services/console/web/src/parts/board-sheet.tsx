import type { BoardCommandBody, ObjectionBody } from '@shouwang/console-api'
import { useState } from 'react'
import { useTranslation } from '../words/i18n.ts'
import { ProblemNotice } from './notices.tsx'
import { Sheet } from './sheet.tsx'

export type BoardAsking = 'hang' | 'take-down' | 'object'

type Props = {
  readonly asking: BoardAsking
  readonly today: string
  readonly keep: (body: BoardCommandBody) => void
  readonly object: (body: ObjectionBody) => void
  readonly pending: boolean
  readonly error: Error | null
  readonly close: () => void
}

const titles = { hang: 'publicityHang', 'take-down': 'publicityTakeDown', object: 'publicityObject' } as const

/** What is written down about a board: that it hangs, that it was taken down, what somebody says against it. */
export const BoardSheet = ({ asking, today, keep, object, pending, error, close }: Props) => {
  const { t } = useTranslation()
  const [commandId] = useState(() => crypto.randomUUID())
  const [written, write] = useState({ day: today, place: '', photo: '', note: '', nth: '', who: '', contact: '' })
  const set = (part: Partial<typeof written>) => write({ ...written, ...part })
  const { day, place, photo, note, nth, who, contact } = written
  const field = (key: keyof typeof written, label: string, type = 'text') => (
    <label className="field">
      <span>{label}</span>
      <input type={type} value={written[key]} onChange={({ target }) => set({ [key]: target.value })} />
    </label>
  )
  const isReady =
    asking === 'object'
      ? /^[1-9]\d{0,3}$/.test(nth) && note.trim() !== ''
      : day !== '' && day <= today && (asking === 'take-down' || place.trim() !== '')
  const send = () => {
    if (asking === 'hang') keep({ type: 'HangBoard', from: day, place, photo: photo.trim() === '' ? null : photo })
    if (asking === 'take-down') keep({ type: 'TakeDownBoard', on: day, note })
    if (asking === 'object') object({ commandId, nth: Number(nth), note, who, contact })
  }
  return (
    <Sheet title={t(titles[asking])} close={close}>
      {asking !== 'object' && field('day', t('publicityDay'), 'date')}
      {asking === 'hang' && field('place', t('publicityPlace'))}
      {asking === 'hang' && field('photo', t('publicityPhoto'))}
      {asking === 'take-down' && field('note', t('publicityNote'))}
      {asking === 'object' && (
        <>
          {field('nth', t('publicityEntry'))}
          <label className="field">
            <span>{t('publicityWords')}</span>
            <textarea rows={3} value={note} onChange={({ target }) => set({ note: target.value })} />
          </label>
          {field('who', t('publicityWho'))}
          {field('contact', t('publicityContact'))}
        </>
      )}
      {error !== null && <ProblemNotice error={error} />}
      <button type="button" className="button primary wide" disabled={!isReady || pending} onClick={send}>
        {t('confirm')}
      </button>
    </Sheet>
  )
}
