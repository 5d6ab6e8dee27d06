// What the benchmark's page hands to who drives it, and to PyScript.

interface Window {
  say: (reply: string) => void;
  message: string;
  first: (way: any) => Promise<{ ms: number; verdicts: unknown }>; // any: one of two kinds, told apart by `pyscript`
  answers: (messages: object[], rounds: number) => Promise<{ taken: number[]; kind: string }>;
}
