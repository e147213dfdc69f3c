import type { InputHTMLAttributes, ReactNode, TextareaHTMLAttributes } from 'react'

interface Labelled {
  name: string
  label: string
  hint?: string
  fault?: string | null
}

/** A labelled input, its hint and what is wrong with it, tied together for a screen reader. */
export function Field({ name, label, hint, fault = null, ...input }: Labelled & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      <Notes name={name} hint={hint} fault={fault} />
      <input id={name} name={name} {...noted(name, hint, fault)} {...input} />
    </div>
  )
}

/** The address that an email is to be sent to. */
export const EmailField = ({ typed, fault }: { typed: string; fault: string | null }) => (
  <Field
    name="email"
    label="Votre adresse email"
    hint="Exemple : prenom.nom@exemple.fr"
    type="email"
    autoComplete="email"
    required
    maxLength={254}
    defaultValue={typed}
    fault={fault}
  />
)

/** A labelled input of several lines; what is within comes after the field. */
export function LongField(props: Labelled & TextareaHTMLAttributes<HTMLTextAreaElement> & { children?: ReactNode }) {
  const { name, label, hint, fault = null, children, ...area } = props
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      <Notes name={name} hint={hint} fault={fault} />
      <textarea id={name} name={name} {...noted(name, hint, fault)} {...area} />
      {children}
    </div>
  )
}

interface ChoicesProps extends Labelled {
  /** By value, in their order. */
  choices: Readonly<Record<string, string>>
  /** One; where it is a list, as many as one likes. */
  chosen: string | readonly string[]
}

/** One of several, or some of them. */
export function Choices({ name, label, hint, fault = null, choices, chosen }: ChoicesProps) {
  const isOne = typeof chosen === 'string'
  const isChosen = (value: string) => (isOne ? value === chosen : chosen.includes(value))
  return (
    <fieldset className="field" id={name} tabIndex={-1} {...described(name, hint, fault)}>
      <legend>{label}</legend>
      <Notes name={name} hint={hint} fault={fault} />
      {Object.entries(choices).map(([value, words]) => (
        <label key={value} className="choice">
          <input
            type={isOne ? 'radio' : 'checkbox'}
            name={name}
            value={value}
            defaultChecked={isChosen(value)}
            required={isOne}
          />
          {words}
        </label>
      ))}
    </fieldset>
  )
}

function Notes({ name, hint, fault }: { name: string; hint: string | undefined; fault: string | null }) {
  return (
    <>
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
    </>
  )
}

const described = (name: string, hint: string | undefined, fault: string | null) => {
  const ids = [hint && `${name}-hint`, fault && `${name}-fault`].filter(Boolean).join(' ')
  return ids && { 'aria-describedby': ids }
}

const noted = (name: string, hint: string | undefined, fault: string | null) => ({
  ...described(name, hint, fault),
  ...(fault && { 'aria-invalid': true as const }),
})

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
