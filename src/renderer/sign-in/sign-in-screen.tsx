import { CircleAlert, Eye, EyeOff, Triangle } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { StationErrorCode } from '#shared/contracts/station-errors.ts'
import { useHeardState, useStation } from '../app/station-store.tsx'
import { Button } from '../ui/button.tsx'
import { Mark } from '../ui/mark.tsx'
import { Loading } from '../ui/screen-states.tsx'
import { TextField } from '../ui/text-field.tsx'
import { signInProblem } from './sign-in-problem.ts'
import styles from './sign-in-screen.module.css'

/**
 * Who answers the calls on this workplace; also without the service, for whoever signed in here lately. Shown while the
 * station opens too: what is sent then waits for it.
 */
export function SignInScreen() {
  const station = useStation()
  const link = useHeardState((state) => state.link)
  const otherService = useHeardState((state) => state.otherService)
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [isPasswordShown, setIsPasswordShown] = useState(false)
  const [hasCapsLock, setHasCapsLock] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const [problem, setProblem] = useState<StationErrorCode | 'missing' | null>(null)
  const emailInput = useRef<HTMLInputElement>(null)
  const passwordInput = useRef<HTMLInputElement>(null)

  useEffect(() => {
    document.title = 'Connexion – numi Hotliner'
    emailInput.current?.focus()
  }, [])

  const signIn = async (event: FormEvent) => {
    event.preventDefault()
    if (isBusy) return
    const isEmail = /^\S+@\S+\.\S+$/.test(email.trim())
    if (!isEmail || password === '') {
      setProblem('missing')
      ;(isEmail ? passwordInput : emailInput).current?.focus()
      return
    }
    setIsBusy(true)
    const signedIn = await station.ask('session.signIn', { email: email.trim(), password })
    setIsBusy(false)
    if (signedIn.ok) return
    setProblem(signedIn.error.code)
    passwordInput.current?.select()
  }

  const readCapsLock = (event: KeyboardEvent) => setHasCapsLock(event.getModifierState('CapsLock'))
  const isMissing = problem === 'missing'
  return (
    <main className={styles.screen}>
      <form className={styles.form} onSubmit={signIn} noValidate>
        <div>
          <p className={styles.brand}>numi</p>
          <h1 className={styles.title}>Ouvrir votre poste</h1>
          {otherService && (
            <p className={styles.service}>
              Adresse du service, changée sur ce poste : <strong>{otherService}</strong>
            </p>
          )}
        </div>
        <TextField
          label="Adresse email"
          type="email"
          name="email"
          autoComplete="username"
          isRequired
          value={email}
          onChange={setEmail}
          inputRef={emailInput}
          error={isMissing && !email.includes('@') ? 'Saisissez votre adresse, par exemple lea.m@numi.support.' : null}
        />
        <div className={styles.password}>
          <TextField
            label="Mot de passe"
            type={isPasswordShown ? 'text' : 'password'}
            name="password"
            autoComplete="current-password"
            isRequired
            value={password}
            onChange={setPassword}
            onKeyUp={readCapsLock}
            inputRef={passwordInput}
            error={isMissing && password === '' ? 'Saisissez votre mot de passe.' : null}
          />
          <div className={styles.reveal}>
            <Button
              variant="quiet"
              aria-label={isPasswordShown ? 'Masquer le mot de passe' : 'Afficher le mot de passe'}
              onPress={() => setIsPasswordShown(!isPasswordShown)}
            >
              {isPasswordShown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
            </Button>
          </div>
        </div>
        <p role="status" className={styles.hint}>
          {hasCapsLock && (
            <Mark tone="warn" shape={Triangle}>
              La touche Verr. Maj est active.
            </Mark>
          )}
        </p>
        <Button variant="primary" type="submit" isPending={isBusy}>
          {isBusy ? 'Ouverture…' : 'Se connecter'}
        </Button>
        <div role="alert" className={styles.problem}>
          {problem && problem !== 'missing' && (
            <>
              <CircleAlert aria-hidden="true" />
              <p>{signInProblem(problem)}</p>
            </>
          )}
        </div>
        <div className={styles.link}>
          {link === undefined && <Loading>Ouverture du poste…</Loading>}
          <p role="status">
            {link === 'offline' &&
              problem !== 'offline-sign-in-refused' &&
              'Le service ne répond pas. Si vous vous êtes connecté sur ce poste ces trois derniers jours, votre mot de passe suffit : appels et tickets seront gardés ici, puis transmis.'}
          </p>
        </div>
      </form>
    </main>
  )
}
