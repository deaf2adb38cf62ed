import { z } from 'zod'

/** What a console needs to know of how people reach it and sign in, in a process of its own or in the standalone one. */
export const signInSettings = {
  /** Where people reach the console, e.g. https://shouwang.city.gov.cn: it answers under this name, and over TLS where it says so. */
  SHOUWANG_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** How many trusted proxies stand before the console; 0 where people reach it directly. */
  SHOUWANG_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  /** Who must have a second factor: \`offices\` are administrators, city and data staff. */
  SHOUWANG_SECOND_FACTOR: z.enum(['offices', 'everyone', 'whoever-wants']).default('offices'),
  /** The city's identity provider (OpenID Connect), beside passwords. */
  SHOUWANG_OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  SHOUWANG_OIDC_CLIENT_ID: z.string().min(1).optional(),
  SHOUWANG_OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  /** The claim that holds the staff number, and what the button says. */
  SHOUWANG_OIDC_STAFF_CLAIM: z.string().min(1).default('preferred_username'),
  SHOUWANG_OIDC_NAME: z.string().min(1).max(40).default('统一身份认证'),
}
