// `npm run demo-services`: the demo shop, until Ctrl+C.
import { startDemoServices } from '#shared/demo-services/demo-services.ts';

const { url, key } = await startDemoServices();
console.log(`The demo services answer at ${url}
  key       ${key} (header X-Api-Key)
  OpenAPI   ${url}/openapi.json
Allow addresses of this computer in the integrations, then connect “Demo services”. Stop with Ctrl+C.`);
