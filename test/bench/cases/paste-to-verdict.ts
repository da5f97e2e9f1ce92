import { createSign, generateKeyPairSync } from 'node:crypto';
import { type Browser, chromium, type Page } from '@playwright/test';
import { serveConsole } from '../../e2e/hosts/browser-host.ts';
import { chromiumArguments, findChromium } from '../../electron/stand-in/find-chromium.ts';
import { compareRounds, median } from '../ratios.ts';
import type { CaseReport } from '../report.ts';
import type { RunOptions } from '../run-options.ts';

/** Milliseconds at 60 Hz. */
const frame = 16.7;

/** Characters of the token, and how many frames there are for it. */
const sizes = [
  { name: '2 KB', characters: 2_000, frames: 1 },
  { name: '100 KB', characters: 100_000, frames: 6 },
];

const pastesPerRound = 10;

/** The debugger's screen: from the paste of a token to its verdict and its claims on the page. */
export async function measurePasteToVerdict(options: RunOptions): Promise<CaseReport> {
  const served = await serveConsole(0);
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport: { width: 1_280, height: 800 } });
    await page.goto(served.address);
    await page.getByRole('link', { name: 'Token debugger' }).click();
    await page.getByLabel('Token, or text that contains one').waitFor();
    const measured = [];
    for (const { name, characters, frames } of sizes) {
      const rounds: number[][] = [];
      // The first ones warm up, and are not counted.
      for (let round = -1; round < options.rounds; round += 1) {
        const times = await pasteMany(page, characters);
        if (round >= 0) rounds.push(times);
      }
      options.onProgress(`${name}: ${median(rounds.flat()).toFixed(1)} ms`);
      measured.push({ name, frames, rounds });
    }
    return {
      title: `Paste to verdict in Chromium, ${pastesPerRound} pastes a round`,
      rows: measured.map(({ name, rounds }) => ({
        name: `a token of ${name}`,
        figures: { 'median ms': median(rounds.flat()), 'slowest ms': Math.max(...rounds.flat()) },
      })),
      ratios: measured.map(({ name, frames, rounds }) =>
        compareRounds(
          `${name}: ms ÷ a frame of ${frame} ms`,
          rounds.map(median),
          rounds.map(() => frame),
          { rule: 'at most', value: frames },
        ),
      ),
      notes: [
        'Each paste is of another token, signed with a key that the tenant does not know; nothing is remembered.',
      ],
    };
  } finally {
    await browser.close();
    await served.stop();
  }
}

function launch(): Promise<Browser> {
  const executablePath = findChromium();
  return chromium.launch({ ...(executablePath && { executablePath }), args: chromiumArguments });
}

async function pasteMany(page: Page, characters: number): Promise<number[]> {
  const times: number[] = [];
  for (let count = 0; count < pastesPerRound; count += 1) times.push(await paste(page, characters));
  return times;
}

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
let pasted = 0;

/** @returns milliseconds until what the token says is in the page; what is drawn comes with the next frame */
async function paste(page: Page, characters: number): Promise<number> {
  pasted += 1;
  const mark = `paste-${pasted}`;
  const token = aToken(mark, characters);
  const field = page.getByLabel('Token, or text that contains one');
  await field.focus();
  return page.evaluate<number>(`new Promise((resolve) => {
    const field = document.activeElement;
    field.select();
    const isThere = () => document.querySelector('[aria-label="Payload, explained"]')?.textContent.includes('"${mark}"');
    const begun = performance.now();
    const observer = new MutationObserver(() => {
      if (!isThere()) return;
      observer.disconnect();
      resolve(performance.now() - begun);
    });
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    document.execCommand('insertText', false, ${JSON.stringify(token)});
  })`);
}

function aToken(jti: string, characters: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = part({ alg: 'RS256', typ: 'JWT', kid: 'elsewhere' });
  const now = Math.floor(Date.now() / 1_000);
  const claims = { iss: 'https://issuer.example/', sub: 'auth0|1', aud: 'urn:a', iat: now, exp: now + 3_600, jti };
  const room = Math.max(0, Math.floor((characters - 343 - head.length) * 0.75) - JSON.stringify(claims).length - 20);
  const groups = Array.from({ length: Math.floor(room / 16) }, (_, index) => `group-${String(index).padStart(7, '0')}`);
  const input = `${head}.${part({ ...claims, groups })}`;
  return `${input}.${createSign('sha256').update(input).sign(privateKey).toString('base64url')}`;
}
