/** The text of each template by its name, bundled with the screens. */
/// <reference path="./raw-text.d.ts" />
import publishKeys from './templates/publish-keys.template?raw';
import tokenCsharp from './templates/token-csharp.template?raw';
import tokenCurl from './templates/token-curl.template?raw';
import tokenGo from './templates/token-go.template?raw';
import tokenJava from './templates/token-java.template?raw';
import tokenNode from './templates/token-node.template?raw';
import tokenPhp from './templates/token-php.template?raw';
import tokenPowershell from './templates/token-powershell.template?raw';
import tokenPython from './templates/token-python.template?raw';
import tokenRuby from './templates/token-ruby.template?raw';
import verifyDotnet from './templates/verify-dotnet.template?raw';
import verifyGo from './templates/verify-go.template?raw';
import verifyJavaSpringBoot from './templates/verify-java-spring-boot.template?raw';
import verifyNodeExpress from './templates/verify-node-express.template?raw';
import verifyNodeFastify from './templates/verify-node-fastify.template?raw';
import verifyPhp from './templates/verify-php.template?raw';
import verifyPythonFastapi from './templates/verify-python-fastapi.template?raw';
import verifyRuby from './templates/verify-ruby.template?raw';
import verifyRust from './templates/verify-rust.template?raw';

export const templates = {
  'publish-keys': publishKeys,
  'token-csharp': tokenCsharp,
  'token-curl': tokenCurl,
  'token-go': tokenGo,
  'token-java': tokenJava,
  'token-node': tokenNode,
  'token-php': tokenPhp,
  'token-powershell': tokenPowershell,
  'token-python': tokenPython,
  'token-ruby': tokenRuby,
  'verify-dotnet': verifyDotnet,
  'verify-go': verifyGo,
  'verify-java-spring-boot': verifyJavaSpringBoot,
  'verify-node-express': verifyNodeExpress,
  'verify-node-fastify': verifyNodeFastify,
  'verify-php': verifyPhp,
  'verify-python-fastapi': verifyPythonFastapi,
  'verify-ruby': verifyRuby,
  'verify-rust': verifyRust,
} as const;
