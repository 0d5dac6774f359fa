/** A connection that speaks WebDriver BiDi (W3C): commands with answers, and events. */
export interface Bidi {
  /** @throws Error with the command's name when the browser refuses it or the connection closes */
  send<Result>(method: string, params?: object): Promise<Result>;
  /** @returns a function that ends the listening */
  on<Event>(method: string, listener: (event: Event) => void): () => void;
  close(): void;
}

interface Message {
  type: 'success' | 'error' | 'event';
  id: number;
  method: string;
  params: unknown;
  result: unknown;
  error: string;
  message: string;
}

interface Waiting {
  method: string;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

export async function connectBidi(url: string): Promise<Bidi> {
  const socket = new WebSocket(url);
  await new Promise<void>((resolve, reject) => {
    socket.onopen = () => resolve();
    socket.onerror = () => reject(new Error(`no BiDi connection to ${url}`));
  });

  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, Set<(event: never) => void>>();
  let last = 0;

  socket.onmessage = ({ data }) => {
    const message = JSON.parse(String(data)) as Message;
    if (message.type === 'event') {
      for (const listener of [...(listeners.get(message.method) ?? [])]) {
        listener(message.params as never);
      }
      return;
    }
    const command = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.type === 'success') command?.resolve(message.result);
    else command?.reject(new Error(`${command.method}: ${message.error}: ${message.message}`));
  };
  socket.onclose = () => {
    for (const { method, reject } of waiting.values()) {
      reject(new Error(`${method}: the browser closed the connection`));
    }
    waiting.clear();
  };

  return {
    send<Result>(method: string, params: object = {}) {
      last += 1;
      const id = last;
      return new Promise<Result>((resolve, reject) => {
        waiting.set(id, { method, resolve: resolve as (result: unknown) => void, reject });
        socket.send(JSON.stringify({ id, method, params }));
      });
    },
    on(method, listener) {
      const all = listeners.get(method) ?? new Set();
      listeners.set(method, all.add(listener));
      return () => all.delete(listener);
    },
    close: () => socket.close(),
  };
}
