import { YAMLException } from 'js-yaml'
import { z } from 'zod'

const words = z.locales.zhCN().localeError

const kinds: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  array: '一列',
  object: '几个键',
}

/** What is wrong with a key of a policy file, as whoever writes the file reads it. */
export const inChinese: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'invalid_type')
    return issue.input === undefined || issue.input === null
      ? '没有写'
      : `要写${kinds[issue.expected] ?? issue.expected}`
  if (issue.code === 'too_small' && issue.origin === 'array') return '至少要写一项'
  if (issue.code === 'unrecognized_keys') return '不认识这个键'
  if (issue.code === 'invalid_format' && issue.format === 'date') return '要写成 2026-07-01 这样的日期，且确有这一天'
  if (issue.code === 'invalid_format' && issue.format === 'url') return '不是完整的网址；不完整的写进 title'
  if (issue.code === 'invalid_union' && Array.isArray(issue.options) && issue.discriminator !== undefined) {
    const written = (issue.input as Readonly<Record<string, unknown>> | null)?.[issue.discriminator]
    return `${written === undefined ? '没有写' : `没有“${written}”`}，可用的有 ${issue.options.join('、')}`
  }
  return words(issue)
}

/** Why a file is no YAML, in one line that says where. */
export const unreadable = (error: unknown): string => {
  if (!(error instanceof YAMLException)) return error instanceof Error ? error.message : String(error)
  const { mark, reason } = error
  return mark === undefined || mark === null
    ? `不是 YAML：${reason}`
    : `不是 YAML（第 ${mark.line + 1} 行第 ${mark.column + 1} 列）：${reason}`
}
