import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button'
import styles from './button.module.css'

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style'> {
  /** `primary`: the one next thing. `plain`: any other. `quiet`: inside a line. `danger`: loses something. */
  variant?: 'primary' | 'plain' | 'quiet' | 'danger'
}

/** Something that can be done. `isPending` keeps its focus and says it is busy. */
export function Button({ variant = 'plain', ...props }: ButtonProps) {
  return <AriaButton {...props} className={`${styles.button} ${styles[variant]}`} />
}
