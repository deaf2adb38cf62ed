import { OfficialKinAnswer, OfficialKinListAnswer } from '@shouwang/console-api'
import type { RegionCode } from '@shouwang/contracts'
import { ask } from '../api-client/api-client.ts'
import { actsBy, enterAs } from '../api-client/sign-in.ts'
import { regionOption } from '../option-values.ts'
import { textTable } from '../output/text-table.ts'
import type { SetUp, Shell } from '../shell.ts'

type By = { readonly by: string }

/** `official-kin`: families with declared kin of officials (近亲属备案), and what of it is on record. */
export const officialKinCommands: SetUp = (officialKin, act) => {
  officialKin
    .command('list')
    .description('有申报近亲属的家庭，未备案的在前；其中有个案正在办的最先')
    .option('--region <区划>', '只看一个区划及其下级', regionOption)
    .option('--needed', '只看未备案的')
    .action(act(list))
  officialKin.command('show').description('看一户：谁的近亲属、享受什么、是否备案').argument('<户号>').action(act(show))
  for (const { name, about, type } of [
    { name: 'record', about: '登记备案（区级、市级）', type: 'RecordKin' },
    { name: 'withdraw', about: '撤回在本系统登记的备案', type: 'WithdrawKinRecord' },
  ] as const)
    actsBy(officialKin.command(name).description(about).argument('<户号>').argument('<申报编号>'))
      .requiredOption('--note <说明>', '核实情况或撤回的理由')
      .addHelpText('after', `\n例：pnpm shouwang official-kin ${name} 350100000001 JQS2026100 --note 已核实 --by Q0001`)
      .action(
        act((shell: Shell, householdNo: string, declarationNo: string, { by, note }: By & { readonly note: string }) =>
          written(shell, by, householdNo, { type, declarationNo, note }),
        ),
      )
}

const pathOf = (householdNo: string): string => `/official-kin/${encodeURIComponent(householdNo)}`
const stateWords = { none: '没有申报', declared: '已申报，未享受救助', needed: '未备案', recorded: '已备案' } as const

type ListOptions = { readonly region?: RegionCode; readonly needed?: true }

const list = async (shell: Shell, { region, needed }: ListOptions): Promise<undefined> => {
  const query = { region, state: needed === true ? 'needed' : undefined }
  const found = await shell.enter((api) => ask(api, OfficialKinListAnswer, { path: '/official-kin', query }))
  shell.show(found, () => listText(found))
  return undefined
}

const listText = ({ needed, recorded, families }: OfficialKinListAnswer): string =>
  [
    `未备案 ${needed} 户，已备案 ${recorded} 户。\n`,
    families.length === 0
      ? ''
      : textTable(
          ['户号', '村（社区）', '备案', '在办个案'].map((heading) => ({ heading })),
          families.map(({ householdNo, regionName, state, caseId }) => [
            householdNo,
            regionName,
            stateWords[state],
            caseId ?? '',
          ]),
        ),
  ].join('')

const show = async (shell: Shell, householdNo: string): Promise<undefined> =>
  shown(shell, await shell.enter((api) => ask(api, OfficialKinAnswer, { path: pathOf(householdNo) })))

const written = async (shell: Shell, by: string, householdNo: string, json: object): Promise<undefined> => {
  const request = { path: `${pathOf(householdNo)}/commands`, method: 'POST', json } as const
  return shown(shell, await enterAs(shell, by, (api, cookie) => ask(api, OfficialKinAnswer, { ...request, cookie })))
}

const shown = (shell: Shell, answer: OfficialKinAnswer): undefined => {
  const { householdNo, regionName, state, reason, receives, kin, lines } = answer
  shell.show(answer, () =>
    [
      `户号 ${householdNo}　${regionName}：${stateWords[state]}\n`,
      reason === null ? '' : `${reason}。\n`,
      receives.length === 0 ? '' : `享受：${receives.map(({ name }) => name).join('、')}\n`,
      kin.length === 0
        ? ''
        : textTable(
            ['申报编号', '近亲属', '关系', '申报人', '身份', '申报', '备案'].map((heading) => ({ heading })),
            kin.map((each) => [
              ...[each.declarationNo, each.name, each.relation, each.officialName, each.capacity],
              ...[each.declaredOn, each.recordedOn ?? '未备案'],
            ]),
          ),
      ...lines.map(
        ({ declarationNo, type, day, byName, note }) =>
          `${day} ${byName}${type === 'recorded' ? '登记备案' : '撤回备案'} ${declarationNo}：${note}\n`,
      ),
    ].join(''),
  )
  return undefined
}
