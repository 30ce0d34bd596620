const longestStretchMs = 3;

const waiting: (() => void)[] = [];

/** Resolves in a later turn of the event loop; of all that wait, one goes on a turn. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(letOneGo);
  });
}

function letOneGo(): void {
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(letOneGo);
}

/** Long work in short stretches, so that whoever asks meanwhile is answered: `if (pace.isDue) await
 * pace.rest()` where it may pause. */
export class Pace {
  private since = performance.now();

  get isDue(): boolean {
    return performance.now() - this.since > longestStretchMs;
  }

  async rest(): Promise<void> {
    await nextTurn();
    this.since = performance.now();
  }
}
