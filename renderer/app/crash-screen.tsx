import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';

interface CrashScreenProps {
  readonly children: ReactNode;
}

interface CrashScreenState {
  readonly message: string | null;
}

/** In place of a blank window when drawing it failed. What was edited is with the host already. */
export class CrashScreen extends Component<CrashScreenProps, CrashScreenState> {
  override state: CrashScreenState = { message: null };

  static getDerivedStateFromError(thrown: unknown): CrashScreenState {
    return { message: thrown instanceof Error ? thrown.message : String(thrown) };
  }

  override render(): ReactNode {
    const { message } = this.state;
    if (message === null) return this.props.children;
    return (
      <div className="crash" role="alert">
        <h1>This window stopped working</h1>
        <p>Your project is safe: every change was saved as you made it. Load the window again to go on.</p>
        <pre className="dg-code">{message}</pre>
        <Button size="sm" onClick={() => window.location.reload()}>
          Load again
        </Button>
      </div>
    );
  }
}
