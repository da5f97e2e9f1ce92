/** A file of an import or an export: its path below the folder of the definition, and its text. */
export interface SourceFile {
  path: string;
  text: string;
}
