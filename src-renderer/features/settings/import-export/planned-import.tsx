/** Files that were chosen: what is needed to read them, what would happen, and the button. */
import { Button, Checkbox, PasswordInput, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconFile } from '@tabler/icons-react';
import { type FormEvent, useEffect, useState } from 'react';
import type { ImportInput, ImportPlan } from '#contract/methods/transfer.ts';
import { useApplyImport, usePlanImport } from '../../../bridge/queries/transfer.ts';
import type { TextFile } from '../../../components/dropped-files.ts';
import { Notice } from '../../../components/notice.tsx';
import { refusalOf, refusedField } from '../../../components/problem-fields.ts';
import { rememberedKeywords, rememberKeywords, setImport } from './import-state.ts';
import { PlanProgress } from './plan-progress.tsx';
import { PlanView } from './plan-view.tsx';
import { changesOf, readKeyword } from './plan-words.ts';
import classes from './transfer.module.css';

export function PlannedImport({ files }: { files: TextFile[] }) {
  const planning = usePlanImport();
  const applying = useApplyImport();
  const [input, setInput] = useState<ImportInput>({ files });
  // Asked for once: the fields stay when they were filled in.
  const [asked, setAsked] = useState<{ keywords: string[]; passphrase: boolean }>({ keywords: [], passphrase: false });
  const { mutate } = planning;
  const [plan, setPlan] = useState<ImportPlan>();
  const [task, setTask] = useState('');

  useEffect(() => {
    // Of each plan its own: what is typed meanwhile begins another.
    const next = crypto.randomUUID();
    setTask(next);
    mutate(
      { input, task: next },
      {
        onSuccess: (made) => {
          setPlan(made);
          setAsked((before) => ({
            keywords: [...new Set([...before.keywords, ...made.keywords])],
            passphrase: before.passphrase || made.needsPassphrase,
          }));
        },
        onError: () => setPlan(undefined),
      },
    );
  }, [input, mutate]);

  function apply(shown: ImportPlan): void {
    applying.mutate(
      { input, fingerprint: shown.fingerprint },
      {
        onSuccess: ({ plan: applied, undo }) => setImport({ step: 'applied', plan: applied, undo }),
        // The tenant may have changed: the plan of now is shown, and says so.
        onError: () => setInput({ ...input }),
      },
    );
  }

  const changes = plan === undefined ? 0 : changesOf(plan);
  const isPassphraseWrong = refusedField(planning.error) === 'passphrase';
  return (
    <div className={classes.plan}>
      <div className={classes.files}>
        <IconFile size={16} aria-hidden />
        <span className="mono">{nameOfFiles(files)}</span>
        <Button variant="subtle" onClick={() => setImport({ step: 'none' })}>
          Choose other files
        </Button>
      </div>
      {(asked.keywords.length > 0 || asked.passphrase) && (
        <Needed
          asked={asked}
          passphraseProblem={refusalOf(planning.error, 'passphrase')}
          onSubmit={(mappings, passphrase) =>
            setInput({ ...input, mappings, ...(passphrase === '' ? {} : { passphrase }) })
          }
        />
      )}
      {planning.isError && !isPassphraseWrong && (
        <Notice tone="not-verified" icon={<IconAlertTriangle size={18} />} assertive>
          {planning.error.message}
        </Notice>
      )}
      {applying.isError && (
        <Notice tone="not-verified" icon={<IconAlertTriangle size={18} />} assertive>
          {applying.error.message}
        </Notice>
      )}
      {planning.isPending && <PlanProgress task={task} />}
      {plan !== undefined && (
        <>
          <PlanView plan={plan} />
          {plan.problems.length > 0 && (
            <Checkbox
              label="Skip what has problems and import the rest"
              description="The problems above say what is skipped and why."
              checked={input.skipsProblems === true}
              onChange={(event) => setInput({ ...input, skipsProblems: event.currentTarget.checked })}
            />
          )}
          <Checkbox
            label="Also delete what is not in the files"
            description="Only in sections that the files contain, like AUTH0_ALLOW_DELETE of the Deploy CLI."
            checked={input.removesOthers === true}
            onChange={(event) => setInput({ ...input, removesOthers: event.currentTarget.checked })}
          />
          <div className={classes.row}>
            <Button
              disabled={!plan.canApply || changes === 0}
              loading={applying.isPending || planning.isPending}
              onClick={() => apply(plan)}
            >
              {changes === 1 ? 'Apply 1 change' : `Apply ${changes} changes`}
            </Button>
            <span className={classes.note}>
              {plan.canApply
                ? changes === 0
                  ? 'Nothing to change: the tenant already matches the files.'
                  : 'Applies all changes or none. You can undo it.'
                : 'Fix the problems, or skip them and import the rest.'}
            </span>
          </div>
        </>
      )}
    </div>
  );
}

function nameOfFiles(files: readonly TextFile[]): string {
  const [first] = files;
  if (files.length === 1) return first?.path ?? '';
  const folder = first?.path.includes('/') ? `${first.path.split('/')[0]}/, ` : '';
  return `${folder}${files.length} files`;
}

interface NeededProps {
  asked: { keywords: string[]; passphrase: boolean };
  passphraseProblem: string | undefined;
  onSubmit(mappings: Record<string, unknown>, passphrase: string): void;
}

/** What the files leave open. */
function Needed({ asked: { keywords, passphrase: asksPassphrase }, passphraseProblem, onSubmit }: NeededProps) {
  const [values, setValues] = useState<Record<string, string>>(() => rememberedKeywords());
  const [passphrase, setPassphrase] = useState('');

  function submit(event: FormEvent): void {
    event.preventDefault();
    const given = Object.entries(values).filter(([, text]) => text !== '');
    rememberKeywords(Object.fromEntries(given));
    onSubmit(Object.fromEntries(given.map(([keyword, text]) => [keyword, readKeyword(text)])), passphrase);
  }

  return (
    <form className={classes.needed} onSubmit={submit}>
      {keywords.map((keyword) => (
        <TextInput
          key={keyword}
          label={
            <>
              Keyword <span className="mono">{keyword}</span>
            </>
          }
          placeholder="Text or JSON"
          value={values[keyword] ?? ''}
          onChange={(event) => setValues({ ...values, [keyword]: event.currentTarget.value })}
          autoComplete="off"
          spellCheck={false}
        />
      ))}
      {asksPassphrase && (
        <PasswordInput
          label="Passphrase of the file"
          value={passphrase}
          error={passphraseProblem}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
          autoComplete="off"
        />
      )}
      <div>
        <Button type="submit" variant="default">
          Update the plan
        </Button>
      </div>
    </form>
  );
}
