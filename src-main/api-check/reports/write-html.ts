/** A report in one HTML file, without a script and without anything from elsewhere. */
import {
  type CheckReport,
  type CheckResult,
  checkGroupNames,
  checkGroups,
  checkLibraries,
  compareResults,
  isSerious,
  isWarning,
  verdictInWords,
} from '../../contract/entities/api-check.ts';
import { adviceFor, describeGrade } from './describe-result.ts';

export function writeHtml(report: CheckReport): string {
  const { input, started_at, findings, library, results } = report;
  const heading = `API check of ${input.url}`;
  const sorted = [...results].sort(compareResults);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>${heading}</title>
<style>${raw(style)}</style>
</head>
<body>
<main>
<h1>${heading}</h1>
<p class="sum ${toneOfReport(report)}">${describeGrade(report)}</p>
<dl class="facts">
<div><dt>When</dt><dd><time datetime="${started_at}">${started_at.replace('T', ' ').slice(0, 19)} UTC</time></dd></div>
<div><dt>Audience</dt><dd><code>${input.audience}</code></dd></div>
<div><dt>Issuer</dt><dd><code>${report.issuer}</code></dd></div>
<div><dt>Permission</dt><dd><code>${input.scope ?? 'as found'}</code></dd></div>
<div><dt>Verified by</dt><dd>${checkLibraries[library]}</dd></div>
</dl>
${raw(findings.map((finding) => html`<p>${finding}</p>`).join('\n'))}
${raw(picture(results))}
<h2>Results, worst first</h2>
${raw(sorted.map((result) => row(result, report)).join('\n'))}
</main>
</body>
</html>
`;
}

/** A square a case, by group. */
function picture(results: readonly CheckResult[]): string {
  const groups = checkGroupNames.map((group) => {
    const cases = results.filter((result) => result.group === group);
    if (cases.length === 0) return '';
    const squares = cases.map(
      (result) =>
        html`<a class="square ${toneOf(result)}" href="#${result.id}" title="${result.title}: ${verdictInWords(result)}"></a>`,
    );
    return html`<div class="group"><span>${checkGroups[group]}</span><span class="squares">${raw(squares.join(''))}</span></div>`;
  });
  return html`<section aria-label="All cases by group">${raw(groups.join('\n'))}</section>`;
}

function row(result: CheckResult, report: CheckReport): string {
  const { id, title, expected, got, reason, why, sent, answer } = result;
  const advice = adviceFor(result, report);
  const isOpen = isSerious(result) ? raw(' open') : '';
  return html`<details id="${id}"${isOpen}>
<summary><span class="mark ${toneOf(result)}">${verdictInWords(result)}</span> <span>${title}</span> <code>${id}</code></summary>
<p>${reason}</p>
<dl class="facts">
<div><dt>Expected</dt><dd>${expected}</dd></div>
<div><dt>Got</dt><dd>${got}</dd></div>
<div><dt>Why</dt><dd>${why}</dd></div>
${advice === undefined ? '' : raw(html`<div><dt>Fix</dt><dd>${advice}</dd></div>`)}
</dl>
${sent === undefined ? '' : raw(html`<h3>Request</h3><pre>${sent.request}</pre>`)}
${answer === undefined ? '' : raw(html`<h3>Response</h3><pre>${answerText(answer)}</pre>`)}
</details>`;
}

function answerText({ status, headers, body }: NonNullable<CheckResult['answer']>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status}`, ...lines, '', body].join('\n');
}

function toneOf(result: CheckResult): string {
  if (isSerious(result)) return 'bad';
  if (isWarning(result)) return 'warn';
  return { as_expected: 'good', not_run: 'none' }[String(result.verdict)] ?? 'note';
}

function toneOfReport({ grade }: CheckReport): string {
  return grade === 'A' ? 'good' : grade === 'B' ? 'warn' : 'bad';
}

/** Markup that is markup already. */
class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

function raw(text: string): Markup {
  return new Markup(text);
}

/** Values are text, and written as text. */
function html(parts: TemplateStringsArray, ...values: (string | Markup)[]): string {
  return String.raw(
    { raw: parts },
    ...values.map((value) => (typeof value === 'string' ? escapeText(value) : value.text)),
  );
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

const style = `
:root { --ink: #16181d; --dim: #5b6270; --paper: #fff; --line: #d9dce3; --bad: #c4232b; --warn: #9a6400; --good: #1f7a3d; --note: #3658b3; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaee; --dim: #a2a9b8; --paper: #15171c; --line: #343944; --bad: #ff7b7f; --warn: #e5ac4d; --good: #6dcf8c; --note: #8fabff; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 62rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.4rem; overflow-wrap: anywhere; } h2 { font-size: 1.1rem; margin-top: 2rem; } h3 { font-size: .85rem; color: var(--dim); margin: 1rem 0 .3rem; }
code, pre { font: 13px/1.45 ui-monospace, monospace; } pre { overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid var(--line); border-radius: 6px; padding: .6rem .8rem; margin: 0; max-height: 20rem; }
.sum { font-size: 1.15rem; font-weight: 600; }
.facts { display: grid; gap: .2rem; margin: .5rem 0; } .facts div { display: grid; grid-template-columns: 8rem 1fr; gap: 1rem; } .facts dt { color: var(--dim); } .facts dd { margin: 0; overflow-wrap: anywhere; }
.group { display: grid; grid-template-columns: 18rem 1fr; gap: 1rem; padding: .15rem 0; } @media (max-width: 40rem) { .group, .facts div { grid-template-columns: 1fr; gap: 0; } }
.squares { display: flex; flex-wrap: wrap; gap: 3px; align-content: center; }
.square { width: 12px; height: 12px; border-radius: 2px; background: currentColor; display: block; } .square.none { background: none; border: 1px solid var(--line); box-sizing: border-box; }
details { border-top: 1px solid var(--line); padding: .5rem 0; } summary { cursor: pointer; } summary code { color: var(--dim); }
.mark { font-weight: 600; display: inline-block; min-width: 14rem; }
.bad { color: var(--bad); } .warn { color: var(--warn); } .good { color: var(--good); } .note { color: var(--note); } .none { color: var(--dim); }
`;
