// Threads of isolates, in the two ways in which a guest can wait.
//
//   suspended   the guest's own thread starts them, and its event loop brings what they say
//   blocked     the thread that does input and sockets starts them; what they say is looked for, and a signal wakes

import { MessageChannel, type MessagePort, receiveMessageOnPort, type Transferable, Worker } from "node:worker_threads";
import type { IsolateThread } from "../isolates/isolate-link.js";
import type { Kind } from "../isolates/isolates.js";
import type { LinkMessage, LinkPort } from "../isolates/link.js";
import type { IoRequest } from "./io-messages.js";
import type { BlockedIsolateData, IsolateData, IsolateProgram } from "./isolate-data.js";
import { Signal } from "./signal.js";

/** Starts threads for the isolates of one guest. */
export type StartThread = (program: IsolateProgram, kind: Kind, bytes?: Uint8Array<ArrayBuffer>) => IsolateThread;

const WITHOUT_A_WORD = "its thread has ended without a word";

/** @param failed is called when the thread is gone, for whatever reason */
export function startIsolateThread(
  workerData: IsolateData | BlockedIsolateData,
  transferList: Transferable[],
  failed: (reason: string) => void,
): Worker {
  const worker = new Worker(new URL("./isolate-worker.js", import.meta.url), {
    workerData,
    transferList,
    execArgv: [],
  });
  worker.on("error", (error: Error) => failed(error.stack ?? error.message));
  worker.on("exit", () => failed(WITHOUT_A_WORD));
  return worker;
}

/** @param peer is woken when there is something for it */
export function linkPort(port: MessagePort, peer?: Signal): LinkPort {
  return {
    post(message, transfer = []) {
      port.postMessage(message, transfer);
      peer?.notify();
    },
    receive: () => receiveMessageOnPort(port)?.message as LinkMessage | undefined,
    close: () => port.close(),
  };
}

export const startSuspended: StartThread = (program, kind, bytes) => {
  const { port1, port2 } = new MessageChannel();
  let failed = (_reason: string) => {};
  const data: IsolateData = { program, kind, bytes, port: port2, signals: undefined };
  const worker = startIsolateThread(data, [port2], (reason) => failed(reason));
  return {
    port: linkPort(port1),
    listen(link) {
      port1.on("message", (message: LinkMessage) => link.accept(message));
      failed = (reason) => {
        link.look(); // what it said last may not have come as an event yet
        link.fail(reason);
      };
    },
    terminate: () => void worker.terminate(),
  };
};

/**
 * @param signal what the guest sleeps on
 * @param ask the thread that does input and sockets
 */
export function startBlocked(signal: Signal, ask: (request: IoRequest, transfer: MessagePort[]) => void): StartThread {
  let isolates = 0;
  return (program, kind, bytes) => {
    const isolate = isolates++;
    const { port1, port2 } = new MessageChannel();
    const own = new Signal();
    const gone = new SharedArrayBuffer(4);
    const data: IsolateData = {
      program,
      kind,
      bytes,
      port: port2,
      signals: { own: own.shared, parent: signal.shared },
    };
    ask({ type: "start isolate", isolate, data, gone }, [port2]);
    return {
      port: linkPort(port1, own),
      failure: () => (Atomics.load(new Int32Array(gone), 0) ? WITHOUT_A_WORD : undefined),
      terminate: () => ask({ type: "end isolate", isolate }, []),
    };
  };
}
