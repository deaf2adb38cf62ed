import { Link } from 'react-router'
import { useTranslation } from '../words/i18n.ts'

/** The head of a page of a phone, with the way back. */
export const Top = ({ title, back }: { title: string; back: string }) => {
  const { t } = useTranslation()
  return (
    <header className="top">
      <Link to={back} className="button quiet on-dark" aria-label={t('back')}>
        ‹ {t('back')}
      </Link>
      <div>
        <h1>{title}</h1>
      </div>
    </header>
  )
}
