import { declarationText } from '@shouwang/feeds'

/** A file of missing persons under headers of its own, as a town hall would send it: nobody in it exists. */
const SAMPLE =
  '报案编号,居民证号,村民,走失报警日,找到日期\nA1,11010519491231002X,李小明,2026-01-11,\nA2,350203197906027843,王秀英,2026-02-11,2026-02-12\n' +
  ['A3', 'A4', 'A5'].map((no) => `${no},11010519491231002X,李小明,2026-03-11,\n`).join('') +
  'A6,123,赵某,2026-02-11,\n'

/** The form that the page sends. */
export const sampleForm = (parts: Readonly<Record<string, string>> = {}, text = SAMPLE): FormData => {
  const form = new FormData()
  form.set('file', new File([text], '镇办_走失登记_20261031.csv'))
  for (const [name, part] of Object.entries(parts)) form.set(name, part)
  return form
}

/** A declaration that can be saved: the fire brigade's, under a name of its own. */
export const ownFire = (declarationText('fire', undefined) as string).replace(/^id: .*/m, 'id: own-fire')
