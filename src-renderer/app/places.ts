/** The screens that the sidebar, the keys and the palette lead to. */
import {
  IconActivity,
  IconApps,
  IconBolt,
  IconFileSearch,
  IconKey,
  IconPlayerPlay,
  IconServer2,
  IconSettings,
  IconShieldCheck,
} from '@tabler/icons-react';
import { paths } from '../bridge/paths.ts';

export const places = [
  {
    to: paths.home,
    name: 'Getting started',
    icon: IconPlayerPlay,
    letter: 'h',
    aliases: 'home, curl, run, first token, issuer, audience, jwks',
  },
  {
    to: paths.applications,
    name: 'Applications',
    icon: IconApps,
    letter: 'a',
    aliases: 'client, clients, non interactive, machine to machine, m2m',
  },
  {
    to: paths.apis,
    name: 'APIs',
    icon: IconServer2,
    letter: 'p',
    aliases: 'resource server, resource servers, audience, scope, scopes, permissions',
  },
  {
    to: paths.debugger,
    name: 'Token debugger',
    icon: IconFileSearch,
    letter: 'd',
    aliases: 'jwt, decode, verify, inspect, access token',
  },
  {
    to: paths.traffic,
    name: 'Traffic',
    icon: IconActivity,
    letter: 't',
    aliases: 'logs, log, requests, refusals, exchanges, har, why refused, replay',
  },
  {
    to: paths.apiCheck,
    name: 'API check',
    icon: IconShieldCheck,
    letter: 'c',
    aliases: 'security, battery, test my api, pentest, wrong audience, alg none, refuse, junit, sarif',
  },
  {
    to: paths.keys,
    name: 'Signing keys',
    icon: IconKey,
    letter: 'k',
    aliases: 'jwks, rotate, revoke, certificate, kid, public key',
  },
  {
    to: paths.faults,
    name: 'Faults',
    icon: IconBolt,
    letter: 'f',
    aliases: 'chaos, outage, error, 429, 503, slow, drop, clock, drift, freeze, time, simulate',
  },
  {
    to: paths.settings,
    name: 'Settings',
    icon: IconSettings,
    letter: 's',
    aliases:
      'preferences, tenant, network, port, https, storage, backup, import, export, tenant.yaml, deploy tool, advanced, appearance, theme, about, version, diagnostics',
  },
] as const;

export type Place = (typeof places)[number];
