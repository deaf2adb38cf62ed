import { ZenEngine } from '@gorules/zen-engine'
import { Engine } from 'json-rules-engine'
import type { Condition, Inputs } from './plain-conditions.ts'

/** Counts the conditions that hold for one household. */
export type Judge = (inputs: Inputs) => number | Promise<number>

/** Plain functions, as our indicators are. */
export const closures = (conditions: readonly Condition[]): Judge => {
  const tests = conditions.map(
    ({ input, atLeast }) =>
      (inputs: Inputs) =>
        (inputs[input] ?? 0) >= atLeast,
  )
  return (inputs) => {
    let holding = 0
    for (const test of tests) if (test(inputs)) holding++
    return holding
  }
}

/** One rule a condition, all in one json-rules-engine. */
export const jsonRules = (conditions: readonly Condition[]): Judge => {
  const engine = new Engine(
    conditions.map(({ id, input, atLeast }) => ({
      conditions: { all: [{ fact: input, operator: 'greaterThanInclusive', value: atLeast }] },
      event: { type: id },
    })),
  )
  return async (inputs) => (await engine.run({ ...inputs })).events.length
}

/** One row a condition, in one decision table of GoRules Zen that collects every row that holds. */
export const zen = (conditions: readonly Condition[]): Judge => {
  const inputs = [...new Set(conditions.map(({ input }) => input))]
  const rules = conditions.map(({ id, input, atLeast }) => ({
    _id: id,
    ...Object.fromEntries(inputs.map((name) => [`in-${name}`, name === input ? `>= ${atLeast}` : ''])),
    'out-id': JSON.stringify(id),
  }))
  const table = {
    hitPolicy: 'collect',
    inputs: inputs.map((name) => ({ id: `in-${name}`, name, field: name })),
    outputs: [{ id: 'out-id', name: 'id', field: 'id' }],
    rules,
  }
  const decision = new ZenEngine().createDecision({
    nodes: [
      { id: 'start', type: 'inputNode', name: 'start', position: { x: 0, y: 0 } },
      { id: 'table', type: 'decisionTableNode', name: 'table', position: { x: 1, y: 0 }, content: table },
      { id: 'end', type: 'outputNode', name: 'end', position: { x: 2, y: 0 } },
    ],
    edges: [
      { id: 'a', sourceId: 'start', targetId: 'table', type: 'edge' },
      { id: 'b', sourceId: 'table', targetId: 'end', type: 'edge' },
    ],
  })
  return async (household) => ((await decision.evaluate(household)).result as unknown[]).length
}
