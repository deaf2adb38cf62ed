import { randomUUID } from 'node:crypto'
import { patrolGroupWords } from '@shouwang/casework'
import {
  CampaignAnswer,
  PatrolCoverageAnswer,
  type PatrolItem,
  PatrolListAnswer,
  PatrolVisitAnswer,
} from '@shouwang/console-api'
import { type Day, PatrolGroup, type RegionCode } from '@shouwang/contracts'
import { ask } from '../api-client/api-client.ts'
import { actsBy, enterAs } from '../api-client/sign-in.ts'
import { commaParts, dayOption, regionOption, wordsOption } from '../option-values.ts'
import { textTable } from '../output/text-table.ts'
import type { SetUp, Shell } from '../shell.ts'

/** `patrols`: who is looked in on every so often, campaigns, and how far both came by village. */
export const patrolCommands: SetUp = (patrols, act) => {
  patrols
    .command('list', { isDefault: true })
    .description('一个街道（乡镇）或村居今天顺路去哪几户，其余到期的排在后面')
    .requiredOption('--region <区划>', '街道（乡镇）或村居的区划代码', regionOption)
    .action(act(list))
  patrols
    .command('coverage')
    .description('各村居应巡访多少户、按期多少户，各次敲门行动看了多少户')
    .option('--region <区划>', '只看一个区划及其下级（默认为您负责的区域）', regionOption)
    .action(act(coverage))
  actsBy(patrols.command('seen').description('记一次巡访：去过，都好').argument('<户号>'))
    .option('--on <日期>', '哪天去的（默认今天，最多七天前）', dayOption)
    .action(act(seen))
  actsBy(patrols.command('campaign').description('发起敲门行动：一个地方、其中几类人群，或一份户号名单'))
    .requiredOption('--title <名称>', '名称')
    .requiredOption('--region <区划>', '在哪里', regionOption)
    .requiredOption('--until <日期>', '到哪天', dayOption)
    .option(
      '--groups <人群>',
      `只看哪些人群，逗号隔开：${PatrolGroup.options.join('、')}`,
      wordsOption(patrolGroupWords),
    )
    .option('--households <户号>', '只看名单上的户，逗号隔开', commaParts)
    .option('--id <编号>', '这次行动的编号：同一编号再来一次是同一次行动')
    .action(act(campaign))
  actsBy(patrols.command('end').description('结束一次敲门行动').argument('<行动号>')).action(act(end))
  patrols.addHelpText(
    'after',
    '\n巡访不是任务：没有期限、不催办、不排名。例：pnpm shouwang patrols --region 350203001201',
  )
}

const list = async (shell: Shell, { region }: { readonly region: RegionCode }): Promise<undefined> => {
  const found = await shell.enter((api) => ask(api, PatrolListAnswer, { path: '/patrols', query: { region } }))
  shell.show(found, () => listText(found))
  const { regionName, now, laterTotal } = found
  shell.terminal.err(`${regionName}：今天顺路 ${now.length} 户，其余 ${laterTotal} 户往后再去。\n`)
  return undefined
}

const listText = ({ now, later, campaigns }: PatrolListAnswer): string =>
  [
    now.length + later.length === 0 ? '' : itemTable([...now, ...later]),
    ...campaigns.map(
      ({ campaignId, title, total, visited, until, left }) =>
        `\n${title}（${campaignId}）：已看 ${visited}/${total} 户，到 ${until}\n${left.length === 0 ? '' : itemTable(left)}`,
    ),
  ].join('')

const itemTable = (items: readonly PatrolItem[]): string =>
  textTable(
    ['户号', '户主', '村居', '为什么', '上次', '该去'].map((heading) => ({ heading })),
    items.map(({ householdNo, headName, regionName, groups, lastOn, dueOn }) => [
      ...[householdNo, headName, regionName, groups.map((group) => patrolGroupWords[group].zh).join('、')],
      ...[lastOn ?? '还没去过', dueOn ?? '今天'],
    ]),
  )

const coverage = async (shell: Shell, { region }: { readonly region?: RegionCode }): Promise<undefined> => {
  const found = await shell.enter((api) =>
    ask(api, PatrolCoverageAnswer, { path: '/patrols/coverage', query: { region } }),
  )
  shell.show(found, () => coverageText(found))
  if (found.villages.length + found.campaigns.length === 0) shell.terminal.err('没有应巡访的家庭，也没有敲门行动。\n')
  return undefined
}

const coverageText = ({ villages, campaigns }: PatrolCoverageAnswer): string => {
  const number = (heading: string) => ({ heading, number: true as const })
  const byVillage = textTable(
    [{ heading: '村居' }, ...['应巡访', '按期', '到期未去', '还没去过'].map(number)],
    villages.map(({ name, households, onTime, overdue, never }) => [
      name,
      ...[households, onTime, overdue, never].map(String),
    ]),
  )
  const byCampaign = textTable(
    [{ heading: '敲门行动' }, { heading: '行动号' }, { heading: '村居' }, number('已看'), number('共')],
    campaigns.flatMap(({ title, campaignId, villages: places }) =>
      places.map(({ name, visited, total }) => [title, campaignId, name, String(visited), String(total)]),
    ),
  )
  return [villages.length === 0 ? '' : byVillage, campaigns.length === 0 ? '' : `\n${byCampaign}`].join('')
}

const seen = async (
  shell: Shell,
  householdNo: string,
  { by, on }: { readonly by: string; readonly on?: Day },
): Promise<undefined> => {
  const json = { householdNo, visitedOn: on, commandId: randomUUID() }
  const saved = await enterAs(shell, by, (api, cookie) =>
    ask(api, PatrolVisitAnswer, { path: '/patrols/visits', method: 'POST', json, cookie }),
  )
  shell.show(saved, () => `${saved.householdNo}：${saved.visitedOn} 去过，都好。\n`)
  return undefined
}

type CampaignOptions = {
  readonly by: string
  readonly title: string
  readonly region: RegionCode
  readonly until: Day
  readonly groups?: readonly PatrolGroup[]
  readonly households?: readonly string[]
  readonly id?: string
}

const campaign = async (shell: Shell, options: CampaignOptions): Promise<undefined> => {
  const { by, title, region, until, groups = [], households = [], id = randomUUID() } = options
  const json = { campaignId: id, title, region, until, groups, householdNos: households }
  const started = await enterAs(shell, by, (api, cookie) =>
    ask(api, CampaignAnswer, { path: '/campaigns', method: 'POST', json, cookie }),
  )
  shell.show(started, () => `已发起“${title}”（${started.campaignId}），共 ${started.households} 户。\n`)
  return undefined
}

const end = async (shell: Shell, campaignId: string, { by }: { readonly by: string }): Promise<undefined> => {
  const found = await enterAs(shell, by, (api, cookie) =>
    ask(api, PatrolCoverageAnswer, {
      path: `/campaigns/${encodeURIComponent(campaignId)}/end`,
      method: 'POST',
      cookie,
    }),
  )
  const ended = found.campaigns.find((each) => each.campaignId === campaignId)
  shell.show(ended ?? { campaignId }, () => `已结束。看了 ${ended?.visited ?? 0}/${ended?.total ?? 0} 户。\n`)
  return undefined
}
