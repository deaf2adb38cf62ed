import type { CaseCommandBody } from '@shouwang/console-api'
import { useTranslation } from '../words/i18n.ts'

type Aid = Extract<CaseCommandBody, { type: 'GiveAid' }>['aid']

/** Aid as it is typed. */
export type AidForm = { readonly form: Aid['form']; readonly yuan: string; readonly what: string }

export const emptyAid: AidForm = { form: 'cash', yuan: '', what: '' }

/** What was typed, as aid; undefined where something is missing. */
export const aidOf = ({ form, yuan, what }: AidForm): Aid | undefined => {
  const amountFen = Math.round(Number(yuan) * 100)
  const money = form === 'cash' || form === 'card'
  if (!Number.isFinite(amountFen) || amountFen < 0 || (money ? amountFen === 0 : what.trim() === '')) return undefined
  return { form, programme: 'temporary-relief', amountFen, what, person: null, fund: null }
}

const FORMS = ['cash', 'card', 'goods', 'service'] as const

/** How aid reached the family, and how much of it. */
export const AidFields = (props: { aid: AidForm; set: (aid: AidForm) => void }) => {
  const { t } = useTranslation()
  const { aid, set } = props
  return (
    <>
      <label className="field">
        <span>{t('howGiven')}</span>
        <select value={aid.form} onChange={(event) => set({ ...aid, form: event.target.value as Aid['form'] })}>
          {FORMS.map((form) => (
            <option key={form} value={form}>
              {t(`form_${form}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{t('amountYuan')}</span>
        <input inputMode="decimal" value={aid.yuan} onChange={(event) => set({ ...aid, yuan: event.target.value })} />
      </label>
      {(aid.form === 'goods' || aid.form === 'service') && (
        <label className="field">
          <span>{t('whatGiven')}</span>
          <input value={aid.what} onChange={(event) => set({ ...aid, what: event.target.value })} />
        </label>
      )}
    </>
  )
}
