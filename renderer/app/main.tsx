// The window's entry: styles, the schema library without code generation, then the app.
import { z } from 'zod';
import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@xyflow/react/dist/base.css';
import './tokens.css';
import './base.css';
import './frame.css';
import './header.css';
import '../start/start-page.css';
import '../canvas/canvas.css';
import '../canvas/steps.css';
import '../canvas/edges.css';
import '../canvas/quick-add.css';
import '../canvas/far/far.css';
import '../canvas/furniture/furniture.css';
import '../presets/presets.css';
import '../panels/palette.css';
import '../panels/sidebar.css';
import '../panels/panels.css';
import '../panels/forms.css';
import '../panels/editors.css';
import '../panels/lists.css';
import '../preview/preview.css';
import '../preview/requests.css';
import '../preview/speakers.css';
import '../palette/palette.css';
import '../problems/problems.css';
import '../outline/outline.css';
import '../history/history.css';
import '../hints/hints.css';
import '../models/models.css';
import '../settings/settings.css';
import '../settings/people.css';
import '../workflows/workflows.css';
import '../start/start.css';
import './narrow.css';

// The page's policy refuses evaluated code. Schemas look at this when they are made, so the app is loaded after it.
z.config({ jitless: true });

const root = document.querySelector('#root');
if (root === null) throw new Error('The page has no #root element.');
const { start } = await import('./start.tsx');
start(root);
