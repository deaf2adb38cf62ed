import { circumstances, conditionText, ruleOfPrecedents } from '@shouwang/indicators'
import { type PolicyBook, policyOn, programmeChangeFile } from '@shouwang/policy'
import type { Backend } from './backend.ts'

/** Makes rules of precedents by the programmes as they stand in a region on a day. */
export const precedentRules =
  (policies: PolicyBook): Backend['ruleOfPrecedents'] =>
  ({ precedents, title, programme, path, region, from, known }) => {
    const policy = policyOn(policies, region, from)
    const described = policy.programmes.get(programme)
    if (described === undefined)
      return { ok: false, reason: 'bad-request', detail: `没有救助项目 ${programme}。可用的见政策标准页。` }
    const rule = ruleOfPrecedents(described, precedents)
    if (rule === null)
      return { ok: false, reason: 'bad-request', detail: '选中的先例没有共同的情形，拟不出一条规则。请少选几个再试。' }
    const names = rule.shared.map((id) => circumstances[id].name).join('、')
    const who = `${names}的${described.holder === 'person' ? '个人' : '家庭'}（由会商先例拟定）`
    const text = programmeChangeFile(known, { from, who, conditions: rule.conditions, title })
    const kept = new Set(rule.conditions.map((each) => JSON.stringify(each)))
    return {
      ...{ ok: true, programmeName: described.name, who, shared: rule.shared },
      conditions: rule.conditions.map((each) => conditionText(each, policy)),
      dropped: described.conditions
        .filter((each) => !kept.has(JSON.stringify(each)))
        .map((each) => conditionText(each, policy)),
      files: new Map([[path, text]]),
    }
  }
