import type { HandoverAnswer } from '@shouwang/console-api'

/** What a family is handed: why it was found, what is known of it and from whom, and what it may ask for. */
export const handoverText = (told: HandoverAnswer): string =>
  [
    '关于您家的说明',
    `户号 ${told.householdNo}　${told.regionName}　打印日期 ${told.printedOn}`,
    `家庭成员：${told.members.join('、')}`,
    '',
    ...section('为什么找到您家', told.found.length === 0 ? ['目前没有需要上门核实的情况。'] : told.found),
    ...section(
      '我们知道什么',
      told.known.map(({ label, personName, words, provider, feedName, day }) => {
        const said = words === '' ? '' : `：${words}`
        return `${personName}　${label}${said}（${provider}《${feedName}》，${day}）`
      }),
    ),
    ...section('您的权利', told.rights),
  ].join('\n')

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [`【${title}】`, ...lines.map((line) => `  ${line}`), '']
