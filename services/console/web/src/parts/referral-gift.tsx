import type { ReferralAnswerBody } from '@shouwang/console-api'
import { useTranslation } from '../words/i18n.ts'

type Gift = NonNullable<Extract<ReferralAnswerBody, { type: 'FinishReferral' }>['given']>

/** What an office gave, as it is typed. */
export type GiftForm = {
  readonly gave: boolean
  readonly form: Gift['form']
  readonly what: string
  readonly yuan: string
  readonly hours: string
  readonly day: string
}

export const emptyGift = (day: string): GiftForm => ({
  ...{ gave: false, form: 'goods', what: '', yuan: '', hours: '', day },
})

/** What was typed, as it is sent; undefined where something is missing. */
export const giftOf = ({ form, what, yuan, hours, day }: GiftForm): Gift | undefined => {
  const amountFen = Math.round(Number(yuan) * 100)
  const money = form === 'card' || form === 'cash'
  const hourCount = hours === '' ? null : Number(hours)
  if (what.trim() === '' || day === '' || !Number.isFinite(amountFen) || amountFen < 0) return undefined
  if ((money && amountFen === 0) || (hourCount !== null && !(hourCount >= 0))) return undefined
  return { form, what, amountFen, hours: hourCount, day }
}

const FORMS = ['goods', 'service', 'cash', 'card'] as const

/** Money, goods or hours that an office really gave. */
export const GiftFields = ({ gift, set }: { gift: GiftForm; set: (gift: GiftForm) => void }) => {
  const { t } = useTranslation()
  const text = (key: 'what' | 'yuan' | 'hours' | 'day', label: string, type = 'text') => (
    <label className="field">
      <span>{label}</span>
      <input type={type} value={gift[key]} onChange={({ target }) => set({ ...gift, [key]: target.value })} />
    </label>
  )
  return (
    <>
      <label>
        <input type="checkbox" checked={gift.gave} onChange={({ target }) => set({ ...gift, gave: target.checked })} />{' '}
        {t('referralGave')}
      </label>
      {gift.gave && (
        <>
          <label className="field">
            <span>{t('howGiven')}</span>
            <select
              value={gift.form}
              onChange={({ target }) => set({ ...gift, form: target.value as GiftForm['form'] })}
            >
              {FORMS.map((form) => (
                <option key={form} value={form}>
                  {t(`form_${form}`)}
                </option>
              ))}
            </select>
          </label>
          {text('what', t('whatGiven'))}
          {gift.form === 'service' ? text('hours', t('referralHours'), 'number') : text('yuan', t('amountYuan'))}
          {text('day', t('referralGaveDay'), 'date')}
        </>
      )}
    </>
  )
}
