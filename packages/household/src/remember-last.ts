import type { Profile } from './profile.ts'

/**
 * The same function, that answers without reckoning when it is asked what it was asked last: the rules of one judgement
 * ask the same of one household in turn. Profiles never change, so the answer is the same; one answer is kept, and the
 * next household puts it out.
 */
export const rememberLast = <Answer, One = void, Other = void>(
  reckon: (profile: Profile, one: One, other: Other) => Answer,
): ((profile: Profile, one: One, other: Other) => Answer) => {
  let asked: Profile | undefined
  let first: One
  let second: Other
  let answer: Answer
  return (profile, one, other) => {
    if (asked === profile && first === one && second === other) return answer
    answer = reckon(profile, one, other)
    asked = profile
    first = one
    second = other
    return answer
  }
}
