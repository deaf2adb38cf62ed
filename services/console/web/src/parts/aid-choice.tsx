import { useTranslation } from '../words/i18n.ts'
import type { AidForm } from './aid-fields.tsx'
import { ChoiceField } from './choice-field.tsx'

const FORMS = ['cash', 'card', 'goods', 'service'] as const
/** Sums that relief is often given in, 元: offered, and never filled in beforehand. */
const OFTEN = ['500', '1000', '2000'] as const

/** What was given at the door, in taps: how, and how much; another sum is typed. */
export const AidChoice = ({ aid, set }: { aid: AidForm; set: (aid: AidForm) => void }) => {
  const { t } = useTranslation()
  const isThing = aid.form === 'goods' || aid.form === 'service'
  return (
    <>
      <ChoiceField
        label={t('howGiven')}
        options={FORMS.map((form) => [form, t(`form_${form}`)] as const)}
        value={aid.form}
        set={(form) => set({ ...aid, form })}
      />
      <ChoiceField
        label={t('amountYuan')}
        options={OFTEN.map((yuan) => [yuan, t('yuanOf', { yuan })] as const)}
        value={OFTEN.find((yuan) => yuan === aid.yuan) ?? ''}
        set={(yuan) => set({ ...aid, yuan })}
      >
        <input
          className="below"
          inputMode="decimal"
          aria-label={t('otherSum')}
          placeholder={t('otherSum')}
          value={aid.yuan}
          onChange={(event) => set({ ...aid, yuan: event.target.value })}
        />
      </ChoiceField>
      {isThing && (
        <label className="field">
          <span>{t('whatGiven')}</span>
          <input value={aid.what} onChange={(event) => set({ ...aid, what: event.target.value })} />
        </label>
      )}
    </>
  )
}
