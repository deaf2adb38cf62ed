import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { commandPath, speakChinese, usageProblem } from './command-help.ts'
import { type CommandEntry, commandTable } from './command-table.ts'
import { type ExitCode, exitCodes, Refusal } from './refusal.ts'
import type { Act, GlobalOptions, Shell } from './shell.ts'
import type { Terminal } from './terminal.ts'

const description = `守望：政策找人的救助预警。导入部门数据，查看任务、研判依据、隔离数据和政策标准。
Shouwang finds families who may need aid. Every command takes --format json for scripts.`

const afterwards = `
退出码：0 成功；1 被拒绝或数据有误；2 命令用法有误；3 守望连不上或数据文件夹不可用。
Exit codes: 0 done, 1 refused or bad input, 2 usage, 3 unavailable.

结果写到标准输出，进度和提示写到标准错误。守望正在运行时命令经网络找它（也可设 SHOUWANG_URL 和
SHOUWANG_TOKEN 指向别处的守望）；没有运行时直接打开数据文件夹。`

/** Runs one command line. Resolves with the exit code; what went wrong was said on `err`. */
export const cli = async (args: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  let ended: ExitCode = exitCodes.ok
  const { program, load } = programOf(terminal, (code) => {
    ended = code
  })
  try {
    const [first, named] = args
    if (first === 'help') await load(named)
    await program.parseAsync([...args], { from: 'user' })
    return ended
  } catch (error) {
    if (error instanceof CommanderError) return usageEnd(error, terminal)
    if (!(error instanceof Refusal)) throw error
    terminal.err(`${error.message}\n`)
    return error.exitCode
  }
}

const usageEnd = (error: CommanderError, terminal: Terminal): ExitCode => {
  if (error.exitCode === 0) return exitCodes.ok
  const command = failures.get(error)
  const path = command === undefined ? 'shouwang' : commandPath(command)
  if (error.code !== 'commander.help') terminal.err(`${usageProblem(error)}\n用法见 pnpm ${path} --help\n`)
  return exitCodes.usage
}

const everyCommand = (command: Command): readonly Command[] => [command, ...command.commands.flatMap(everyCommand)]

/** Which command a command line went wrong in, so that its own help can be named. */
const failures = new WeakMap<CommanderError, Command>()
const failedIn = (error: CommanderError, command: Command): never => {
  failures.set(error, command)
  throw error
}

/** The program knows the names of its commands; `load` gives one of them its options and what it does. */
const programOf = (terminal: Terminal, end: (code: ExitCode) => void) => {
  const program = new Command('shouwang')
  speakChinese(program, terminal)
  program
    .exitOverride()
    .description(description)
    .option('--data <文件夹>', '数据文件夹（默认 .shouwang，或环境变量 SHOUWANG_DATA）')
    .option('--as-of <日期>', '业务日，如 2026-10-31（默认为北京时间今天）')
    .addOption(new Option('--format <形式>', '输出形式：table 表格（默认）或 json').argParser(formatOption))
    .helpOption('-h, --help', '显示说明')
    .helpCommand('help [命令]', '显示一个命令的说明')
    .addHelpText('after', afterwards)
  const act: Act =
    <Given extends readonly unknown[]>(does: (shell: Shell, ...given: Given) => Promise<ExitCode | undefined>) =>
    async (...all: unknown[]) => {
      const code = await does(shellOf(terminal, all.at(-1) as Command), ...(all.slice(0, -1) as unknown as Given))
      if (code !== undefined) end(code)
    }
  const listed = new Map(commandTable.map((entry) => [listCommand(program, entry), entry]))
  const setUp = async (command: Command | undefined): Promise<void> => {
    const entry = command === undefined ? undefined : listed.get(command)
    if (command === undefined || entry === undefined) return
    const add = await entry.load()
    add(command, act)
    for (const each of everyCommand(command)) each.exitOverride((error) => failedIn(error, each))
  }
  for (const command of [program, ...listed.keys()]) command.exitOverride((error) => failedIn(error, command))
  program.hook('preSubcommand', async (_, command) => {
    await checkDay(program)
    await setUp(command)
  })
  return {
    program,
    load: (name: string | undefined) => setUp(program.commands.find((command) => command.name() === name)),
  }
}

const listCommand = (program: Command, { name, alias, about, takes = [] }: CommandEntry): Command => {
  const command = program.command(name).description(about)
  for (const [argument, explained] of takes) command.argument(argument, explained)
  return alias === undefined ? command : command.alias(alias)
}

/** What a day is, the contracts say; they are loaded for a day that somebody wrote. */
const checkDay = async (program: Command): Promise<void> => {
  const written = program.opts<Partial<GlobalOptions>>().asOf
  if (written === undefined) return
  const { dayOption } = await import('./option-values.ts')
  try {
    dayOption(written)
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error
    const option = `option '--as-of <日期>' argument '${written}' is invalid.`
    program.error(`error: ${option} ${error.message}`, { code: error.code })
  }
}

/** How results are written. */
const formatOption = (written: string): 'table' | 'json' => {
  if (written === 'table' || written === 'json') return written
  throw new InvalidArgumentError('可用的有 table、json')
}

const shellOf = (terminal: Terminal, command: Command): Shell => {
  const { data, asOf, format } = command.optsWithGlobals<Partial<GlobalOptions>>()
  const options: GlobalOptions = {
    data: data ?? terminal.env.SHOUWANG_DATA ?? '.shouwang',
    format: format ?? 'table',
    ...(terminal.env.SHOUWANG_FEEDS === undefined ? {} : { feeds: terminal.env.SHOUWANG_FEEDS }),
    ...(asOf === undefined ? {} : { asOf }),
  }
  return {
    terminal,
    options,
    show: (value, table) => terminal.out(options.format === 'json' ? `${JSON.stringify(value, null, 2)}\n` : table()),
    enter: async (work, needs = 'answers') => {
      const { openApiClient } = await import('./api-client/open-api-client.ts')
      const api = await openApiClient(terminal, { data: options.data, asOf, needs })
      try {
        return await work(api)
      } finally {
        await api.close()
      }
    },
  }
}
