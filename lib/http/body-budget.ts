import { overloaded } from "./api-error";

interface Claim {
  bytes: number;
}

interface Waiter {
  claim: Claim;
  bytes: number;
  grant: () => void;
}

const longestWaitMs = 5_000;

/**
 * Bounds the memory of all bodies that are being read or worked on: `capacity` bytes, plus one body
 * that may go beyond it, so that bodies which all wait for each other's bytes still end. Who holds
 * least goes first: a flood of large bodies does not keep small ones out.
 */
export class BodyBudget {
  private held = 0;
  private beyond: Claim | null = null;
  private waiting: Waiter[] = [];

  constructor(
    private readonly capacity: number,
    private readonly maxWaitMs = longestWaitMs,
  ) {}

  /** Throws a 503 when the bytes do not come free in time. */
  async take(claim: Claim, bytes: number): Promise<void> {
    if (!this.grant(claim, bytes)) await this.wait(claim, bytes);
  }

  release(claim: Claim): void {
    this.held -= claim.bytes;
    claim.bytes = 0;
    if (this.beyond === claim) this.beyond = null;
    this.waiting.sort((a, b) => a.claim.bytes - b.claim.bytes);
    this.waiting = this.waiting.filter((waiter) => {
      const granted = this.grant(waiter.claim, waiter.bytes);
      if (granted) waiter.grant();
      return !granted;
    });
  }

  private grant(claim: Claim, bytes: number): boolean {
    if (this.held + bytes > this.capacity && this.beyond !== claim) {
      if (this.beyond) return false;
      this.beyond = claim;
    }
    this.held += bytes;
    claim.bytes += bytes;
    return true;
  }

  private wait(claim: Claim, bytes: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting = this.waiting.filter((other) => other !== waiter);
        reject(
          overloaded("overloaded", "Too much is being received at once. Try again in a moment."),
        );
      }, this.maxWaitMs);
      const grant = () => {
        clearTimeout(timer);
        resolve();
      };
      const waiter = { claim, bytes, grant };
      this.waiting.push(waiter);
    });
  }
}
