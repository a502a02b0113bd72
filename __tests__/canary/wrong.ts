// Deliberately wrong, and never run: __tests__/lint.test.ts checks that the linter still sees each mistake.
export async function answer(): Promise<number> {
  return 42;
}

export function forgets(): void {
  answer();
}

export function misuses(): number {
  return answer() ? 1 : 0;
}

export function shape(kind: 'a' | 'b'): number {
  switch (kind) {
    case 'a':
      return 1;
  }
  return 0;
}

export function asserts(text: string | undefined, anything: any): number {
  return text!.length + anything;
}
