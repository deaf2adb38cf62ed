import { expect, test } from 'vitest'
import { keptWords } from '../src/kept-words.ts'

test('an ID number spaced in a case’s note reached its history: words of every command are kept without identifiers', () => {
  const spaced = '本人 110105 19491231 002X，电话 138-0000-0000'
  const clean = '本人 ［证件号码］，电话 ［电话号码］'
  expect(keptWords({ type: 'NoteCase', caseId: 'C-1', note: spaced })).toEqual({
    type: 'NoteCase',
    caseId: 'C-1',
    note: clean,
  })
  expect(keptWords({ type: 'Decide', decision: { reasons: spaced, lines: [{ label: spaced, fen: 1 }] } })).toEqual({
    type: 'Decide',
    decision: { reasons: clean, lines: [{ label: clean, fen: 1 }] },
  })
  expect(keptWords({ type: 'GiveAid', aid: { what: spaced, person: null } })).toEqual({
    type: 'GiveAid',
    aid: { what: clean, person: null },
  })
})

test('what names a household or a task is no words: it stays as it was sent', () => {
  const command = { type: 'OpenCase', household: 'h:110105194912310', householdNo: '110105194912310', note: '' }
  expect(keptWords(command)).toEqual(command)
})
