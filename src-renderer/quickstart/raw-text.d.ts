/** A template is imported as its text, by Vite and by the tests alike. */
declare module '*.template?raw' {
  const text: string;
  export default text;
}
