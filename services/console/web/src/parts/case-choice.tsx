import { useTranslation } from '../words/i18n.ts'

/** One of a closed set of codes, by its words. */
export const CaseChoice = <Code extends string>(props: {
  label: string
  words: 'result' | 'decision' | 'class' | 'kind'
  options: readonly Code[]
  value: Code
  set: (code: Code) => void
}) => {
  const { t } = useTranslation()
  return (
    <label className="field">
      <span>{props.label}</span>
      <select value={props.value} onChange={(event) => props.set(event.target.value as Code)}>
        {props.options.map((code) => (
          <option key={code} value={code}>
            {t(`${props.words}_${code}` as 'result_helped')}
          </option>
        ))}
      </select>
    </label>
  )
}
