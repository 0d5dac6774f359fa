import sodium from 'libsodium-wrappers';

/** libsodium compiled to WebAssembly needs a moment to load; who imports it from here finds it ready. */
await sodium.ready;

export { sodium };
