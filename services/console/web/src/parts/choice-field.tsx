import type { ReactNode } from 'react'

/** A few choices, each one tap: a list that opens would need two. What is chosen is said to who can't see it. */
export const ChoiceField = <Value extends string>(props: {
  label: string
  options: readonly (readonly [value: Value, words: string])[]
  value: Value | ''
  set: (value: Value) => void
  children?: ReactNode
}) => (
  <fieldset className="field">
    <legend>{props.label}</legend>
    <div className="chips">
      {props.options.map(([value, words]) => (
        <button
          key={value}
          type="button"
          className="chip"
          aria-pressed={value === props.value}
          onClick={() => props.set(value)}
        >
          {words}
        </button>
      ))}
    </div>
    {props.children}
  </fieldset>
)
