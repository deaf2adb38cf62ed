import { addWords } from '../words/i18n.ts'
import { reportEn, reportZh } from './report-words.ts'

addWords({ zh: reportZh, en: reportEn })
