import type { TaskDetailAnswer } from '@shouwang/console-api'
import { useTranslation } from '../words/i18n.ts'

/** What to ask and which papers to bring, for every programme that may fit. */
export const Programmes = ({ programmes }: { programmes: TaskDetailAnswer['programmes'] }) => {
  const { t } = useTranslation()
  const asked = [...new Set(programmes.flatMap(({ ask }) => ask))]
  const papers = [...new Set(programmes.flatMap((programme) => programme.papers))]
  return (
    <>
      {asked.length > 0 && (
        <section>
          <h2>{t('whatToAsk')}</h2>
          <ul className="checklist">
            {asked.map((question) => (
              <li key={question}>{question}</li>
            ))}
          </ul>
        </section>
      )}
      {papers.length > 0 && (
        <section>
          <h2>{t('papers')}</h2>
          <ul className="chips still">
            {papers.map((paper) => (
              <li key={paper} className="tag plain">
                {paper}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
