import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

/** An identity provider as a city has one, that this test runs itself; whoever types a staff number is that person. */
export type RunningProvider = { readonly issuer: string; readonly close: () => Promise<void> }

/** Starts the provider, at which one client is registered with the address that it may return to. */
export const startProvider = async (client: {
  readonly id: string
  readonly secret: string
  readonly returnsTo: string
}): Promise<RunningProvider> => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // Another site than the console's, as in a city: cookies of the one are not sent to the other.
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [client.returnsTo],
        id_token_signed_response_alg: 'RS256',
      },
    ],
    findAccount: (_, accountId) => ({
      accountId,
      claims: () => ({ sub: accountId, preferred_username: accountId }),
    }),
    claims: { openid: ['sub'], profile: ['preferred_username'] },
    conformIdTokenClaims: false,
  })
  server.on('request', provider.callback())
  return {
    issuer,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
