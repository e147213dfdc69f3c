import type { ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { Screen } from '../ui/screen.tsx'
import { Boundary } from './boundary.tsx'
import { goTo, type ScreenId } from './navigation.ts'

interface ScreenBoundaryProps {
  screen: ScreenId
  children: ReactNode
}

/** Keeps a screen that broke from taking the others with it: the call is one press away, at its step. */
export function ScreenBoundary({ screen, children }: ScreenBoundaryProps) {
  const isCall = screen === 'call'
  return (
    <Boundary
      fallback={(tryAgain) => (
        <Screen
          title={isCall ? 'L’écran d’appel a rencontré une erreur' : 'Cet écran a rencontré une erreur'}
          intro={
            isCall
              ? 'Tout ce que vous avez saisi est enregistré sur ce poste. L’appel reprend à la même étape.'
              : 'Votre appel n’est pas touché, et rien de ce qui était enregistré n’est perdu.'
          }
        >
          <div>
            <Button variant="primary" onPress={tryAgain}>
              {isCall ? 'Reprendre l’appel' : 'Rouvrir cet écran'}
            </Button>{' '}
            {!isCall && <Button onPress={() => goTo('call')}>Revenir à l’appel</Button>}
          </div>
        </Screen>
      )}
    >
      {children}
    </Boundary>
  )
}
