import { Component, type ReactNode } from 'react'

interface Props {
  children: ReactNode
  /** What shows in place of what broke. @param tryAgain shows it anew */
  fallback: (tryAgain: () => void) => ReactNode
}

/** Keeps what breaks inside from taking with it what is around. */
export class Boundary extends Component<Props, { hasFailed: boolean }> {
  override state = { hasFailed: false }

  static getDerivedStateFromError() {
    return { hasFailed: true }
  }

  override componentDidCatch(error: unknown) {
    console.error(error)
  }

  override render() {
    return this.state.hasFailed ? this.props.fallback(() => this.setState({ hasFailed: false })) : this.props.children
  }
}
