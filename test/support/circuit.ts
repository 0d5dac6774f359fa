import { Agent } from 'node:http';
import { connect, type Socket } from 'node:net';

/** The line with which Tor begins a connection that comes by this circuit (HiddenServiceExportCircuitID haproxy). */
export function circuitLine(circuit: number): string {
  const hex = (part: number) => (part & 0xffff).toString(16);
  return `PROXY TCP6 fc00:dead:beef:4dad::${hex(circuit >>> 16)}:${hex(circuit)} ::1 ${circuit & 0xffff} 80\r\n`;
}

/** Connects to a unix socket as Tor does for one circuit. */
export function connectBy(circuit: number, path: string): Socket {
  const socket = connect(path);
  socket.write(circuitLine(circuit));
  return socket;
}

/** Sends requests over a unix socket as they come from one circuit, on at most `sockets` connections. */
export function circuitAgent(circuit: number, path: string, sockets = 6): Agent {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets });
  agent.createConnection = () => connectBy(circuit, path);
  return agent;
}
