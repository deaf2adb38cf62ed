import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { declarationText, feedById, openFeeds, saveDeclaration, whileFeeds } from '../src/index.ts'

const folderOf = () => join(mkdtempSync(join(tmpdir(), 'feeds-')), 'own')
const ownText = (name: string) =>
  (declarationText('fire', undefined) as string)
    .replace(/^id: .*/m, 'id: own-fire')
    .replace(/^name: .*/m, `name: ${name}`)

test('a feed that is saved while the program runs is found in the same list, and one that is saved again replaces it', () => {
  const folder = folderOf()
  const { feeds, refresh, untilChanged } = openFeeds(folder)
  const before = untilChanged()
  saveDeclaration(folder, 'own-fire', ownText('火情快报'))
  expect(feedById(feeds, 'own-fire')).toBeUndefined()
  refresh()
  expect(feedById(feeds, 'own-fire')).toMatchObject({ name: '火情快报' })
  expect(before.aborted).toBe(true)
  expect(untilChanged().aborted).toBe(false)
  saveDeclaration(folder, 'own-fire', ownText('消防火情快报'))
  refresh()
  expect(feedById(feeds, 'own-fire')).toMatchObject({ name: '消防火情快报' })
})

test('where nothing changed nothing is read, and a file that cannot be used leaves all as it was', () => {
  const folder = folderOf()
  saveDeclaration(folder, 'own-fire', ownText('火情快报'))
  const { feeds, refresh, untilChanged } = openFeeds(folder)
  const [known, until] = [feedById(feeds, 'own-fire'), untilChanged()]
  refresh()
  expect(feedById(feeds, 'own-fire')).toBe(known)
  writeFileSync(join(folder, 'broken.yaml'), 'id: broken\n')
  expect(refresh).toThrow('broken.yaml')
  expect(feedById(feeds, 'own-fire')).toBe(known)
  expect(until.aborted).toBe(false)
})

test('what is done with all feeds begins anew at each change, and ends with the process', async () => {
  const folder = folderOf()
  const opened = openFeeds(folder)
  const ending = new AbortController()
  const seen: boolean[] = []
  await whileFeeds(opened, ending.signal, async (feeds, until) => {
    seen.push(feedById(feeds, 'own-fire') !== undefined)
    if (seen.length === 1) {
      saveDeclaration(folder, 'own-fire', ownText('火情快报'))
      opened.refresh()
    } else ending.abort()
    expect(until.aborted).toBe(true)
  })
  expect(seen).toEqual([false, true])
})
