import type { signInSettings } from '@shouwang/service-process'
import type { z } from 'zod'
import type { ConsoleOptions } from '../console-app.ts'

type SignInSettings = z.output<z.ZodObject<typeof signInSettings>> & {
  readonly SHOUWANG_SIGN_IN: 'demo' | 'password'
  readonly SHOUWANG_TLS_CERT_FILE?: string | undefined
}

/** The options of a console that follow from its settings. @throws TypeError when a provider is named by half */
export const signInOptions = (
  settings: SignInSettings,
): Pick<ConsoleOptions, 'signIn' | 'secureCookies' | 'proxies' | 'hosts' | 'provider'> => {
  const { SHOUWANG_PUBLIC_URL: publicUrl, SHOUWANG_SIGN_IN: mode } = settings
  const provider = providerOf(settings)
  return {
    signIn: mode === 'demo' ? { mode } : { mode, secondFactor: settings.SHOUWANG_SECOND_FACTOR },
    secureCookies: settings.SHOUWANG_TLS_CERT_FILE !== undefined || publicUrl?.startsWith('https:') === true,
    proxies: settings.SHOUWANG_PROXIES,
    ...(publicUrl === undefined ? {} : { hosts: [new URL(publicUrl).hostname] }),
    ...(provider === undefined ? {} : { provider }),
  }
}

const providerOf = (settings: SignInSettings): ConsoleOptions['provider'] => {
  const {
    SHOUWANG_OIDC_ISSUER: issuer,
    SHOUWANG_OIDC_CLIENT_ID: clientId,
    SHOUWANG_OIDC_CLIENT_SECRET: clientSecret,
    SHOUWANG_PUBLIC_URL: publicUrl,
  } = settings
  if (issuer === undefined) return undefined
  if (clientId === undefined || clientSecret === undefined || publicUrl === undefined)
    throw new TypeError(
      'SHOUWANG_OIDC_ISSUER needs SHOUWANG_OIDC_CLIENT_ID, SHOUWANG_OIDC_CLIENT_SECRET and SHOUWANG_PUBLIC_URL',
    )
  const { SHOUWANG_OIDC_STAFF_CLAIM: claim, SHOUWANG_OIDC_NAME: name } = settings
  return { issuer, clientId, clientSecret, claim, name, publicUrl }
}
