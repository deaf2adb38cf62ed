import { expect, test } from 'vitest'
import { loadFeeds } from '../src/index.ts'

test('the feeds that code may wait for are those of the catalogue; `vitest -u` writes them anew', async () => {
  const ids = loadFeeds().map(({ id }) => `\n  | '${id}'`)
  const written = [
    '// Generated from the catalogue of feeds by packages/feeds/test/feed-ids.test.ts (vitest -u): a typo does not compile.\n',
    '/** Every interface of a department (数据接口): nothing can be awaited that nobody can deliver. */',
    `export type FeedId =${ids.join('')}\n`,
  ].join('\n')
  await expect(written).toMatchFileSnapshot('../../contracts/src/feed-ids.ts')
})
