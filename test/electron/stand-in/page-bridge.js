// Runs in every frame before the page's own scripts, as `(this text)(preload)`: what a sandboxed preload script may use.
(preload) => {
  const { __standInInvoke: invoke, __standInOpen: openWindow, DOMException } = window;
  window.open = (address = '') => {
    openWindow(new URL(address, location.href).href);
    return null;
  };
  // Electron runs preload scripts in main frames only.
  if (window !== window.top) return;

  const listeners = new Map();
  Object.defineProperty(window, '__standInDeliver', {
    value: (channel, args) => {
      for (const listener of listeners.get(channel) ?? []) listener({}, ...structuredClone(args));
    },
  });
  const ipcRenderer = {
    async invoke(channel, ...args) {
      const reply = await invoke(channel, structuredClone(args));
      if ('error' in reply) throw new Error(reply.error);
      return reply.value;
    },
    on(channel, listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
  };
  const contextBridge = {
    exposeInMainWorld(name, api) {
      if (name in window) throw new Error(`Cannot bind an API on top of an existing property: ${name}`);
      Object.defineProperty(window, name, { value: carry(api), enumerable: true });
    },
  };
  preload(
    (name) => {
      if (name === 'electron') return { contextBridge, ipcRenderer };
      throw new Error(`module not found: ${name}`);
    },
    { exports: {} },
    {},
    Object.freeze({ platform: 'linux', sandboxed: true, contextIsolated: true, versions: {} }),
  );

  /** Functions become others that do the same, objects are copied and frozen; what cannot cross is refused. */
  function carry(value) {
    if (typeof value === 'function') return (...args) => value(...args);
    if (typeof value === 'symbol')
      throw new DOMException('A symbol cannot cross the context bridge.', 'DataCloneError');
    if (typeof value !== 'object' || value === null || value instanceof Promise) return value;
    return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, part]) => [key, carry(part)])));
  }
};
