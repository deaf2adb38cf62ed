import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { signOut } from '../api.ts'
import { endKeeping } from '../offline/session.ts'
import { switchLanguage } from '../words/i18n.ts'

/** Switches between Chinese and English; `onDark` where it lies on the colour of the house. */
export const LanguageButton = ({ onDark = false }: { onDark?: boolean }) => {
  const { t } = useTranslation()
  return (
    <button type="button" className={`button quiet${onDark ? ' on-dark' : ''}`} onClick={switchLanguage}>
      {t('language')}
    </button>
  )
}

/** What someone who is signed in finds beside the own name: the language, and the way out. */
export const SessionButtons = () => {
  const { t } = useTranslation()
  const queries = useQueryClient()
  return (
    <>
      <LanguageButton onDark />
      <button
        type="button"
        className="button quiet on-dark"
        onClick={() =>
          void signOut()
            .finally(endKeeping)
            .finally(() => queries.resetQueries())
        }
      >
        {t('signOut')}
      </button>
    </>
  )
}
