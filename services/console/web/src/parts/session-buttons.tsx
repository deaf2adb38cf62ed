import { useQueryClient } from '@tanstack/react-query'
import { signOut } from '../api.ts'
import { endKeeping } from '../offline/session.ts'
import { setTextSize, sizeAfter, useTextSize } from '../text-size.ts'
import { switchLanguage, useTranslation } from '../words/i18n.ts'

/** Switches between Chinese and English; `onDark` where it lies on the colour of the house. */
export const LanguageButton = ({ onDark = false }: { onDark?: boolean }) => {
  const { t } = useTranslation()
  return (
    <button type="button" className={`button quiet${onDark ? ' on-dark' : ''}`} onClick={switchLanguage}>
      {t('language')}
    </button>
  )
}

/** Shows the pages in the next size, which it names; `onDark` where it lies on the colour of the house. */
export const TextSizeButton = ({ onDark = false }: { onDark?: boolean }) => {
  const { t } = useTranslation()
  const next = sizeAfter(useTextSize())
  return (
    <button type="button" className={`button quiet${onDark ? ' on-dark' : ''}`} onClick={() => setTextSize(next)}>
      {t(`textSize_${next}`)}
    </button>
  )
}

/** What someone who is signed in finds beside the own name: the size of the pages, the language, and the way out. */
export const SessionButtons = () => {
  const { t } = useTranslation()
  const queries = useQueryClient()
  return (
    <>
      <TextSizeButton onDark />
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
