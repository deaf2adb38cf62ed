import type { Problem } from '@shouwang/console-api'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** Every problem of the API, by its short name. */
const PROBLEMS = {
  'not-signed-in': [401, 'Not signed in; sign in or send an operator token'],
  'sign-in-failed': [401, 'Sign-in failed; check the staff number and the secret'],
  'code-needed': [401, 'The code of the second factor is needed'],
  'must-first': [403, 'The password is to be changed, or a second factor set up, before anything else'],
  'not-allowed': [403, 'Your role may not do this'],
  'second-person': [409, 'A second person is to confirm this first; that was asked for'],
  'too-many-looks': [429, 'More looks at identifiers than the work needs; slow down'],
  'cross-origin': [403, 'Request from another site refused'],
  'wrong-host': [421, 'This host name is not the console’s'],
  'not-found': [404, 'Not found, or outside your regions'],
  'wrong-method': [405, 'This address is there, but not for this method; see Allow'],
  conflict: [409, 'Not possible in the present state'],
  'entry-conflict': [409, 'Something happened that the writer had not seen; both texts are kept in the history'],
  'too-large': [413, 'Request body too large'],
  'not-supported': [415, 'This content encoding is not read'],
  'bad-request': [400, 'The request is not as the API describes it'],
  'too-many-rows': [429, 'The limit of this key is reached; try again after Retry-After'],
  behind: [429, 'The pipeline is behind; try again after Retry-After'],
  'too-many-attempts': [429, 'Too many attempts; wait and try again'],
  unavailable: [503, 'A part of the system is away; try again'],
  unexpected: [500, 'Something broke on our side'],
} as const satisfies Record<string, readonly [ContentfulStatusCode, string]>
export type ProblemName = keyof typeof PROBLEMS

/** What else is told with a problem; `retryAfterSeconds` goes into its header. */
export type ProblemMore = Pick<Problem, 'errors' | 'instance'> & { readonly retryAfterSeconds?: number }

/** The answer for a problem. */
export const problemResponse = (
  name: ProblemName,
  detail: string,
  { retryAfterSeconds, ...more }: ProblemMore = {},
): Response => {
  const [status, title] = PROBLEMS[name]
  const body: Problem = { type: `/api/v1/problems/${name}`, title, status, detail, ...more }
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
    },
  })
}

/** Ends the request with a problem. */
export const refuse: (name: ProblemName, detail: string, more?: ProblemMore) => never = (name, detail, more = {}) => {
  throw new HTTPException(PROBLEMS[name][0], { res: problemResponse(name, detail, more) })
}
