/**
 * The templates' few rules, all of them strict: what is not one of these is an error that names the line.
 *
 *     %% step <language> <title>            opens a step; the text up to the next one is its text
 *     %% step <language> <title> > <file>   the same for a text to be kept as a file
 *     %% if <condition>, %% else, %% end    keeps or drops the lines between
 *     {{name}}                              the value as a string literal of the step's language, quotes included
 *     {{=name}}                             the value as it stands, which must then be an identifier
 */
import { isStepLanguage, type StepLanguage, stringLiteral } from './string-literals.ts';

export interface Step {
  title: string;
  language: StepLanguage;
  text: string;
  /** Name of the file that the text belongs in, where it is one. */
  file: string | undefined;
}

/** Undefined: this name is known, but there is no value. A template must then not use it. */
export type TemplateValues = Readonly<Record<string, string | undefined>>;

interface Branch {
  isTaken: boolean;
  hasElse: boolean;
}

const stepLine = /^step (?<language>\w+) (?<title>[^>]+?)(?: > (?<file>.+))?$/;
const placeholder = /\{\{(?<bare>=?)(?<name>\w+)\}\}/g;
const identifier = /^[A-Za-z_]\w*$/;

/**
 * The steps of a template.
 * @param conditions every name that the template may ask for, and whether it holds
 * @throws {Error} for an unknown directive, condition or placeholder, or a value that is needed and missing
 */
export function renderTemplate(
  template: string,
  values: TemplateValues,
  conditions: Readonly<Record<string, boolean>>,
): Step[] {
  const steps: Step[] = [];
  const branches: Branch[] = [];
  for (const [index, line] of template.trimEnd().split(/\r?\n/).entries()) {
    try {
      const directive = /^%% (.+)$/.exec(line)?.[1];
      if (directive !== undefined && follow(directive, branches, conditions)) continue;
      if (!branches.every((branch) => branch.isTaken)) continue;
      if (directive !== undefined) steps.push(openStep(directive));
      else appendLine(steps, line, values);
    } catch (error) {
      throw new Error(`Template line ${index + 1}: ${error instanceof Error ? error.message : error} (${line})`);
    }
  }
  if (branches.length > 0) throw new Error('The template ends inside a condition: an %% end is missing.');
  return steps.map((step) => ({ ...step, text: step.text.trim() }));
}

/** Takes a condition's directive; false where it is none. */
function follow(directive: string, branches: Branch[], conditions: Readonly<Record<string, boolean>>): boolean {
  const condition = /^if (\w+)$/.exec(directive)?.[1];
  if (condition !== undefined) {
    const holds = Object.hasOwn(conditions, condition) ? conditions[condition] : undefined;
    if (holds === undefined) throw new Error(`Unknown condition ${condition}.`);
    branches.push({ isTaken: holds, hasElse: false });
    return true;
  }
  if (directive !== 'else' && directive !== 'end') return false;
  const branch = branches.pop();
  if (branch === undefined) throw new Error(`An %% ${directive} without its %% if.`);
  if (directive === 'else') {
    if (branch.hasElse) throw new Error('A second %% else.');
    branches.push({ isTaken: !branch.isTaken, hasElse: true });
  }
  return true;
}

function openStep(directive: string): Step {
  const { language = '', title, file } = stepLine.exec(directive)?.groups ?? {};
  if (title === undefined) throw new Error(`Unknown directive ${directive}.`);
  if (!isStepLanguage(language)) throw new Error(`Unknown language ${language}.`);
  return { title, language, text: '', file };
}

function appendLine(steps: readonly Step[], line: string, values: TemplateValues): void {
  if (/\{\{|\}\}/.test(line.replace(placeholder, '')))
    throw new Error('A placeholder that is not {{name}} or {{=name}}.');
  const step = steps.at(-1);
  if (step === undefined) {
    if (line.trim() === '') return;
    throw new Error('Text before the first step.');
  }
  const text = line.replace(placeholder, (_match, bare: string, name: string) => {
    if (!Object.hasOwn(values, name)) throw new Error(`Unknown placeholder ${name}.`);
    const value = values[name];
    if (value === undefined) throw new Error(`No value for the placeholder ${name}.`);
    if (bare === '') return stringLiteral(step.language, value);
    if (!identifier.test(value)) throw new Error(`The value of ${name} must be an identifier: letters, digits and _.`);
    return value;
  });
  step.text += `${text}\n`;
}
