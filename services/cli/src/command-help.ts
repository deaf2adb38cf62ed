import type { Argument, Command, CommanderError } from 'commander'
import displayWidth from 'string-width'

const titles: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
  'Global Options:': '通用选项：',
}
const helpColumns = 160

/** Writes help in Chinese, aligned by what characters take on a terminal. */
export const speakChinese = (
  program: Command,
  write: { readonly out: (text: string) => void; readonly err: (text: string) => void },
): void => {
  program
    .configureHelp({
      showGlobalOptions: true,
      optionDescription: ({ description }) => description,
      styleTitle: (title) => titles[title] ?? title,
      displayWidth,
      commandUsage: usageOf,
      subcommandTerm: (command) => [command.name(), ...command.registeredArguments.map(humanArgument)].join(' '),
    })
    .configureOutput({
      writeOut: write.out,
      writeErr: write.err,
      getOutHelpWidth: () => helpColumns,
      getErrHelpWidth: () => helpColumns,
      outputError: () => {},
    })
}

const humanArgument = (argument: Argument): string => `<${argument.name()}${argument.variadic ? '...' : ''}>`

/** A command with those that it belongs to: `shouwang quarantine list`. */
export const commandPath = (command: Command): string => {
  const names: string[] = []
  for (let at: Command | null = command; at !== null; at = at.parent) names.unshift(at.name())
  return names.join(' ')
}

const usageOf = (command: Command): string => {
  const usage = command.usage().replace('[options]', '[选项]').replace('[command]', '[命令]')
  return `pnpm ${commandPath(command)} ${usage}`
}

/** What is wrong with a command line, and what would do. */
export const usageProblem = ({ code, message }: CommanderError): string => {
  const [, named = ''] = /'([^']+)'/.exec(message) ?? []
  const near = /Did you mean (?:one of )?(.+)\?\)/.exec(message)?.[1]
  const what = usageWords[code]?.(named, message) ?? message.replace(/^error: /, '').split('\n')[0]
  return `${what}${near === undefined ? '' : `您是不是要用 ${near}？`}`
}

const usageWords: Readonly<Record<string, (named: string, message: string) => string>> = {
  'commander.unknownOption': (named) => `没有选项 ${named}。`,
  'commander.unknownCommand': (named) => `没有命令 ${named}。`,
  'commander.missingArgument': (named) => `缺少参数：${named}。`,
  'commander.excessArguments': () => '参数太多了。',
  'commander.missingMandatoryOptionValue': (named) => `缺少选项 ${named}。`,
  'commander.optionMissingArgument': (named) => `选项 ${named} 后面要写一个值。`,
  'commander.invalidArgument': (named, message) => {
    const [, value, why] = /' is invalid|argument '([^']*)' is invalid\. ?(.*)/s.exec(message) ?? []
    return value === undefined ? `${named}：${message}` : `${named} 的值“${value}”不对：${why}。`
  },
}
