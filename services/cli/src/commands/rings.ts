import { hardshipCauseWords, hardshipRingWords } from '@shouwang/casework'
import { HardshipListAnswer, RingsAnswer } from '@shouwang/console-api'
import { HardshipCause, HardshipRing, type RegionCode } from '@shouwang/contracts'
import { InvalidArgumentError } from 'commander'
import { ask } from '../api-client/api-client.ts'
import { oneOf, regionOption } from '../option-values.ts'
import { textTable } from '../output/text-table.ts'
import type { SetUp, Shell } from '../shell.ts'

type CountOptions = { readonly region?: RegionCode; readonly causes?: true }
type ListOptions = {
  readonly region?: RegionCode
  readonly ring?: HardshipRing
  readonly cause?: HardshipCause
  readonly limit?: number
  readonly after?: string
}

/** `rings`: every household in its ring, and the households by hardship. */
export const ringsCommand: SetUp = (command, act) => {
  command
    .command('count', { isDefault: true })
    .description('各区域在每一圈层的户数，合计等于全部家庭')
    .option('--region <区划>', '只看一个区划及其下级（默认为您负责的区域）', regionOption)
    .option('--causes', '改列致困原因')
    .action(act(count))
  command
    .command('list')
    .description('按困难程度列出家庭，最困难的在前')
    .option('--region <区划>', '只看一个区划及其下级（默认为您负责的区域）', regionOption)
    .option('--ring <圈层>', HardshipRing.options.join('、'), oneOf(HardshipRing))
    .option('--cause <原因>', HardshipCause.options.join('、'), oneOf(HardshipCause))
    .option('--limit <户数>', '一页多少户，最多 200', pageOption)
    .option('--after <位置>', '上一页末尾给出的位置')
    .action(act(list))
  command.addHelpText(
    'after',
    '\n困难程度说的是家庭现状，不影响预警级别，也不派单。\n例：pnpm shouwang rings list --region 350203 --ring below-1',
  )
}

const pageOption = (written: string): number => {
  const limit = Number(written)
  if (/^\d{1,3}$/.test(written) && limit >= 1 && limit <= 200) return limit
  throw new InvalidArgumentError('请写 1 到 200 的整数')
}

const count = async (shell: Shell, { region, causes }: CountOptions): Promise<undefined> => {
  const answer = await shell.enter(
    (api) => ask(api, RingsAnswer, { path: '/reports/rings', query: { region } }),
    'reports',
  )
  shell.show(answer, () => countText(answer, causes === true))
  shell.terminal.err(`${answer.regionName}：共 ${answer.households} 户。\n`)
  return undefined
}

const countText = ({ areas }: RingsAnswer, byCause: boolean): string => {
  const columns = byCause
    ? HardshipCause.options.map((id) => ({ id, name: hardshipCauseWords[id].zh }))
    : HardshipRing.options.map((id) => ({ id, name: hardshipRingWords[id].zh }))
  return textTable(
    [
      { heading: '区域' },
      ...[...columns.map(({ name }) => name), '合计'].map((heading) => ({ heading, number: true as const })),
    ],
    areas.map(({ name, households, counts }) => [
      name,
      ...columns.map(({ id }) =>
        String(
          counts
            .filter(({ ring, cause }) => (byCause ? cause : ring) === id)
            .reduce((sum, each) => sum + each.households, 0),
        ),
      ),
      String(households),
    ]),
  )
}

const list = async (shell: Shell, options: ListOptions): Promise<undefined> => {
  const { region, ring, cause, after } = options
  const limit = options.limit === undefined ? undefined : String(options.limit)
  const query = { region, ring, cause, after, limit }
  const answer = await shell.enter((api) => ask(api, HardshipListAnswer, { path: '/households/by-hardship', query }))
  shell.show(answer, () =>
    textTable(
      [
        { heading: '困难程度', number: true },
        { heading: '圈层' },
        { heading: '原因' },
        { heading: '户号' },
        { heading: '村居' },
      ],
      answer.households.map((row) => [
        String(row.points),
        hardshipRingWords[row.ring].zh,
        hardshipCauseWords[row.cause].zh,
        row.householdNo,
        row.regionName,
      ]),
    ),
  )
  if (answer.next !== null) shell.terminal.err(`下一页：--after '${answer.next}'\n`)
  return undefined
}
