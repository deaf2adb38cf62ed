import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { consoleApp } from '../src/console-app.ts'
import { type FakeBackend, fakeBackend } from './test-data/fake-backend.ts'

const publicUrl = 'http://127.0.0.1:8230'
let world: FakeBackend
let app: ReturnType<typeof consoleApp>
let server: ReturnType<typeof createServer>
beforeAll(async () => {
  world = await fakeBackend()
  server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'shouwang',
        client_secret: 's'.repeat(32),
        redirect_uris: [`${publicUrl}/api/v1/session/provider/return`],
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
  app = consoleApp(world.backend, {
    signIn: { mode: 'password', secondFactor: 'offices' },
    provider: {
      issuer,
      clientId: 'shouwang',
      clientSecret: 's'.repeat(32),
      claim: 'preferred_username',
      name: '政务钉钉',
      publicUrl,
    },
  })
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await world.sql.close()
})

type Jar = Map<string, string>
const keep = (jar: Jar, answer: Response) => {
  for (const cookie of answer.headers.getSetCookie()) {
    const [pair = ''] = cookie.split(';')
    const at = pair.indexOf('=')
    jar.set(pair.slice(0, at), pair.slice(at + 1))
  }
}
const cookies = (jar: Jar) => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')

/** As a browser walks through the provider's own pages (those for development) until it is sent back to the console. */
const walk = async (from: string, login: string): Promise<string> => {
  const jar: Jar = new Map()
  let next = { url: from, body: undefined as URLSearchParams | undefined }
  for (let step = 0; step < 12; step++) {
    const answer = await fetch(next.url, {
      redirect: 'manual',
      headers: { cookie: cookies(jar) },
      ...(next.body === undefined ? {} : { method: 'POST', body: next.body }),
    })
    keep(jar, answer)
    const location = answer.headers.get('location')
    if (location?.startsWith(publicUrl)) return location.slice(publicUrl.length)
    const page = await answer.text()
    const action = /action="([^"]+)"/.exec(page)?.[1]
    const prompt = /name="prompt" value="([^"]+)"/.exec(page)?.[1]
    next =
      location !== null
        ? { url: new URL(location, next.url).href, body: undefined }
        : {
            url: new URL(action ?? '', next.url).href,
            body: new URLSearchParams({ prompt: prompt ?? '', login, password: 'any' }),
          }
  }
  throw new Error('the provider never sent the browser back')
}

const comeBack = async (login: string, forged = false) => {
  const jar: Jar = new Map()
  const begun = await app.request('/api/v1/session/provider')
  keep(jar, begun)
  const back = await walk(begun.headers.get('location') ?? '', login)
  if (forged) jar.clear()
  return app.request(back, { headers: { cookie: cookies(jar) } })
}

test('the city’s provider signs a person in by staff number, with its own factors', async () => {
  const { provider } = await (await app.request('/api/v1/session/choices')).json()
  expect(provider).toBe('政务钉钉')
  const answer = await comeBack('W0001')
  expect([answer.status, answer.headers.get('location')]).toEqual([302, '/'])
  const session = answer.headers.getSetCookie().find((cookie) => cookie.startsWith('shouwang_session='))
  const me = await app.request('/api/v1/me', { headers: { cookie: session?.split(';')[0] ?? '' } })
  expect(await me.json()).toMatchObject({ staffNo: 'W0001', role: 'grid-worker', mustFirst: null })
})

test('a number that the staff list does not have, a return without its beginning, and one who was revoked get no session', async () => {
  expect((await comeBack('NOBODY')).status).toBe(401)
  expect((await comeBack('W0001', true)).status).toBe(401)
  await world.sql.query(`insert into credentials (staff_no, set_at, revoked_at) values ('W0001', now(), now())`)
  expect((await comeBack('W0001')).status).toBe(401)
})
