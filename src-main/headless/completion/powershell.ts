import { quoteWord } from '../../contract/shell-words.ts';
import type { Offer } from '../completed-option.ts';
import type { CommandWords } from './command-words.ts';

/** A script for Windows PowerShell 5 and PowerShell 7. Where it answers nothing, PowerShell itself offers files. */
export function writePowershellScript(commands: readonly CommandWords[]): string {
  return `# PowerShell completion for tokenbench
Register-ArgumentCompleter -Native -CommandName tokenbench -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)

  $commands = @(
${rows(commands.flatMap(({ path, commands: below }) => below.map((one) => ({ At: path, Word: one.name, Text: one.description }))))}
  )
  $options = @(
${rows(
  commands.flatMap(({ path, options }) =>
    options.flatMap(({ names, description, value, offer }) =>
      names.map((name) => ({
        At: path,
        Word: name,
        Text: description,
        TakesValue: value !== undefined,
        Words: wordsOf(offer),
      })),
    ),
  ),
)}
  )
  $operands = @(
${rows(
  commands.flatMap(({ path, operands }) =>
    operands
      .map((operand, index) => ({ ...operand, index }))
      .filter(({ offer }) => wordsOf(offer).length > 0)
      .map(({ index, isVariadic, offer }) => ({
        At: path,
        Place: index,
        IsVariadic: isVariadic,
        Words: wordsOf(offer),
      })),
  ),
)}
  )

  $command = 'tokenbench'
  $operand = 0
  $valueOf = $null
  $rest = $false
  $before = $commandAst.CommandElements | Select-Object -Skip 1 |
    Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.Extent.Text }
  foreach ($word in $before) {
    if ($valueOf) { $valueOf = $null }
    elseif ($rest) { $operand++ }
    elseif ($word -eq '--') { $rest = $true }
    elseif ($word -like '-?*') {
      $valueOf = $options | Where-Object { $_.At -ceq $command -and $_.Word -ceq $word -and $_.TakesValue }
    }
    elseif ($operand -eq 0 -and ($commands | Where-Object { $_.At -ceq $command -and $_.Word -ceq $word })) {
      $command = "$command $word"
    }
    else { $operand++ }
  }

  $prefix = ''
  $current = "$wordToComplete"
  if (-not $valueOf -and -not $rest -and $current -match '^(--[^=]+)=(.*)$') {
    $name, $current = $Matches[1], $Matches[2]
    $prefix = "$name="
    $valueOf = $options | Where-Object { $_.At -ceq $command -and $_.Word -ceq $name -and $_.TakesValue }
    if (-not $valueOf) { return }
  }

  $own = $options | Where-Object { $_.At -ceq $command }
  $offered = if ($valueOf) {
    $valueOf.Words | ForEach-Object { @{ Word = $_; Text = $valueOf.Text } }
  }
  elseif (-not $rest -and $current -like '-*') { $own }
  else {
    $places = $operands | Where-Object {
      $_.At -ceq $command -and ($_.Place -eq $operand -or ($_.IsVariadic -and $_.Place -lt $operand))
    }
    if (-not $rest -and $operand -eq 0) { $commands | Where-Object { $_.At -ceq $command } }
    $places | ForEach-Object { $_.Words } | ForEach-Object { @{ Word = $_; Text = $_ } }
  }

  $offered | Where-Object { $_.Word -and $_.Word.StartsWith($current, 'Ordinal') } | ForEach-Object {
    $text = if ($_.Text) { $_.Text } else { $_.Word }
    [System.Management.Automation.CompletionResult]::new("$prefix$($_.Word)", $_.Word, 'ParameterValue', $text)
  }
}
`;
}

type Cell = string | number | boolean | readonly string[];

/** Hashtables, since PowerShell would flatten arrays within an array. */
function rows(table: readonly Readonly<Record<string, Cell>>[]): string {
  return table
    .map((row) => {
      const cells = Object.entries(row).map(([name, cell]) => `${name} = ${writeCell(cell)}`);
      return `    @{ ${cells.join('; ')} }`;
    })
    .join('\n');
}

function writeCell(cell: Cell): string {
  if (typeof cell === 'boolean') return cell ? '$true' : '$false';
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'string') return quoteWord(cell, 'powershell');
  return `@(${cell.map((word) => quoteWord(word, 'powershell')).join(', ')})`;
}

/** Paths are what PowerShell offers by itself. */
function wordsOf(offer: Offer): readonly string[] {
  return typeof offer === 'string' ? [] : offer;
}
