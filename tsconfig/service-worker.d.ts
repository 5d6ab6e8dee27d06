// TypeScript's library knows the globals of a dedicated worker. Here are those of a service worker, and what
// build_scripts/offline.py writes above the joined parts.

declare const SITE: {
  version: string;
  groups: Record<string, Record<string, string>>;
  shared: string;
  large: string[];
  probe: string;
  twins: Record<string, string>;
  offline: Record<string, string>;
  apart: string;
};
declare const registration: ServiceWorkerRegistration;
declare const clients: Clients;
declare function skipWaiting(): Promise<void>;
declare function addEventListener<Type extends keyof ServiceWorkerGlobalScopeEventMap>(
  type: Type,
  listener: (event: ServiceWorkerGlobalScopeEventMap[Type]) => void,
): void;
