import { isLoopback } from '@shouwang/service-process'
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'

/** The city's identity provider, as it registered this console. */
export type ProviderSettings = {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** The claim that holds the staff number. */
  readonly claim: string
  /** What the button says, e.g. 政务钉钉. */
  readonly name: string
  /** Where people reach this console. */
  readonly publicUrl: string
}

/** What is kept in the browser, sealed, between going to the provider and coming back. */
export type Trip = { readonly state: string; readonly nonce: string; readonly verifier: string }

const RETURN_PATH = '/api/v1/session/provider/return'

/** Signing in by OpenID Connect: code flow with PKCE, state and nonce. The provider is asked for its addresses once. */
export const identityProvider = (settings: ProviderSettings) => {
  const redirect = new URL(RETURN_PATH, settings.publicUrl).href
  let known: Promise<Configuration> | undefined
  const configuration = (): Promise<Configuration> => {
    known ??= discover(settings).catch((error) => {
      known = undefined
      throw error
    })
    return known
  }
  return {
    name: settings.name,
    /** Where to send the browser, and what it is to bring back. */
    begin: async (): Promise<{ readonly to: string; readonly trip: Trip }> => {
      const trip = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() }
      const to = buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirect,
        scope: 'openid profile',
        state: trip.state,
        nonce: trip.nonce,
        code_challenge: await calculatePKCECodeChallenge(trip.verifier),
        code_challenge_method: 'S256',
      })
      return { to: to.href, trip }
    },
    /** The staff number of who comes back; undefined where the provider names none. @throws Error for a forged or stale return */
    finish: async (query: string, trip: Trip): Promise<string | undefined> => {
      const tokens = await authorizationCodeGrant(await configuration(), new URL(`${redirect}${query}`), {
        expectedState: trip.state,
        expectedNonce: trip.nonce,
        pkceCodeVerifier: trip.verifier,
        idTokenExpected: true,
      })
      const staffNo = tokens.claims()?.[settings.claim]
      return typeof staffNo === 'string' && staffNo !== '' ? staffNo : undefined
    },
  }
}

export type IdentityProvider = ReturnType<typeof identityProvider>

/** Plain http is for a provider on this machine alone. */
const discover = ({ issuer, clientId, clientSecret }: ProviderSettings): Promise<Configuration> => {
  const server = new URL(issuer)
  const insecure = server.protocol === 'http:' && isLoopback(server.hostname)
  return discovery(server, clientId, clientSecret, undefined, insecure ? { execute: [allowInsecureRequests] } : {})
}
