import type { InputHTMLAttributes } from 'react'

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  name: string
  label: string
  hint?: string
  fault?: string | null
}

/** A labelled input, its hint and what is wrong with it, tied together for a screen reader. */
export function Field({ name, label, hint, fault = null, ...input }: FieldProps) {
  const described = [hint && `${name}-hint`, fault && `${name}-fault`].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      {hint && (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {fault && (
        <p className="fault" id={`${name}-fault`}>
          {fault}
        </p>
      )}
      <input
        id={name}
        name={name}
        {...(described && { 'aria-describedby': described })}
        {...(fault && { 'aria-invalid': true })}
        {...input}
      />
    </div>
  )
}

/** Above a form: what is wrong, with the way to it. */
export function FormFault({ name, fault }: { name: string; fault: string }) {
  return <FormFaults faults={{ [name]: fault }} />
}

/** The same when several fields may be wrong, in their order. */
export function FormFaults({ faults }: { faults: Readonly<Record<string, string>> }) {
  return (
    <div className="alert" role="alert">
      {Object.entries(faults).map(([name, fault]) => (
        <p key={name}>
          <a href={`#${name}`}>{fault}</a>
        </p>
      ))}
    </div>
  )
}
