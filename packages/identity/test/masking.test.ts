import { expect, test } from 'vitest'
import { maskAddress, maskIdNumber, maskName, maskPhone, mergeVaultEntries } from '../src/index.ts'

test.each([
  ['李小明', '李*明'],
  ['李明', '李*'],
  ['欧阳小明', '欧**明'],
  ['阿迪力·吐尔逊', '阿*****逊'],
  ['𠮷田明', '𠮷*明'],
  ['李', '*'],
  ['', ''],
])('the name %s shows as %s', (name, masked) => {
  expect(maskName(name)).toBe(masked)
})

test('an ID number shows its region and its last four characters', () => {
  expect(maskIdNumber('35020619820519123X')).toBe('350206********123X')
  expect(maskIdNumber('12345')).toBe('*****')
})

test('a phone number shows its ends', () => {
  expect(maskPhone('13812345678')).toBe('138****5678')
  expect(maskPhone('0592-2881234')).toBe('**********34')
})

test.each([
  ['厦门市同安区滨湖街道东风社区3组12号', '厦门市同安区滨湖街道东风社区***'],
  ['厦门市翔安区青峰镇后山村', '厦门市翔安区青峰镇后山村'],
  ['福建省厦门市翔安区青峰镇5号', '福建省厦门市翔安区青峰镇***'],
  ['幸福路8号302室', '***'],
])('the address %s shows as %s', (address, masked) => {
  expect(maskAddress(address)).toBe(masked)
})

test('a newer statement without a phone or a name does not take them away', () => {
  const known = { name: '李小明', idNumber: '35020619820519123X', phone: '13812345678' }
  expect(mergeVaultEntries(known, { name: '', idNumber: '35020619820519123X', address: '后山村' })).toEqual({
    ...known,
    address: '后山村',
  })
})
