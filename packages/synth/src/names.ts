import type { Random } from './random.ts'

/** A made-up Chinese name, of a kind given when a person of this age was born. A child takes its father's family name. */
export const nameOf = (
  random: Random,
  { sex, age, family }: { sex: 'male' | 'female'; age: number; family?: string },
): string => {
  const [first, second] = given[age >= 55 ? 'old' : age >= 25 ? 'middle' : 'young'][sex]
  const surname = family ?? random.pick(surnames)
  const single = random.chance(0.18)
  const head = random.pick(first)
  return `${surname}${single ? '' : head}${random.pick(second)}`
}

/** The family name of a made-up name. */
export const surnameOf = (name: string): string => name.slice(0, 1)

const surnames = [
  ...'林陈黄张吴李王郑蔡刘杨许谢苏叶洪曾郭赖徐何罗高潘周江庄邱沈柯彭余游詹胡施廖颜魏傅汤方卢翁',
  ...'朱马孙赵唐宋韩冯董程袁邓吕任姚姜范贾石戴田钟谭白邹熊孟秦侯尹薛闫雷龙段陶贺顾毛郝龚邵万钱',
]

const given = {
  old: {
    male: [[...'建国文德福金水天明志永进春木清振炳顺'], [...'国华生财贵祥发荣才根山林海成安良富坤']],
    female: [[...'秀玉美丽春桂金凤素淑兰雪月彩惠巧'], [...'英珍兰花梅香莲治华玲琴娥珠云珠']],
  },
  middle: {
    male: [[...'志建伟俊文海立国永晓明振少家荣'], [...'强伟军勇斌辉峰杰鹏平波涛明龙东毅']],
    female: [[...'丽雅晓艳美惠淑玉婷小秋燕雪巧海'], [...'娟芳敏燕玲红萍霞琼莉云娜珍梅华']],
  },
  young: {
    male: [[...'子宇浩俊梓一嘉泽博思明天逸文晨'], [...'轩涵宸睿泽航豪然杰阳宇恒洋霖浩']],
    female: [[...'雨欣诗梓思佳一雅可若语心梦静婉'], [...'涵萱桐彤琪怡妍萱婷莹瑶悦宁晴琳']],
  },
} as const
