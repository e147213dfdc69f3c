import { fold } from './search-form.ts'

const minLength = 12
const maxLength = 200

/** The rules as they are told before anything is typed. */
export const passwordRules = `Au moins ${minLength} caractères, sans votre nom ni votre adresse email. Une phrase convient très bien.`

/**
 * What is wrong with a new password, in French, or null. Length rather than composition (NIST SP 800-63B): a sentence is
 * stronger than a word with a digit.
 */
export function passwordFault(
  password: string,
  of: { first_name: string; last_name: string; email: string | null },
): string | null {
  if (password.length < minLength)
    return `Ce mot de passe est trop court : il lui faut au moins ${minLength} caractères.`
  if (password.length > maxLength) return `Ce mot de passe est trop long : ${maxLength} caractères au plus.`
  if (new Set(password.toLowerCase()).size < 5)
    return 'Ce mot de passe répète trop peu de caractères différents : il serait facile à deviner.'
  const typed = fold(password)
  const personal = [of.first_name, of.last_name, of.email?.split('@')[0] ?? ''].map(fold)
  if (personal.some((word) => word.length > 3 && typed.includes(word)))
    return 'Ce mot de passe contient votre nom ou votre adresse email : il serait facile à deviner.'
  return null
}
